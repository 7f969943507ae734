"""Convolution as in neural networks: the kernel is not flipped."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_feature_map, as_float32, as_gradient
from cnnviz.layers.windows import pad, pad_backward, pair, windows, windows_backward

# A copy of all windows would be as large as the image times the kernel. Blocks of 256 KB stay in the
# processor's cache, and on a busy machine no product of a photo waits for a second thread.
_NUMBERS_PER_BLOCK = 2**16


def conv2d(
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    bias: npt.ArrayLike | None = None,
    *,
    strides: int | Sequence[int] = 1,
    padding: str = "valid",
    dilation_rate: int | Sequence[int] = 1,
    groups: int = 1,
) -> FloatArray:
    """Return the output of `keras.layers.Conv2D` before its activation, for one sample.

    Strides may be combined with dilation, which `Conv2D` does not allow. The result is every `strides`-th
    pixel of the result with strides 1. With "valid" it starts at the first pixel. With "same" it starts at
    Keras's first window, with only as much padding as the last window needs, as in `tf.nn.conv2d` and
    `keras.layers.DepthwiseConv2D`; that may not be the first pixel.

    Args:
        x: (height, width, in_channels), numbers of any type.
        weights: (kernel_height, kernel_width, in_channels / groups, filters).
        bias: (filters,), or None for no bias.
        strides: Pixels from one window to the next, one number or (rows, columns).
        padding: "valid" for no padding, "same" for Keras's zero padding.
        dilation_rate: Pixels from one cell of the kernel to the next, one number or (rows, columns).
        groups: The number of equal parts of the channels; each part has its own share of the filters.

    Returns:
        (output_height, output_width, filters), float32.

    Raises:
        NetworkError: If the shapes do not match, the kernel does not fit, or an argument is not valid.

    >>> conv2d([[[1], [2], [3]]], [[[[1]], [[-1]]]])[..., 0]
    array([[-1., -1.]], dtype=float32)
    """
    x, weights = _input_and_weights(x, weights, groups)
    strides, dilation_rate = pair("strides", strides), pair("dilation_rate", dilation_rate)
    kernel_size = weights.shape[:2]
    padded = pad(x, kernel_size, strides, padding, dilation_rate=dilation_rate)
    views = windows(padded, kernel_size, strides, dilation_rate)
    parts = zip(np.split(views, groups, axis=-1), np.split(weights, groups, axis=-1), strict=True)
    sums = [_weighted_sums(*part) for part in parts]
    result = sums[0] if groups == 1 else np.concatenate(sums, axis=-1)
    if bias is None:
        return result
    bias = as_float32("bias", bias)
    if bias.shape != weights.shape[3:]:
        raise NetworkError(
            "`bias` must hold one number for each filter. "
            f"Received: bias.shape={bias.shape}, weights.shape={weights.shape}"
        )
    return result + bias


def conv2d_backward(
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    strides: int | Sequence[int] = 1,
    padding: str = "valid",
    dilation_rate: int | Sequence[int] = 1,
    groups: int = 1,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the gradients of `conv2d`: the derivatives of the loss for each pixel, weight and bias.

    Each weight is used in every window: its gradient is the sum of pixel times gradient over all windows.
    With strides 1 that is again a convolution, of `x` with the gradient as its kernel.

    Args:
        gradient: (output_height, output_width, filters), the gradient of the output of `conv2d`.
        x: (height, width, in_channels), numbers of any type.
        weights: (kernel_height, kernel_width, in_channels / groups, filters).
        strides: As given to `conv2d`.
        padding: As given to `conv2d`.
        dilation_rate: As given to `conv2d`.
        groups: As given to `conv2d`.

    Returns:
        (dx, dweights, dbias), float32, in the shapes of `x`, `weights` and (filters,).

    Raises:
        NetworkError: If `conv2d` raises, or `gradient` does not have the shape of its output.

    >>> dx, dweights, dbias = conv2d_backward([[[1], [10]]], [[[1], [2], [3]]], [[[[4]], [[5]]]])
    >>> dx[0, :, 0], dweights[0, :, 0, 0], dbias
    (array([ 4., 45., 50.], dtype=float32), array([21., 32.], dtype=float32), array([11.], dtype=float32))
    """
    x, weights = _input_and_weights(x, weights, groups)
    strides, dilation_rate = pair("strides", strides), pair("dilation_rate", dilation_rate)
    kernel_size = weights.shape[:2]
    padded = pad(x, kernel_size, strides, padding, dilation_rate=dilation_rate)
    views = windows(padded, kernel_size, strides, dilation_rate)
    gradient = as_gradient(gradient, (*views.shape[:2], weights.shape[3]))
    parts = [np.split(array, groups, axis=-1) for array in (gradient, weights, views)]
    spread = np.concatenate(  # to each cell of each window
        [np.tensordot(slopes, kernel, axes=(2, 3)) for slopes, kernel, _ in zip(*parts, strict=True)], axis=-1
    )
    dpadded = windows_backward(spread, padded.shape, strides, dilation_rate)
    dx = pad_backward(dpadded, x.shape, kernel_size, strides, padding, dilation_rate=dilation_rate)
    dweights = np.concatenate(
        [np.tensordot(seen, slopes, axes=((0, 1), (0, 1))) for slopes, _, seen in zip(*parts, strict=True)],
        axis=-1,
    )
    return dx, dweights, gradient.sum(axis=(0, 1))


def _input_and_weights(
    x: npt.ArrayLike, weights: npt.ArrayLike, groups: int
) -> tuple[FloatArray, FloatArray]:
    """Return both as float32 after checking that their shapes match."""
    x, weights = as_feature_map(x), as_float32("weights", weights)
    if not isinstance(groups, int | np.integer) or groups < 1:
        raise NetworkError(f"`groups` must be a whole number of at least 1. Received: groups={groups!r}")
    if weights.ndim != 4 or weights.shape[2] * groups != x.shape[2] or weights.size == 0:
        raise NetworkError(
            "`weights` must have shape (kernel_height, kernel_width, in_channels, filters), none of them 0, "
            "with as many in_channels as `x` has channels, divided by `groups`. "
            f"Received: groups={groups}, weights.shape={weights.shape}, x.shape={x.shape}"
        )
    if weights.shape[3] % groups:
        raise NetworkError(
            "The filters must be divisible by `groups`. "
            f"Received: weights.shape={weights.shape}, groups={groups}"
        )
    return x, weights


def _weighted_sums(views: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the sum of window times kernel, for each window in `views` and each filter."""
    height, width = views.shape[:2]
    result = np.empty((height, width, weights.shape[3]), dtype=np.float32)
    n_rows = max(1, _NUMBERS_PER_BLOCK // (width * weights[..., 0].size))
    for top in range(0, height, n_rows):
        result[top : top + n_rows] = np.tensordot(views[top : top + n_rows], weights, axes=3)
    return result
