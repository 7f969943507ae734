"""Activations: ReLU after the hidden layers, softmax after the last one."""

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float32, as_float64


def relu(x: npt.ArrayLike) -> FloatArray:
    """Return max(x, 0), value by value.

    Args:
        x: Numbers of any shape and type.

    Returns:
        The shape of `x`, float32, no value below 0.

    >>> relu([-1, 0, 2])
    array([0., 0., 2.], dtype=float32)
    """
    return np.maximum(as_float32("x", x), np.float32(0))


def softmax(logits: npt.ArrayLike) -> FloatArray:
    """Return exp(logits) / sum(exp(logits)) along the last axis.

    The largest logit is taken off first. That changes no quotient, and no exponential can overflow.

    Args:
        logits: (..., classes), finite numbers of any type.

    Returns:
        The shape of `logits`, float32 in [0, 1], with the sum 1 along the last axis.

    Raises:
        NetworkError: If there is no class.

    >>> softmax([0, 0, 1000])
    array([0., 0., 1.], dtype=float32)
    """
    values = as_float64("logits", logits)
    if values.ndim == 0 or values.shape[-1] == 0:
        raise NetworkError(
            "`logits` must hold one number for each class, at least one class. "
            f"Received: logits.shape={values.shape}"
        )
    exponentials = np.exp(values - values.max(axis=-1, keepdims=True))
    probabilities: FloatArray = (exponentials / exponentials.sum(axis=-1, keepdims=True)).astype(np.float32)
    return probabilities
