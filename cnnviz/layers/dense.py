"""From feature maps to classes: flatten, and dense layers."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float32, as_gradient


def flatten(x: npt.ArrayLike) -> FloatArray:
    """Return all values of `x` in one row, in the order of `keras.layers.Flatten`.

    The last axis varies fastest: position by position, and channel by channel at each position.

    Args:
        x: (height, width, channels), or numbers of any other shape.

    Returns:
        (height * width * channels,), float32, a copy.

    >>> flatten([[[1, 2], [3, 4]]])
    array([1., 2., 3., 4.], dtype=float32)
    """
    return as_float32("x", x).flatten()


def flatten_backward(gradient: npt.ArrayLike, shape: Sequence[int]) -> FloatArray:
    """Return the gradient of `flatten`: the row in the shape of the input.

    Args:
        gradient: (values,), the gradient of the row.
        shape: The shape of the input of `flatten`, such as (height, width, channels).

    Returns:
        `shape`, float32, a copy.

    Raises:
        NetworkError: If `gradient` does not hold one number for each value of `shape`.

    >>> flatten_backward([1, 2, 3, 4], (1, 2, 2))[0, 1]
    array([3., 4.], dtype=float32)
    """
    return as_gradient(gradient, (math.prod(shape),)).reshape(shape).copy()


def dense(x: npt.ArrayLike, weights: npt.ArrayLike, bias: npt.ArrayLike | None = None) -> FloatArray:
    """Return x @ weights + bias: the output of `keras.layers.Dense` before its activation.

    Args:
        x: (inputs,), numbers of any type. As in Keras, further axes may come before the last one.
        weights: (inputs, units).
        bias: (units,), or None for no bias.

    Returns:
        (units,), float32; after the further axes of `x`, if any.

    Raises:
        NetworkError: If the shapes do not match.

    >>> dense([1, 2], [[1, 0, 1], [0, 1, 1]], bias=[0, 0, 10])
    array([ 1.,  2., 13.], dtype=float32)
    """
    x, weights = _input_and_weights(x, weights)
    result: FloatArray = np.matmul(x, weights)
    if bias is None:
        return result
    bias = as_float32("bias", bias)
    if bias.shape != weights.shape[1:]:
        raise NetworkError(
            "`bias` must hold one number for each unit. "
            f"Received: bias.shape={bias.shape}, weights.shape={weights.shape}"
        )
    return result + bias


def dense_backward(
    gradient: npt.ArrayLike, x: npt.ArrayLike, weights: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the gradients of `dense`: the derivatives of the loss for each input, weight and bias.

    Each weight connects one input to one unit: for one sample, the gradient of the weights is the outer
    product of `x` and `gradient`.

    Args:
        gradient: (units,), the gradient of the output of `dense`; after the further axes of `x`, if any.
        x: (inputs,), numbers of any type. Further axes may come before the last one.
        weights: (inputs, units).

    Returns:
        (dx, dweights, dbias), float32, in the shapes of `x`, `weights` and (units,); the last two are summed
        over the further axes.

    Raises:
        NetworkError: If the shapes do not belong together.

    >>> dx, dweights, dbias = dense_backward([1, -1], [2, 3], [[1, 0], [5, 1]])
    >>> dx, dweights.tolist(), dbias
    (array([1., 4.], dtype=float32), [[2.0, -2.0], [3.0, -3.0]], array([ 1., -1.], dtype=float32))
    """
    x, weights = _input_and_weights(x, weights)
    gradient = as_gradient(gradient, (*x.shape[:-1], weights.shape[1]))
    rows = gradient.reshape(-1, weights.shape[1])
    dweights: FloatArray = x.reshape(-1, weights.shape[0]).T @ rows
    return gradient @ weights.T, dweights, rows.sum(axis=0)


def _input_and_weights(x: npt.ArrayLike, weights: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return both as float32, once they belong together."""
    x, weights = as_float32("x", x), as_float32("weights", weights)
    if weights.ndim != 2 or x.ndim == 0 or x.shape[-1] != weights.shape[0]:
        raise NetworkError(
            "`weights` must have shape (inputs, units), with as many inputs as `x` has values; a feature map "
            f"must be flattened first. Received: x.shape={x.shape}, weights.shape={weights.shape}"
        )
    return x, weights
