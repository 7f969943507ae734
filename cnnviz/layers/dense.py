"""From feature maps to classes: flatten, then a weighted sum of everything for each unit."""

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float32


def flatten(x: npt.ArrayLike) -> FloatArray:
    """Return all values of `x` in one row, in the order of `keras.layers.Flatten`.

    The last axis runs fastest: position by position, and at each position channel by channel.

    Args:
        x: (height, width, channels), or numbers of any other shape.

    Returns:
        (height * width * channels,), float32, a copy.

    >>> flatten([[[1, 2], [3, 4]]])
    array([1., 2., 3., 4.], dtype=float32)
    """
    return as_float32("x", x).flatten()


def dense(x: npt.ArrayLike, weights: npt.ArrayLike, bias: npt.ArrayLike | None = None) -> FloatArray:
    """Return x @ weights + bias: what `keras.layers.Dense` computes, before its activation.

    Args:
        x: (inputs,), numbers of any type. As in Keras, further axes may come before the last one.
        weights: (inputs, units).
        bias: (units,), or None for none.

    Returns:
        (units,), float32; after the further axes of `x`, if any.

    Raises:
        NetworkError: If the shapes do not belong together.

    >>> dense([1, 2], [[1, 0, 1], [0, 1, 1]], bias=[0, 0, 10])
    array([ 1.,  2., 13.], dtype=float32)
    """
    x, weights = as_float32("x", x), as_float32("weights", weights)
    if weights.ndim != 2 or x.ndim == 0 or x.shape[-1] != weights.shape[0]:
        raise NetworkError(
            "`weights` must have shape (inputs, units), with as many inputs as `x` has values; a feature map "
            f"must be flattened first. Received: x.shape={x.shape}, weights.shape={weights.shape}"
        )
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
