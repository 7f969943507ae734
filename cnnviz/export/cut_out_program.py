"""The code of the steppers' pages: convolution, activation and pooling of a cut-out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.export.array_literal import array, kernel_array
from cnnviz.export.image_program import image_lines
from cnnviz.pipeline import Convolved, Pipeline, keras_pooling
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES

Array = npt.NDArray[np.float32]


def convolution_code(
    x: Array, done: Convolved, now: Pipeline, *, corner: tuple[int, int] | None = None
) -> str:
    """Return a program that computes and prints the same feature map with Keras's Conv2D.

    Args:
        x: the input, (height, width, channels) float32.
        done: the result of `pipeline.convolved`.
        now: the settings of the image and the convolution.
        corner: row and column of `x` in the image; None writes out all its numbers.
    """
    return _program(_feature_map(x, done, now, corner), "feature_map")


def activation_code(
    x: Array, done: Convolved, now: Pipeline, *, corner: tuple[int, int] | None = None
) -> str:
    """Return a program that computes and prints the same activated map with Keras.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the result of `pipeline.convolved`.
        now: the settings of the image, the convolution and the activation.
        corner: row and column of `x` in the image; None writes out all its numbers.
    """
    return _program(_activated(x, done, now, corner), "activated")


def pooling_code(
    x: Array,
    done: Convolved,
    now: Pipeline,
    *,
    corner: tuple[int, int] | None = None,
    plain: bool = False,
) -> str:
    """Return a program that computes and prints the same pooled map with Keras's layers.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the result of `pipeline.convolved`.
        now: the settings of the image, the convolution, the activation and the first round's pooling.
        corner: row and column of `x` in the image; None writes out all its numbers.
        plain: whether the feature map is pooled without an activation.
    """
    before, name = (_feature_map, "feature_map") if plain else (_activated, "activated")
    lines = [
        *before(x, done, now, corner),
        f"layer = {keras_pooling(now)}",
        f"pooled = keras.ops.convert_to_numpy(layer({name}[np.newaxis]))[0]",
    ]
    return _program(lines, "pooled")


def _program(lines: list[str], shown: str) -> str:
    return "\n".join([*lines, f"print({shown}[..., 0])"])


def _activated(x: Array, done: Convolved, now: Pipeline, corner: tuple[int, int] | None) -> list[str]:
    return [
        *_feature_map(x, done, now, corner),
        f"activated = keras.ops.convert_to_numpy(keras.activations.{now.relu.activation}(feature_map))",
    ]


def _feature_map(x: Array, done: Convolved, now: Pipeline, corner: tuple[int, int] | None) -> list[str]:
    """Return the lines up to the convolution's output."""
    padding, mode = now.convolution.padding, now.convolution.mode
    by_keras = padding == "valid" or (padding == "same" and mode == "zeros")
    both = max(done.strides) > 1 and max(done.dilation_rate) > 1  # Conv2D refuses this
    settings = [f"filters={done.weights.shape[3]}", f"kernel_size={done.weights.shape[:2]}"]
    if not both:
        settings.append(f"strides={done.strides}")
    by_keras = by_keras and not (both and padding == "same")
    settings.append(f'padding="{padding if by_keras else "valid"}"')
    settings.append(f"dilation_rate={done.dilation_rate}")
    kernel = kernel_array(done.weights[:, :, 0, 0], now.kernel.name)
    repeated = "kernel[:, :, np.newaxis, np.newaxis]"
    if x.shape[2] > 1:
        repeated = f"np.repeat({repeated}, {x.shape[2]}, axis=2)"
    lines = [
        *input_lines(x, now, corner, kernel),
        f"kernel = {kernel}",
        f"weights = {repeated} / {done.divisor:g}  # rows, columns, channels, filters",
        f"bias = {array(np.full(done.weights.shape[3], done.offset, np.float32))}",
    ]
    if not by_keras and done.padding != ((0, 0), (0, 0)):
        lines.append(
            f'x = np.pad(x, ({done.padding[0]}, {done.padding[1]}, (0, 0)), "{PADDING_MODES[done.mode]}")'
        )
    lines += [
        f"layer = keras.layers.Conv2D({', '.join(settings)})",
        "layer.build((None, *x.shape))",
        "layer.set_weights([weights, bias])",
        "feature_map = keras.ops.convert_to_numpy(layer(x[np.newaxis]))[0]",
    ]
    if both:
        rows, columns = done.strides
        lines.append(
            f"feature_map = feature_map[::{rows}, ::{columns}]  # Conv2D has no strides with dilation"
        )
    if done.others is not None:
        others = f"{array(done.others[..., 0])}[..., np.newaxis]"
        lines.append(f"feature_map = feature_map + {others}  # what the other {done.n_others} input maps add")
    return lines


def input_lines(x: Array, now: Pipeline, corner: tuple[int, int] | None, code: str) -> list[str]:
    """Return the lines with all imports and the input `x`, cut out of the visitor's image if possible.

    Args:
        x: the input, (height, width, channels) float32.
        now: the settings of the image.
        corner: row and column of `x` in the image; None writes out all its numbers.
        code: the code that follows; it may call `kernels`.
    """
    imports = ["import keras", "import numpy as np"]
    modules = ["kernels"] if "kernels.get(" in code else []
    if corner is None:
        ours = [f"from cnnviz import {modules[0]}", ""] if modules else []
        literal = f"{array(x[..., 0])}[..., np.newaxis]" if x.shape[2] == 1 else array(x)
        return [*imports, "", *ours, f"x = {literal}  # height, width, channels"]
    (top, left), (height, width, channels) = corner, x.shape
    part = f"[{top}:{top + height}, {left}:{left + width}"
    grey = now.image.grey or now.image.name in ("digit", "drawing")
    if channels > 1:
        cut = f"image{part}]"
    elif grey:
        cut = f"image{part}, np.newaxis]"
    else:
        cut, modules = f"images.channel_mean(image){part}, np.newaxis]", [*modules, "images"]
    lines = image_lines(now, imports=imports, modules=modules)
    return [*lines, f"x = {cut}  # height, width, channels"]
