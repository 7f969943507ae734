"""Layers that merge branches of a network: sum, product, concatenation."""

import math
from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float32, as_gradient


def add(inputs: Sequence[npt.ArrayLike]) -> FloatArray:
    """Return the elementwise sum of the inputs, as `keras.layers.Add`.

    Args:
        inputs: Arrays of the same shape; axes of length 1 are broadcast.

    Returns:
        The common shape, float32.

    Raises:
        NetworkError: If there are fewer than two inputs, or their shapes differ.

    >>> add([[1, 2], [10, 20]])
    array([11., 22.], dtype=float32)
    """
    return reduce(np.add, _alike(inputs))


def add_backward(gradient: npt.ArrayLike, inputs: Sequence[npt.ArrayLike]) -> list[FloatArray]:
    """Return the gradient of `add` for each input: the gradient of the sum, the same for all."""
    arrays = _alike(inputs)
    slopes = as_gradient(gradient, np.broadcast_shapes(*(array.shape for array in arrays)))
    return [_narrowed(slopes, array.shape) for array in arrays]


def multiply(inputs: Sequence[npt.ArrayLike]) -> FloatArray:
    """Return the elementwise product of the inputs, as `keras.layers.Multiply`.

    Args:
        inputs: As for `add`.

    Returns:
        The common shape, float32.

    Raises:
        NetworkError: As for `add`.

    >>> multiply([[1, 2], [10, 20]])
    array([10., 40.], dtype=float32)
    """
    return reduce(np.multiply, _alike(inputs))


def multiply_backward(gradient: npt.ArrayLike, inputs: Sequence[npt.ArrayLike]) -> list[FloatArray]:
    """Return the gradient of `multiply` for each input: the product's gradient times all other inputs."""
    arrays = _alike(inputs)
    slopes = as_gradient(gradient, np.broadcast_shapes(*(array.shape for array in arrays)))
    others = [math.prod((*arrays[:n], *arrays[n + 1 :]), start=slopes) for n in range(len(arrays))]
    return [_narrowed(other, array.shape) for other, array in zip(others, arrays, strict=True)]


def concatenate(inputs: Sequence[npt.ArrayLike]) -> FloatArray:
    """Return the inputs concatenated along the last axis, as `keras.layers.Concatenate`.

    Args:
        inputs: Arrays whose shapes differ only in the last axis.

    Returns:
        (..., the sum of all last axes), float32.

    Raises:
        NetworkError: If there are fewer than two inputs, or another axis differs.

    >>> concatenate([[1], [2, 3]])
    array([1., 2., 3.], dtype=float32)
    """
    arrays = _several(inputs)
    if len({array.shape[:-1] for array in arrays}) > 1 or arrays[0].ndim == 0:
        raise NetworkError(
            "Concatenated arrays may differ only in the last axis. "
            f"Received: shapes={[array.shape for array in arrays]}"
        )
    return np.concatenate(arrays, axis=-1)


def concatenate_backward(gradient: npt.ArrayLike, inputs: Sequence[npt.ArrayLike]) -> list[FloatArray]:
    """Return the gradient of `concatenate` for each input: its part of the gradient of the result."""
    whole = concatenate(inputs)
    lengths = [as_float32("inputs", one).shape[-1] for one in inputs]
    return np.split(as_gradient(gradient, whole.shape), np.cumsum(lengths)[:-1], axis=-1)


def _several(inputs: Sequence[npt.ArrayLike]) -> list[FloatArray]:
    """Return the inputs as float32 after checking that there are at least two."""
    arrays = [as_float32("inputs", one) for one in inputs]
    if len(arrays) < 2:
        raise NetworkError(f"At least two inputs are needed to merge them. Received: {len(arrays)}")
    return arrays


def _alike(inputs: Sequence[npt.ArrayLike]) -> list[FloatArray]:
    """Return the inputs as float32 after checking that their shapes are equal, except axes of length 1."""
    arrays = _several(inputs)
    fit = len({array.ndim for array in arrays}) == 1 and all(
        len(set(sides) - {1}) <= 1 for sides in zip(*(array.shape for array in arrays), strict=True)
    )
    if not fit:
        raise NetworkError(
            f"Merged arrays must have the same shape. Received: shapes={[array.shape for array in arrays]}"
        )
    return arrays


def _narrowed(gradient: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    """Return the gradient summed along the axes that have length 1 in `shape`."""
    axes = tuple(n for n, side in enumerate(shape) if side == 1)
    return np.asarray(gradient.sum(axis=axes, keepdims=True), np.float32) if axes else gradient
