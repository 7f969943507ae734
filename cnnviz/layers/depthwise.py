"""Depthwise convolution: each channel has its own kernels, and channels are not summed."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_feature_map, as_float32, as_gradient
from cnnviz.layers.windows import pad, pad_backward, pair, windows, windows_backward


def depthwise_conv2d(
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    bias: npt.ArrayLike | None = None,
    *,
    strides: int | Sequence[int] = 1,
    padding: str = "valid",
    dilation_rate: int | Sequence[int] = 1,
) -> FloatArray:
    """Return the output of `keras.layers.DepthwiseConv2D` before its activation, for one sample.

    Args:
        x: (height, width, channels), numbers of any type.
        weights: (kernel_height, kernel_width, channels, depth_multiplier).
        bias: (channels * depth_multiplier,), or None for no bias.
        strides: Pixels from one window to the next, one number or (rows, columns).
        padding: "valid" for no padding, "same" for Keras's zero padding.
        dilation_rate: Pixels from one cell of the kernel to the next, one number or (rows, columns).

    Returns:
        (output_height, output_width, channels * depth_multiplier), float32: all results of the first
        channel, then those of the second.

    Raises:
        NetworkError: If the shapes do not match, or the kernel does not fit.

    >>> depthwise_conv2d([[[1, 10]]], [[[[2, 3], [4, 5]]]])
    array([[[ 2.,  3., 40., 50.]]], dtype=float32)
    """
    x, weights = _input_and_weights(x, weights)
    views = _windows(x, weights, strides, padding, dilation_rate)[0]
    result = np.einsum("hwijc,ijcm->hwcm", views, weights, optimize=True)
    result = result.reshape(*views.shape[:2], -1).astype(np.float32)
    if bias is None:
        return np.asarray(result, dtype=np.float32)
    bias = as_float32("bias", bias)
    if bias.shape != result.shape[2:]:
        raise NetworkError(
            "`bias` must hold one number for each output channel. "
            f"Received: bias.shape={bias.shape}, weights.shape={weights.shape}"
        )
    return np.asarray(result + bias, dtype=np.float32)


def depthwise_conv2d_backward(
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    strides: int | Sequence[int] = 1,
    padding: str = "valid",
    dilation_rate: int | Sequence[int] = 1,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the gradients of `depthwise_conv2d` for each pixel, weight and bias.

    Args:
        gradient: The gradient of the output, in its shape.
        x: (height, width, channels), numbers of any type.
        weights: (kernel_height, kernel_width, channels, depth_multiplier).
        strides: As given to `depthwise_conv2d`.
        padding: As given to `depthwise_conv2d`.
        dilation_rate: As given to `depthwise_conv2d`.

    Returns:
        (dx, dweights, dbias), float32, in the shapes of `x`, `weights` and the bias.

    Raises:
        NetworkError: If `depthwise_conv2d` raises, or `gradient` does not have the shape of its output.
    """
    x, weights = _input_and_weights(x, weights)
    views, shape = _windows(x, weights, strides, padding, dilation_rate)
    places, (channels, multiplier) = views.shape[:2], weights.shape[2:]
    slopes = as_gradient(gradient, (*places, channels * multiplier))
    by_channel = slopes.reshape(*places, channels, multiplier)
    spread = np.einsum("hwcm,ijcm->hwijc", by_channel, weights, optimize=True).astype(np.float32)
    steps, rates = pair("strides", strides), pair("dilation_rate", dilation_rate)
    dpadded = windows_backward(spread, shape, steps, rates)
    dx = pad_backward(dpadded, x.shape, weights.shape[:2], steps, padding, dilation_rate=rates)
    dweights = np.einsum("hwijc,hwcm->ijcm", views, by_channel, optimize=True).astype(np.float32)
    return dx, dweights, slopes.sum(axis=(0, 1))


def _windows(
    x: FloatArray,
    weights: FloatArray,
    strides: int | Sequence[int],
    padding: str,
    dilation_rate: int | Sequence[int],
) -> tuple[FloatArray, tuple[int, ...]]:
    """Return all windows, and the shape of the padded input."""
    steps, rates = pair("strides", strides), pair("dilation_rate", dilation_rate)
    padded = pad(x, weights.shape[:2], steps, padding, dilation_rate=rates)
    return windows(padded, weights.shape[:2], steps, rates), padded.shape


def _input_and_weights(x: npt.ArrayLike, weights: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return both as float32 after checking that their shapes match."""
    x, weights = as_feature_map(x), as_float32("weights", weights)
    if weights.ndim != 4 or weights.shape[2] != x.shape[2] or weights.size == 0:
        raise NetworkError(
            "`weights` must have shape (kernel_height, kernel_width, channels, depth_multiplier), none of "
            f"them 0, with the channels of `x`. Received: weights.shape={weights.shape}, x.shape={x.shape}"
        )
    return x, weights
