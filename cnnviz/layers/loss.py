"""Loss functions and their gradients."""

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float64

#: The smallest probability whose logarithm is taken, as `keras.config.epsilon()`.
EPSILON = 1e-7

_Float64 = npt.NDArray[np.float64]


def categorical_crossentropy(target: npt.ArrayLike, probabilities: npt.ArrayLike) -> np.float32 | FloatArray:
    """Return -sum(target * log(probabilities)), as `keras.losses.categorical_crossentropy`.

    As in Keras, the probabilities are first divided by their sum, then clipped to [1e-7, 1 - 1e-7], so that
    the loss of a class with probability 0 is 16.1 and not infinite. If all are 0, Keras returns NaN; here
    each is clipped to 1e-7.

    Args:
        target: (..., classes), the true class as a one-hot row.
        probabilities: (..., classes), not negative: the output of `softmax`.

    Returns:
        The loss, float32, at least 0; one for each row if there are several.

    Raises:
        NetworkError: If the shapes differ, there is no class, or a probability is negative.

    >>> round(float(categorical_crossentropy([0, 1, 0], [0.25, 0.5, 0.25])), 4)
    0.6931
    """
    target, values = _same_shape("probabilities", target, probabilities)
    clipped = np.clip(_shares(values), EPSILON, 1 - EPSILON)
    losses: np.float32 | FloatArray = -np.sum(target.astype(np.float32) * np.log(clipped), axis=-1)
    return losses


def categorical_crossentropy_backward(target: npt.ArrayLike, probabilities: npt.ArrayLike) -> FloatArray:
    """Return the gradient of `categorical_crossentropy` for each probability, as in TensorFlow.

    For a row with a sum of 1 it is 1 - p / q, p the target and q the probability. A probability that was
    clipped to [1e-7, 1 - 1e-7] passes no gradient, so a network could not learn from it. That is why training
    combines the loss with softmax, in `softmax_crossentropy`.

    Args:
        target: (..., classes), the true class as a one-hot row.
        probabilities: (..., classes), not negative: the output of `softmax`.

    Returns:
        The shape of `probabilities`, float32; each row has the gradient of its own loss.

    Raises:
        NetworkError: If `categorical_crossentropy` raises.

    >>> categorical_crossentropy_backward([0, 1], [0.5, 0.5])
    array([ 1., -1.], dtype=float32)
    """
    target, values = _same_shape("probabilities", target, probabilities)
    shares = _shares(values).astype(np.float64)
    inside = (shares >= np.float32(EPSILON)) & (shares <= np.float32(1 - EPSILON))
    slopes = np.divide(-target, shares, out=np.zeros_like(shares), where=inside)
    total = values.sum(axis=-1, keepdims=True)
    through = slopes - (slopes * shares).sum(axis=-1, keepdims=True)
    result = np.divide(through, total, out=np.zeros_like(shares), where=total > 0)
    return np.asarray(result, dtype=np.float32)


def softmax_crossentropy(target: npt.ArrayLike, logits: npt.ArrayLike) -> np.float32 | FloatArray:
    """Return the cross-entropy of softmax(logits): log(sum(exp(logits))) minus the logit of the true class.

    Keras uses it in training. It needs no clipping: the loss of a class whose `softmax` is 0 is the distance
    of its logit to the largest.

    Args:
        target: (..., classes), the true class as a one-hot row.
        logits: (..., classes), finite numbers.

    Returns:
        The loss, float32, at least 0; one for each row if there are several.

    Raises:
        NetworkError: If the shapes differ, or there is no class.

    >>> float(softmax_crossentropy([0, 1], [1000, 0]))
    1000.0
    """
    target, values = _same_shape("logits", target, logits)
    below = values - values.max(axis=-1, keepdims=True)
    logs = below - np.log(np.exp(below).sum(axis=-1, keepdims=True))
    losses = np.minimum(-(target * logs).sum(axis=-1) + 0.0, np.finfo(np.float32).max)
    return losses.astype(np.float32)  # type: ignore[no-any-return]


def softmax_crossentropy_backward(target: npt.ArrayLike, probabilities: npt.ArrayLike) -> FloatArray:
    """Return the gradient of `softmax_crossentropy` for the logits: q - p, predicted minus actual.

    Args:
        target: (..., classes), p: the true class as a one-hot row.
        probabilities: (..., classes), q: the `softmax` of the logits.

    Returns:
        The shape of `probabilities`, float32 in [-1, 1]; each row has the gradient of its own loss.

    Raises:
        NetworkError: If the shapes differ, or there is no class.

    >>> softmax_crossentropy_backward([0, 1, 0], [0.25, 0.5, 0.25])
    array([ 0.25, -0.5 ,  0.25], dtype=float32)
    """
    target, values = _same_shape("probabilities", target, probabilities)
    return np.asarray(values - target, dtype=np.float32)


def mean_squared_error(target: npt.ArrayLike, prediction: npt.ArrayLike) -> np.float32 | FloatArray:
    """Return mean((target - prediction)²) along the last axis, as `keras.losses.mean_squared_error`.

    Args:
        target: (..., numbers), the true output.
        prediction: (..., numbers), the predicted output.

    Returns:
        The loss, float32, at least 0; one for each row if there are several.

    Raises:
        NetworkError: If the shapes differ, or there is no number.

    >>> float(mean_squared_error([0, 1], [1, 3]))
    2.5
    """
    target, values = _same_shape("prediction", target, prediction)
    losses: np.float32 | FloatArray = np.square(values - target).mean(axis=-1).astype(np.float32)
    return losses


def mean_squared_error_backward(target: npt.ArrayLike, prediction: npt.ArrayLike) -> FloatArray:
    """Return the gradient of `mean_squared_error` for each predicted number: 2 (prediction - target) / n.

    Args:
        target: (..., numbers), the true output.
        prediction: (..., numbers), the predicted output.

    Returns:
        The shape of `prediction`, float32; each row has the gradient of its own loss.

    Raises:
        NetworkError: If the shapes differ, or there is no number.

    >>> mean_squared_error_backward([0, 1], [1, 3])
    array([1., 2.], dtype=float32)
    """
    target, values = _same_shape("prediction", target, prediction)
    return np.asarray(2 * (values - target) / values.shape[-1], dtype=np.float32)


def _same_shape(name: str, target: npt.ArrayLike, values: npt.ArrayLike) -> tuple[_Float64, _Float64]:
    """Return both as float64 after checking that their shapes are equal; `name` is the values' in errors."""
    wanted, given = as_float64("target", target), as_float64(name, values)
    if wanted.shape != given.shape or given.ndim == 0 or given.shape[-1] == 0:
        kind = "numbers" if name == "prediction" else "one-hot: 1 for the true class, 0 for each other"
        raise NetworkError(
            f"`target` must be {kind}, as many numbers as `{name}` has. "
            f"Received: target.shape={wanted.shape}, {name}.shape={given.shape}"
        )
    return wanted, given


def _shares(probabilities: _Float64) -> FloatArray:
    """Return the probabilities divided by their sum, in float32 as in Keras; 0 if the sum is 0."""
    if (probabilities < 0).any():
        raise NetworkError(
            "A probability cannot be negative; put logits through `softmax` first. "
            f"Received: probabilities={probabilities}"
        )
    total = probabilities.sum(axis=-1, keepdims=True)
    shares = np.divide(probabilities, total, out=np.zeros_like(probabilities), where=total > 0)
    # In float32, 1 - 1e-7 is 0.99999988, and the smallest loss is 1.19e-7.
    return np.asarray(shares, dtype=np.float32)
