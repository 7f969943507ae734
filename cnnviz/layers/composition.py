"""Compose two successive convolutions into one: its kernel and its bias."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float32
from cnnviz.layers.windows import pair


def compose(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    *,
    strides: int | Sequence[int] = 1,
    dilation_rate: int | Sequence[int] = 1,
) -> FloatArray:
    """Return the weights of the single convolution that is equal to two successive ones.

    One step of the second kernel is `strides` pixels of the first input, so its cells lie that far apart.
    The composed convolution has the strides of the first, and no dilation.

    Args:
        first: (rows, columns, in_channels, channels). Only the first input may be padded.
        second: (rows, columns, channels, filters), with strides of 1.
        strides: The strides of the first, one number or (rows, columns).
        dilation_rate: The dilation rate of the first, one number or (rows, columns).

    Returns:
        (rows, columns, in_channels, filters), float32; it covers as many pixels as both kernels together.

    Raises:
        NetworkError: If the shapes do not match.

    >>> compose([[[[1]], [[-1]]]], [[[[1]], [[-1]]]])[0, :, 0, 0]  # a difference of differences
    array([ 1., -2.,  1.], dtype=float32)
    """
    first, second = as_float32("first", first), as_float32("second", second)
    if first.ndim != 4 or second.ndim != 4 or first.shape[3] != second.shape[2] or not first.size:
        raise NetworkError(
            "Both kernels must have shape (rows, columns, in_channels, filters), and the second as many "
            f"in_channels as the first has filters. Received: {first.shape} and {second.shape}"
        )
    step, spread = pair("strides", strides), _spread(first, pair("dilation_rate", dilation_rate))
    reach = [(cells - 1) * one for cells, one in zip(second.shape, step, strict=False)]
    rows, columns = spread.shape[:2]
    result = np.zeros((rows + reach[0], columns + reach[1], first.shape[2], second.shape[3]))
    for row, column in np.ndindex(second.shape[:2]):
        top, left = row * step[0], column * step[1]
        result[top : top + rows, left : left + columns] += spread @ second[row, column].astype(np.float64)
    return result.astype(np.float32)


def _spread(weights: FloatArray, rate: tuple[int, int]) -> npt.NDArray[np.float64]:
    """Return the weights of a dilated kernel, with zeros in the gaps."""
    rows, columns = ((cells - 1) * one + 1 for cells, one in zip(weights.shape, rate, strict=False))
    result = np.zeros((rows, columns, *weights.shape[2:]))
    result[:: rate[0], :: rate[1]] = weights
    return result


def composed_bias(bias: npt.ArrayLike, second: npt.ArrayLike, second_bias: npt.ArrayLike) -> FloatArray:
    """Return the bias of the composed convolution: the second kernel applied to the first bias, plus its own.

    Args:
        bias: (channels,), the bias of the first.
        second: (rows, columns, channels, filters), the weights of the second.
        second_bias: (filters,), the bias of the second.

    >>> composed_bias([0.5], [[[[1]], [[2]]]], [1])
    array([2.5], dtype=float32)
    """
    through = as_float32("second", second).sum(axis=(0, 1), dtype=np.float64)
    total = as_float32("bias", bias) @ through + as_float32("second_bias", second_bias)
    return np.asarray(total, dtype=np.float32)
