"""Pooling: each window of a feature map is reduced to one number, channel by channel."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from cnnviz.layers.arrays import FloatArray, as_feature_map, as_gradient
from cnnviz.layers.windows import (
    output_size,
    pad,
    pad_backward,
    pair,
    same_padding,
    windows,
    windows_backward,
)


def max_pool2d(
    x: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
    padding: str = "valid",
) -> FloatArray:
    """Return the largest value in each window, as `keras.layers.MaxPooling2D`, for one sample.

    Args:
        x: (height, width, channels), numbers of any type.
        pool_size: Size of the window, one number or (rows, columns).
        strides: Pixels from one window to the next, one number or (rows, columns); None for `pool_size`.
        padding: "valid" for no padding, "same" for Keras's; cells outside `x` are never the largest.

    Returns:
        (output_height, output_width, channels), float32.

    Raises:
        NetworkError: If the window does not fit, or an argument is not one of those above.

    >>> max_pool2d([[[1], [2]], [[4], [3]]])
    array([[[4.]]], dtype=float32)
    """
    x = as_feature_map(x)
    pool_size, strides = _window_and_strides(pool_size, strides)
    return _pool(np.maximum, pad(x, pool_size, strides, padding, value=-np.inf), pool_size, strides)


def max_pool2d_winners(
    x: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
    padding: str = "valid",
) -> npt.NDArray[np.intp]:
    """Return the position in `x` of the largest value in each window; of equal values the first, row by row.

    TensorFlow's gradient on a CPU goes to the same position.

    Args:
        x: (height, width, channels), numbers of any type.
        pool_size: As given to `max_pool2d`.
        strides: As given to `max_pool2d`.
        padding: As given to `max_pool2d`.

    Returns:
        (output_height, output_width, channels, 2), each winner's row and column in `x`.

    Raises:
        NetworkError: If `max_pool2d` raises.

    >>> max_pool2d_winners([[[1], [4]], [[4], [3]]])[0, 0, 0]
    array([0, 1])
    """
    x = as_feature_map(x)
    window, strides = _window_and_strides(pool_size, strides)
    views = windows(pad(x, window, strides, padding, value=-np.inf), window, strides, (1, 1))
    height, width, _, _, channels = views.shape
    place = views.reshape(height, width, -1, channels).argmax(axis=2)
    rows, columns = np.divmod(place, window[1])
    rows += np.arange(height)[:, np.newaxis, np.newaxis] * strides[0]
    columns += np.arange(width)[:, np.newaxis] * strides[1]
    if padding == "same":
        rows -= same_padding(x.shape[0], window[0], strides[0])[0]
        columns -= same_padding(x.shape[1], window[1], strides[1])[0]
    return np.stack([rows, columns], axis=-1)


def max_pool2d_backward(
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
    padding: str = "valid",
) -> FloatArray:
    """Return the gradient of `max_pool2d`: each window's goes only to its largest value.

    Of equal values it goes to the first, row by row, as in TensorFlow on a CPU. A cell that is the largest
    in several windows gets the sum.

    Args:
        gradient: (output_height, output_width, channels), the gradient of the output of `max_pool2d`.
        x: (height, width, channels), numbers of any type.
        pool_size: As given to `max_pool2d`.
        strides: As given to `max_pool2d`.
        padding: As given to `max_pool2d`.

    Returns:
        The shape of `x`, float32.

    Raises:
        NetworkError: If `max_pool2d` raises, or `gradient` does not have the shape of its output.

    >>> max_pool2d_backward([[[7]]], [[[1], [4]], [[4], [3]]])[..., 0]
    array([[0., 7.],
           [0., 0.]], dtype=float32)
    """
    x = as_feature_map(x)
    winners = max_pool2d_winners(x, pool_size, strides=strides, padding=padding)
    result = np.zeros(x.shape, dtype=np.float32)
    places = (winners[..., 0], winners[..., 1], np.arange(x.shape[2]))
    np.add.at(result, places, as_gradient(gradient, winners.shape[:3]))
    return result


def average_pool2d(
    x: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
    padding: str = "valid",
) -> FloatArray:
    """Return the mean of each window, as `keras.layers.AveragePooling2D`, for one sample.

    Args:
        x: (height, width, channels), numbers of any type.
        pool_size: Size of the window, one number or (rows, columns).
        strides: Pixels from one window to the next, one number or (rows, columns); None for `pool_size`.
        padding: "valid" for no padding, "same" for Keras's; the mean is only over the cells inside `x`.

    Returns:
        (output_height, output_width, channels), float32.

    Raises:
        NetworkError: If the window does not fit, or an argument is not one of those above.

    >>> average_pool2d([[[1], [2]], [[4], [3]]])
    array([[[2.5]]], dtype=float32)
    """
    x = as_feature_map(x)
    pool_size, strides = _window_and_strides(pool_size, strides)
    inside = np.ones((*x.shape[:2], 1), dtype=np.float32)
    sums, n_inside = (
        _pool(np.add, pad(a, pool_size, strides, padding), pool_size, strides) for a in (x, inside)
    )
    return sums / n_inside


def average_pool2d_backward(
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
    padding: str = "valid",
) -> FloatArray:
    """Return the gradient of `average_pool2d`: each window's is shared equally among its cells inside `x`.

    Args:
        gradient: (output_height, output_width, channels), the gradient of the output of `average_pool2d`.
        x: (height, width, channels), numbers of any type; only its shape matters.
        pool_size: As given to `average_pool2d`.
        strides: As given to `average_pool2d`.
        padding: As given to `average_pool2d`.

    Returns:
        The shape of `x`, float32.

    Raises:
        NetworkError: If `average_pool2d` raises, or `gradient` does not have the shape of its output.

    >>> average_pool2d_backward([[[8]]], [[[1], [4]], [[4], [3]]])[..., 0]
    array([[2., 2.],
           [2., 2.]], dtype=float32)
    """
    x = as_feature_map(x)
    window, strides = _window_and_strides(pool_size, strides)
    inside = pad(np.ones((*x.shape[:2], 1), dtype=np.float32), window, strides, padding)
    views = windows(inside, window, strides, (1, 1))
    gradient = as_gradient(gradient, (*views.shape[:2], x.shape[2]))
    shares = (gradient / views.sum(axis=(2, 3)))[:, :, np.newaxis, np.newaxis] * np.ones(
        (*window, 1), "float32"
    )
    padded = windows_backward(shares, (*inside.shape[:2], x.shape[2]), strides, (1, 1))
    return pad_backward(padded, x.shape, window, strides, padding)


def _window_and_strides(
    pool_size: int | Sequence[int], strides: int | Sequence[int] | None
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return both as (rows, columns)."""
    window = pair("pool_size", pool_size)
    return window, window if strides is None else pair("strides", strides)


def _pool(combine: np.ufunc, x: FloatArray, window: tuple[int, int], strides: tuple[int, int]) -> FloatArray:
    """Return the cells of each window reduced by `combine`.

    Rows are reduced first, then columns: a window of k x k takes 2k passes over the map instead of k * k.
    """
    for axis in (0, 1):
        stride = strides[axis]
        last = (output_size(x.shape[axis], window[axis], stride) - 1) * stride
        along = np.moveaxis(x, axis, 0)
        shifted = (along[i : i + last + 1 : stride] for i in range(window[axis]))
        x = np.moveaxis(reduce(combine, shifted), 0, axis)
    return x.copy()  # with a 1 x 1 window, it is still a view of the caller's array
