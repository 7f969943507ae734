"""Local response normalization: each number is divided by what its neighbouring channels say together."""

import numpy as np
import numpy.typing as npt

from cnnviz.layers.arrays import FloatArray, as_float64, as_gradient

_Float64 = npt.NDArray[np.float64]


def local_response_normalization(
    x: npt.ArrayLike, *, depth_radius: int = 5, bias: float = 1.0, alpha: float = 1.0, beta: float = 0.5
) -> FloatArray:
    """Return the output of `tf.nn.local_response_normalization`, for one sample.

    Each number is divided by (bias + alpha * sum of squares) ** beta. The sum goes over its own channel and
    `depth_radius` channels on either side, at the same place.

    Args:
        x: (..., channels), numbers of any type.
        depth_radius: The number of neighbouring channels on either side, at least 0.
        bias: What is added to the sum, above 0.
        alpha: What the sum is multiplied by, at least 0.
        beta: The exponent.

    Returns:
        The shape of `x`, float32.

    Source: A. Krizhevsky, I. Sutskever, G. E. Hinton, "ImageNet Classification with Deep Convolutional Neural
    Networks", NIPS 2012, section 3.3.

    >>> local_response_normalization([1, 2, 2], depth_radius=1, bias=0)
    array([0.4472136 , 0.6666667 , 0.70710677], dtype=float32)
    """
    values = as_float64("x", x)
    return (values * _strength(values, depth_radius, bias, alpha) ** -beta).astype(np.float32)


def local_response_normalization_backward(
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    depth_radius: int = 5,
    bias: float = 1.0,
    alpha: float = 1.0,
    beta: float = 0.5,
) -> FloatArray:
    """Return the gradient of `local_response_normalization`.

    A number also makes its neighbours smaller: each of them sends back a part.

    Args:
        gradient: The gradient of the result, in the shape of `x`.
        x: As given to `local_response_normalization`.
        depth_radius: As given to `local_response_normalization`.
        bias: As given to `local_response_normalization`.
        alpha: As given to `local_response_normalization`.
        beta: As given to `local_response_normalization`.

    Returns:
        The shape of `x`, float32.

    Raises:
        NetworkError: If the shapes differ.
    """
    values = as_float64("x", x)
    slopes = as_gradient(gradient, values.shape).astype(np.float64)
    strength = _strength(values, depth_radius, bias, alpha)
    sent_back = _window_sums(slopes * values * strength ** (-beta - 1), depth_radius)
    return (slopes * strength**-beta - 2 * alpha * beta * values * sent_back).astype(np.float32)


def _strength(values: _Float64, depth_radius: int, bias: float, alpha: float) -> _Float64:
    return bias + alpha * _window_sums(values**2, depth_radius)


def _window_sums(values: _Float64, radius: int) -> _Float64:
    """Return the sum over each channel and `radius` channels on either side."""
    around = [(0, 0)] * (values.ndim - 1) + [(radius, radius)]
    views = np.lib.stride_tricks.sliding_window_view(np.pad(values, around), 2 * radius + 1, axis=-1)
    sums: _Float64 = views.sum(axis=-1)
    return sums
