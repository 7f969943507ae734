"""Batch normalization in inference mode, with the moving mean and variance."""

import numpy as np
import numpy.typing as npt

from cnnviz.layers.arrays import FloatArray, as_float32, as_gradient


def batch_normalization(
    x: npt.ArrayLike,
    mean: npt.ArrayLike,
    variance: npt.ArrayLike,
    *,
    gamma: npt.ArrayLike = 1.0,
    beta: npt.ArrayLike = 0.0,
    epsilon: float = 0.001,
) -> FloatArray:
    """Return gamma (x - mean) / sqrt(variance + epsilon) + beta, channel by channel.

    Args:
        x: (..., channels), numbers of any type.
        mean: (channels,), the moving mean.
        variance: (channels,), the moving variance, at least 0.
        gamma: (channels,), the learned scale.
        beta: (channels,), the learned offset.
        epsilon: Prevents division by 0.

    Returns:
        The shape of `x`, float32.

    >>> batch_normalization([[1.0], [3.0]], [2], [4], epsilon=0)
    array([[-0.5],
           [ 0.5]], dtype=float32)
    """
    scaled = _normalized(x, mean, variance, epsilon) * as_float32("gamma", gamma)
    return np.asarray(scaled + as_float32("beta", beta), dtype=np.float32)


def batch_normalization_backward(
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    mean: npt.ArrayLike,
    variance: npt.ArrayLike,
    *,
    gamma: npt.ArrayLike = 1.0,
    epsilon: float = 0.001,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the gradients of `batch_normalization` for `x`, `gamma`, `beta`, with fixed mean and variance.

    Args:
        gradient: The gradient of the result, in the shape of `x`.
        x: As given to `batch_normalization`.
        mean: As given to `batch_normalization`.
        variance: As given to `batch_normalization`.
        gamma: As given to `batch_normalization`.
        epsilon: As given to `batch_normalization`.

    Returns:
        (dx, dgamma, dbeta), float32.
    """
    normalized = _normalized(x, mean, variance, epsilon)
    slopes = as_gradient(gradient, normalized.shape)
    dx = slopes * as_float32("gamma", gamma) / np.sqrt(as_float32("variance", variance) + epsilon)
    axes = tuple(range(slopes.ndim - 1))
    return (
        np.asarray(dx, np.float32),
        np.asarray((slopes * normalized).sum(axis=axes), np.float32),
        slopes.sum(axis=axes),
    )


def _normalized(x: npt.ArrayLike, mean: npt.ArrayLike, variance: npt.ArrayLike, epsilon: float) -> FloatArray:
    distance = as_float32("x", x) - as_float32("mean", mean)
    return np.asarray(distance / np.sqrt(as_float32("variance", variance) + epsilon), dtype=np.float32)
