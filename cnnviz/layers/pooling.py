"""Pooling: each window of a feature map becomes one number, for each channel by itself."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from cnnviz.layers.arrays import FloatArray, as_feature_map
from cnnviz.layers.windows import output_size, pad, pair


def max_pool2d(
    x: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
    padding: str = "valid",
) -> FloatArray:
    """Return the largest value in each window, as `keras.layers.MaxPooling2D` does for one sample.

    Args:
        x: (height, width, channels), numbers of any type.
        pool_size: Size of the window, one number or (rows, columns).
        strides: Pixels from one window to the next, one number or (rows, columns); None for `pool_size`.
        padding: "valid" for none, "same" as Keras; cells outside `x` are never the largest.

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


def average_pool2d(
    x: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
    padding: str = "valid",
) -> FloatArray:
    """Return the mean of each window, as `keras.layers.AveragePooling2D` does for one sample.

    Args:
        x: (height, width, channels), numbers of any type.
        pool_size: Size of the window, one number or (rows, columns).
        strides: Pixels from one window to the next, one number or (rows, columns); None for `pool_size`.
        padding: "valid" for none, "same" as Keras; the mean is over the cells inside `x` only.

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


def _window_and_strides(
    pool_size: int | Sequence[int], strides: int | Sequence[int] | None
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return both as (rows, columns)."""
    window = pair("pool_size", pool_size)
    return window, window if strides is None else pair("strides", strides)


def _pool(combine: np.ufunc, x: FloatArray, window: tuple[int, int], strides: tuple[int, int]) -> FloatArray:
    """Return all cells of each window put together by `combine`.

    Rows first, then columns: for a window of k x k that is 2k passes over the map and not k * k.
    """
    for axis in (0, 1):
        stride = strides[axis]
        last = (output_size(x.shape[axis], window[axis], stride) - 1) * stride
        along = np.moveaxis(x, axis, 0)
        shifted = (along[i : i + last + 1 : stride] for i in range(window[axis]))
        x = np.moveaxis(reduce(combine, shifted), 0, axis)
    return x.copy()  # of a 1 x 1 window it is still a view of the caller's array
