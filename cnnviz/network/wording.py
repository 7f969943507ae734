"""A layer in words: a short name to stand under a picture, and its settings in a line."""

from __future__ import annotations

from cnnviz.network.checks import by
from cnnviz.network.kinds import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Layer,
    Pooling2D,
)

SHORT = {
    "Conv2D": "conv",
    "MaxPooling2D": "max",
    "AveragePooling2D": "average",
    "BatchNormalization": "normalize",
    "Dropout": "dropout",
    "Flatten": "flatten",
    "GlobalAveragePooling2D": "global average",
    "Dense": "dense",
}


def short_name(brick: Layer) -> str:
    """Return what a layer is, as short as can be.

    >>> short_name(Conv2D(32)), short_name(Activation("tanh"))
    ('conv 3 × 3', 'tanh')
    """
    if isinstance(brick, Activation):
        return brick.activation
    window = getattr(brick, "kernel_size", None) or getattr(brick, "pool_size", None)
    name = SHORT[type(brick).__name__]
    return f"{name} {by(window)}" if window else name


def settings_line(brick: Layer) -> str:
    """Return a layer's settings in a line, without those that are as Keras has them.

    >>> settings_line(Conv2D(32, strides=2, activation="relu")), settings_line(Dropout(0.25))
    ('32 filters, 3 × 3, stride 2 × 2, relu', 'rate 0.25')
    """
    return ", ".join(filter(None, _parts(brick)))


def _parts(brick: Layer) -> list[str]:
    if isinstance(brick, Conv2D):
        return [
            f"{brick.filters:,} filter{'' if brick.filters == 1 else 's'}",
            by(brick.kernel_size),
            f"stride {by(brick.strides)}" if brick.strides != (1, 1) else "",
            f"dilation {by(brick.dilation_rate)}" if brick.dilation_rate != (1, 1) else "",
            brick.padding if brick.padding == "same" else "",
            *_activation_and_bias(brick),
        ]
    if isinstance(brick, Pooling2D):
        strides = brick.strides or brick.pool_size
        step = f"stride {by(strides)}" if strides != brick.pool_size else ""
        return [by(brick.pool_size), step, brick.padding if brick.padding == "same" else ""]
    if isinstance(brick, Dense):
        units = f"{brick.units:,} unit{'' if brick.units == 1 else 's'}"
        return [units, *_activation_and_bias(brick)]
    if isinstance(brick, BatchNormalization):
        usual = BatchNormalization()
        values = {name: getattr(brick, name) for name in ("momentum", "epsilon")}
        return [f"{name} {value:g}" for name, value in values.items() if value != getattr(usual, name)] + [
            f"no {name}" for name in ("center", "scale") if not getattr(brick, name)
        ]
    if isinstance(brick, Dropout):
        return [f"rate {brick.rate:g}"]
    return [brick.activation] if isinstance(brick, Activation) else []


def _activation_and_bias(brick: Conv2D | Dense) -> list[str]:
    activation = brick.activation if brick.activation != "linear" else ""
    return [activation, "" if brick.use_bias else "no bias"]
