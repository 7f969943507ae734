"""Layers in a row: their names, shapes and weights, and the Keras code that builds them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, fields

from cnnviz.network.checks import Shape, check
from cnnviz.network.kinds import (
    Activation,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPooling2D,
    Pooling2D,
)

#: The largest layer output and the most weights that are believed; VGG-16, for scale, has 138 million.
MAX_WEIGHTS = 20_000_000
MAX_OUTPUTS = 2_000_000


@dataclass(frozen=True)
class Network:
    """Layers in a row, and the shape of one input.

    Raises:
        NetworkError: if a layer cannot take what the one before it gives, or the whole is too large.
    """

    input_shape: Shape
    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        check(bool(self.layers), "A network needs at least one layer.", self.layers)
        check(len(self.layers) <= 200, "A network of more than 200 layers is not taken.", len(self.layers))
        sides = self.input_shape
        fits = len(sides) == 3 and all(isinstance(n, int) and 1 <= n <= 1024 for n in sides)
        check(fits, "The input needs height, width and channels, each from 1 to 1,024.", sides)
        n_outputs = sum(math.prod(shape) for shape in self.output_shapes)
        check(
            n_outputs <= MAX_OUTPUTS,
            f"All layers together give more than {MAX_OUTPUTS:,} numbers. "
            "Take fewer filters, or larger strides.",
            n_outputs,
        )
        check(
            self.n_weights <= MAX_WEIGHTS,
            f"All layers together have more than {MAX_WEIGHTS:,} weights. Take fewer filters or units.",
            self.n_weights,
        )

    @property
    def output_shapes(self) -> tuple[Shape, ...]:
        """The output shape of each layer, without the batch axis."""
        shapes, shape = [], self.input_shape
        for layer in self.layers:
            shape = layer.output_shape(shape)
            shapes.append(shape)
        return tuple(shapes)

    @property
    def weight_shapes(self) -> tuple[tuple[Shape, ...], ...]:
        """The shapes of each layer's weight arrays, in Keras's order."""
        inputs = (self.input_shape, *self.output_shapes)
        return tuple(layer.weight_shapes(shape) for layer, shape in zip(self.layers, inputs, strict=False))

    @property
    def parameters(self) -> tuple[int, ...]:
        """How many numbers each layer has: those that it learns, and those that it keeps."""
        return tuple(sum(math.prod(shape) for shape in shapes) for shapes in self.weight_shapes)

    @property
    def trainable(self) -> tuple[int, ...]:
        """How many numbers each layer learns: all but the means and variances that a normalization keeps."""
        learned = [
            shapes[: len(shapes) - getattr(layer, "n_kept", 0)]
            for layer, shapes in zip(self.layers, self.weight_shapes, strict=True)
        ]
        return tuple(sum(math.prod(shape) for shape in shapes) for shapes in learned)

    @property
    def n_weights(self) -> int:
        """How many numbers the whole network has."""
        return sum(self.parameters)

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each layer, as a fresh Keras gives it: conv2d, dropout, dropout_1."""
        seen: Counter[str] = Counter()
        names = []
        for layer in self.layers:
            count = seen[layer.keras_name]
            names.append(f"{layer.keras_name}_{count}" if count else layer.keras_name)
            seen[layer.keras_name] += 1
        return tuple(names)


def lecture_network() -> Network:
    """Return the lecture's network for 28x28 grey digits.

    >>> lecture_network().output_shapes
    ((26, 26, 32), (13, 13, 32), (13, 13, 32), (5408,), (128,), (128,), (10,))
    >>> lecture_network().n_weights
    693962
    """
    layers = (
        Conv2D(32, (3, 3), activation="relu"),
        MaxPooling2D((2, 2)),
        Dropout(0.25),
        Flatten(),
        Dense(128, activation="relu"),
        Dropout(0.5),
        Dense(10, activation="softmax"),
    )
    return Network((28, 28, 1), layers)


def keras_code(network: Network) -> str:
    """Return Python code that builds the network in Keras."""
    lines = ["import keras", "from keras import layers", "", "model = keras.Sequential(["]
    lines.append(f"    keras.Input(shape={network.input_shape}),")
    lines += [f"    layers.{_call(layer)}," for layer in network.layers]
    return "\n".join([*lines, "])", "model.summary()"])


def _call(layer: Layer) -> str:
    """Return the layer as a call, with the settings that differ from Keras's defaults."""
    settings = []
    for field in fields(layer):
        value = getattr(layer, field.name)
        default = (
            layer.pool_size if field.name == "strides" and isinstance(layer, Pooling2D) else field.default
        )
        told = isinstance(layer, Activation) or field.name in {"kernel_size", "pool_size", "rate"}
        if value != default or told:
            settings.append(f"{field.name}={value!r}")
    return f"{type(layer).__name__}({', '.join(settings)})"
