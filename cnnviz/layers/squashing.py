"""The squashing function of LeNet-5: tanh, made steeper and higher, so that 1 stays about 1."""

import numpy as np
import numpy.typing as npt

from cnnviz.layers.arrays import FloatArray, as_float64, as_gradient


def scaled_tanh(x: npt.ArrayLike, amplitude: float, slope: float) -> FloatArray:
    """Return amplitude * tanh(slope * x), elementwise.

    Args:
        x: Numbers of any shape and type.
        amplitude: The largest value.
        slope: What x is multiplied by.

    Returns:
        The shape of `x`, float32.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document
    Recognition", Proceedings of the IEEE, 1998, appendix A.

    >>> scaled_tanh([0, 1, 9], amplitude=1.7159, slope=2 / 3).round(3)
    array([0.   , 1.   , 1.716], dtype=float32)
    """
    return (amplitude * np.tanh(slope * as_float64("x", x))).astype(np.float32)


def scaled_tanh_backward(
    gradient: npt.ArrayLike, x: npt.ArrayLike, amplitude: float, slope: float
) -> FloatArray:
    """Return the gradient of `scaled_tanh`.

    Args:
        gradient: The gradient of the result, in the shape of `x`.
        x: As given to `scaled_tanh`.
        amplitude: As given to `scaled_tanh`.
        slope: As given to `scaled_tanh`.

    Returns:
        The shape of `x`, float32.

    Raises:
        NetworkError: If the shapes differ.
    """
    values = as_float64("x", x)
    steepness = amplitude * slope / np.cosh(np.clip(slope * values, -300, 300)) ** 2
    return (as_gradient(gradient, values.shape) * steepness).astype(np.float32)
