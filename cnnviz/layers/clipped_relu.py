"""ReLU with an optional maximum, a threshold, and a slope below it."""

import numpy as np
import numpy.typing as npt

from cnnviz.layers.arrays import FloatArray, as_float32, as_gradient


def clipped_relu(
    x: npt.ArrayLike, max_value: float | None = None, negative_slope: float = 0.0, threshold: float = 0.0
) -> FloatArray:
    """Return the output of `keras.layers.ReLU`, elementwise.

    Above the threshold it is x, but at most `max_value`; elsewhere negative_slope * (x - threshold).

    Args:
        x: Numbers of any shape and type.
        max_value: The largest value above the threshold, at least 0; None for no limit.
        negative_slope: The slope below the threshold, at least 0.
        threshold: Where the function begins to rise, at least 0.

    Returns:
        The shape of `x`, float32.

    >>> clipped_relu([-2, 3, 9], max_value=6, negative_slope=0.5)
    array([-1.,  3.,  6.], dtype=float32)
    """
    x = as_float32("x", x)
    above = x if max_value is None else np.minimum(x, np.float32(max_value))
    below = np.float32(negative_slope) * (x - np.float32(threshold))
    return np.where(x > threshold, above, below).astype(np.float32)


def clipped_relu_backward(
    gradient: npt.ArrayLike,
    x: npt.ArrayLike,
    max_value: float | None = None,
    negative_slope: float = 0.0,
    threshold: float = 0.0,
) -> FloatArray:
    """Return the gradient of `clipped_relu`: times 1 between threshold and maximum, 0 above, slope below.

    Args:
        gradient: The gradient of the result, in the shape of `x`.
        x: As given to `clipped_relu`.
        max_value: As given to `clipped_relu`.
        negative_slope: As given to `clipped_relu`.
        threshold: As given to `clipped_relu`.

    Returns:
        The shape of `x`, float32.

    Raises:
        NetworkError: If the shapes differ.
    """
    x = as_float32("x", x)
    limit = np.inf if max_value is None else max_value
    slope = np.where(x > threshold, x < limit, negative_slope)
    return np.asarray(as_gradient(gradient, x.shape) * slope, dtype=np.float32)
