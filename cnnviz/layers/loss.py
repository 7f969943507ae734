"""The loss: how wrong the probabilities are, in one number."""

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float64

# keras.config.epsilon(): the least probability whose logarithm is taken.
EPSILON = 1e-7


def categorical_crossentropy(target: npt.ArrayLike, probabilities: npt.ArrayLike) -> np.float32 | FloatArray:
    """Return -sum(target * log(probabilities)), as `keras.losses.categorical_crossentropy` does.

    Like Keras it first divides the probabilities by their sum, then keeps them in [1e-7, 1 - 1e-7], so
    that a class with probability 0 costs 16.1 and not infinity. Where all are 0, Keras gives NaN; here
    each counts as 1e-7.

    Args:
        target: (..., classes), the true class as a one-hot row.
        probabilities: (..., classes), none negative: what `softmax` returns.

    Returns:
        The loss, float32, at least 0; one for each row where there are several.

    Raises:
        NetworkError: If the shapes differ, there is no class, or a probability is negative.

    >>> round(float(categorical_crossentropy([0, 1, 0], [0.25, 0.5, 0.25])), 4)
    0.6931
    """
    target, values = as_float64("target", target), as_float64("probabilities", probabilities)
    if target.shape != values.shape or values.ndim == 0 or values.shape[-1] == 0:
        raise NetworkError(
            "`target` must be one-hot: 1 for the true class, 0 for each other, as many numbers as "
            "`probabilities` has. "
            f"Received: target.shape={target.shape}, probabilities.shape={values.shape}"
        )
    if (values < 0).any():
        raise NetworkError(
            "A probability cannot be negative; put logits through `softmax` first. "
            f"Received: probabilities={values}"
        )
    total = values.sum(axis=-1, keepdims=True)
    shares = np.divide(values, total, out=np.zeros_like(values), where=total > 0)
    # In float32 as Keras: there 1 - 1e-7 is 0.99999988, and the least loss 1.19e-7.
    clipped = np.clip(shares.astype(np.float32), EPSILON, 1 - EPSILON)
    losses: np.float32 | FloatArray = -np.sum(target.astype(np.float32) * np.log(clipped), axis=-1)
    return losses
