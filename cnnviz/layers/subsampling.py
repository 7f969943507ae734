"""LeNet-5's subsampling: the sum of each window, times a learned coefficient, plus a learned bias."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_feature_map, as_float32, as_gradient
from cnnviz.layers.pooling import average_pool2d, average_pool2d_backward
from cnnviz.layers.windows import pair


def subsample2d(
    x: npt.ArrayLike,
    coefficient: npt.ArrayLike,
    bias: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
) -> FloatArray:
    """Return coefficient * (sum of each window) + bias, channel by channel, for one sample.

    Args:
        x: (height, width, channels), numbers of any type.
        coefficient: (channels,), what each channel's sums are multiplied by.
        bias: (channels,), what is then added.
        pool_size: Size of the window, one number or (rows, columns).
        strides: Pixels from one window to the next, one number or (rows, columns); None for `pool_size`.

    Returns:
        (output_height, output_width, channels), float32.

    Raises:
        NetworkError: If the window does not fit, or an argument does not belong to `x`.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document
    Recognition", Proceedings of the IEEE, 1998, section II B.

    >>> subsample2d([[[1], [2]], [[3], [4]]], coefficient=[0.5], bias=[1])[..., 0]
    array([[6.]], dtype=float32)
    """
    x = as_feature_map(x)
    coefficient = _one_per_channel("coefficient", coefficient, x)
    return _sums(x, pool_size, strides) * coefficient + _one_per_channel("bias", bias, x)


def subsample2d_backward(
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    coefficient: npt.ArrayLike,
    pool_size: int | Sequence[int] = 2,
    *,
    strides: int | Sequence[int] | None = None,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the gradients of `subsample2d`.

    Args:
        gradient: (output_height, output_width, channels), the gradient of the output of `subsample2d`.
        x: (height, width, channels), numbers of any type.
        coefficient: (channels,).
        pool_size: As given to `subsample2d`.
        strides: As given to `subsample2d`.

    Returns:
        (dx, dcoefficient, dbias), float32, in the shapes of `x`, (channels,) and (channels,).

    Raises:
        NetworkError: If `subsample2d` raises, or `gradient` does not have the shape of its output.
    """
    x = as_feature_map(x)
    coefficient = _one_per_channel("coefficient", coefficient, x)
    sums = _sums(x, pool_size, strides)
    gradient = as_gradient(gradient, sums.shape)
    spread = gradient * coefficient * np.float32(math.prod(pair("pool_size", pool_size)))
    dx = average_pool2d_backward(spread, x, pool_size, strides=strides)
    return dx, (gradient * sums).sum(axis=(0, 1)), gradient.sum(axis=(0, 1))


def _sums(x: FloatArray, pool_size: int | Sequence[int], strides: int | Sequence[int] | None) -> FloatArray:
    n_cells = np.float32(math.prod(pair("pool_size", pool_size)))
    return average_pool2d(x, pool_size, strides=strides) * n_cells


def _one_per_channel(name: str, value: npt.ArrayLike, x: FloatArray) -> FloatArray:
    numbers = as_float32(name, value)
    if numbers.shape != x.shape[2:]:
        raise NetworkError(
            f"`{name}` must hold one number for each channel of `x`. "
            f"Received: {name}.shape={numbers.shape}, x.shape={x.shape}"
        )
    return numbers
