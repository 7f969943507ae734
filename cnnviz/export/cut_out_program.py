"""The code of the steppers' pages: convolution, activation and pooling of a cut-out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.export.array_literal import array
from cnnviz.pipeline import Convolved, Pipeline, keras_pooling
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES

Array = npt.NDArray[np.float32]


def convolution_code(x: Array, done: Convolved, now: Pipeline) -> str:
    """Return a program that computes and prints the same feature map with Keras's Conv2D.

    Args:
        x: the input, (height, width, channels) float32.
        done: the result of `pipeline.convolved`.
        now: the settings; only the name of the padding is read.
    """
    return _program(_feature_map(x, done, now), "feature_map")


def activation_code(x: Array, done: Convolved, now: Pipeline) -> str:
    """Return a program that computes and prints the same activated map with Keras.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the result of `pipeline.convolved`.
        now: the settings of the convolution and the activation.
    """
    return _program(_activated(x, done, now), "activated")


def pooling_code(x: Array, done: Convolved, now: Pipeline) -> str:
    """Return a program that computes and prints the same pooled map with Keras's layers.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the result of `pipeline.convolved`.
        now: the settings of the convolution, the activation and the first round's pooling.
    """
    lines = [
        *_activated(x, done, now),
        f"layer = {keras_pooling(now)}",
        "pooled = keras.ops.convert_to_numpy(layer(activated[np.newaxis]))[0]",
    ]
    return _program(lines, "pooled")


def _program(lines: list[str], shown: str) -> str:
    return "\n".join([*lines, f"print({shown}[..., 0])"])


def _activated(x: Array, done: Convolved, now: Pipeline) -> list[str]:
    return [
        *_feature_map(x, done, now),
        f"activated = keras.ops.convert_to_numpy(keras.activations.{now.relu.activation}(feature_map))",
    ]


def _feature_map(x: Array, done: Convolved, now: Pipeline) -> list[str]:
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
    lines = [
        "import keras",
        "import numpy as np",
        "",
        f"x = {array(x)}  # height, width, channels",
        f"weights = {array(done.weights)} / {done.divisor:g}  # rows, columns, channels, filters",
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
    return lines
