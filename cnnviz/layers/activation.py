"""Activation functions: ReLU and others for hidden layers, softmax for the last layer."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float32, as_float64, as_gradient


def relu(x: npt.ArrayLike) -> FloatArray:
    """Return max(x, 0), elementwise.

    Args:
        x: Numbers of any shape and type.

    Returns:
        The shape of `x`, float32, no value below 0.

    >>> relu([-1, 0, 2])
    array([0., 0., 2.], dtype=float32)
    """
    return np.maximum(as_float32("x", x), np.float32(0))


def relu_backward(gradient: npt.ArrayLike, x: npt.ArrayLike) -> FloatArray:
    """Return the gradient of `relu`: it passes where `x` is above 0, and not at 0.

    Args:
        gradient: The gradient of the output of `relu`, in the shape of `x`.
        x: The input of `relu`.

    Returns:
        The shape of `x`, float32.

    Raises:
        NetworkError: If the shapes differ.

    >>> relu_backward([5, 6, 7], [-1, 0, 2])
    array([0., 0., 7.], dtype=float32)
    """
    x = as_float32("x", x)
    return np.where(x > 0, as_gradient(gradient, x.shape), np.float32(0))


def softmax(logits: npt.ArrayLike) -> FloatArray:
    """Return exp(logits) / sum(exp(logits)) along the last axis.

    The largest logit is subtracted first, which does not change the result and prevents overflow.

    Args:
        logits: (..., classes), finite numbers of any type.

    Returns:
        The shape of `logits`, float32 in [0, 1], with a sum of 1 along the last axis.

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


def softmax_backward(gradient: npt.ArrayLike, probabilities: npt.ArrayLike) -> FloatArray:
    """Return the gradient of `softmax` for its logits: q (gradient - sum(q gradient)), q the probabilities.

    Args:
        gradient: (..., classes), the gradient of the probabilities.
        probabilities: (..., classes), the output of `softmax`.

    Returns:
        The shape of `probabilities`, float32, with a sum of 0 along the last axis.

    Raises:
        NetworkError: If the shapes differ, or there is no class.

    >>> softmax_backward([1, 0], [0.5, 0.5])
    array([ 0.25, -0.25], dtype=float32)
    """
    values = as_float64("probabilities", probabilities)
    if values.ndim == 0 or values.shape[-1] == 0:
        raise NetworkError(
            "`probabilities` must hold one number for each class, at least one class. "
            f"Received: probabilities.shape={values.shape}"
        )
    slopes = as_gradient(gradient, values.shape).astype(np.float64)
    inner = (slopes * values).sum(axis=-1, keepdims=True)
    return np.asarray(values * (slopes - inner), dtype=np.float32)


class ActivationFunction(NamedTuple):
    """An elementwise function and its derivative; both keep the shape and return float32."""

    formula: str
    of: Callable[[npt.ArrayLike], FloatArray]
    derivative: Callable[[npt.ArrayLike], FloatArray]

    def backward(self, gradient: npt.ArrayLike, x: npt.ArrayLike) -> FloatArray:
        """Return the gradient of `x`, float32: the gradient of the result times the derivative at `x`.

        Raises:
            NetworkError: If the shapes differ.
        """
        slope = self.derivative(x)
        return as_gradient(gradient, slope.shape) * slope


_Function = Callable[[npt.NDArray[np.float64]], npt.ArrayLike]


def _float32(function: _Function) -> Callable[[npt.ArrayLike], FloatArray]:
    """Return the function for numbers of any shape and type, computed in float64."""

    def of(x: npt.ArrayLike) -> FloatArray:
        return np.asarray(function(as_float64("x", x))).astype(np.float32)

    return of


def _gelu_slope(x: npt.NDArray[np.float64]) -> npt.ArrayLike:
    density = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    return special.ndtr(x) + x * density  # type: ignore[no-any-return]


#: The slope of "leaky_relu" below 0: the default of `keras.activations.leaky_relu`.
NEGATIVE_SLOPE = 0.2

ACTIVATIONS = {
    "relu": ActivationFunction("max(0, x)", relu, _float32(lambda x: (x > 0) * 1.0)),
    "leaky_relu": ActivationFunction(
        f"x, or {NEGATIVE_SLOPE} x below 0",
        _float32(lambda x: np.where(x < 0, NEGATIVE_SLOPE * x, x)),
        _float32(lambda x: np.where(x > 0, 1.0, NEGATIVE_SLOPE)),
    ),
    "elu": ActivationFunction(
        "x, or exp(x) − 1 below 0",
        _float32(lambda x: np.where(x < 0, np.expm1(np.minimum(x, 0)), x)),
        _float32(lambda x: np.exp(np.minimum(x, 0))),
    ),
    "sigmoid": ActivationFunction(
        "1 / (1 + exp(−x))",
        _float32(special.expit),
        _float32(lambda x: special.expit(x) * special.expit(-x)),
    ),
    "tanh": ActivationFunction("tanh(x)", _float32(np.tanh), _float32(lambda x: 1 - np.tanh(x) ** 2)),
    "gelu": ActivationFunction(
        "x · Φ(x), Φ the normal distribution",
        _float32(lambda x: x * special.ndtr(x)),
        _float32(_gelu_slope),
    ),
}
"""By Keras's names, with Keras's defaults. The derivative at a corner is TensorFlow's."""

#: "linear" changes nothing. "softmax" depends on all numbers of its axis, so it is not elementwise.
LINEAR, SOFTMAX = "linear", "softmax"
#: All activations of layers, by Keras's names.
ACTIVATION_NAMES = (LINEAR, *ACTIVATIONS, SOFTMAX)


def activate(name: str, x: npt.ArrayLike) -> FloatArray:
    """Return the activation of this name, applied to `x`.

    Args:
        name: One of `ACTIVATION_NAMES`.
        x: Numbers of any shape and type; softmax works along the last axis.

    Returns:
        The shape of `x`, float32.

    Raises:
        NetworkError: If there is no activation of this name.

    >>> activate("linear", [-1, 2]), activate("relu", [-1, 2])
    (array([-1.,  2.], dtype=float32), array([0., 2.], dtype=float32))
    """
    if name == LINEAR:
        return as_float32("x", x)
    return softmax(x) if name == SOFTMAX else _named(name).of(x)


def activate_backward(name: str, gradient: npt.ArrayLike, x: npt.ArrayLike) -> FloatArray:
    """Return the gradient of `activate` for `x`.

    Args:
        name: One of `ACTIVATION_NAMES`.
        gradient: The gradient of the result, in the shape of `x`.
        x: The input of the activation.

    Returns:
        The shape of `x`, float32.

    Raises:
        NetworkError: If the shapes differ, or there is no activation of this name.
    """
    if name == LINEAR:
        return as_gradient(gradient, as_float32("x", x).shape)
    if name == SOFTMAX:
        return softmax_backward(gradient, softmax(x))
    return _named(name).backward(gradient, x)


def _named(name: str) -> ActivationFunction:
    if name not in ACTIVATIONS:
        raise NetworkError(
            f"An activation must be one of {', '.join(ACTIVATION_NAMES)}. Received: {str(name)[:40]!r}"
        )
    return ACTIVATIONS[name]
