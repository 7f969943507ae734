"""A new last layer for a network that is trained already: only this layer learns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers import dense, softmax, softmax_crossentropy_backward
from cnnviz.optimizers import adam

Array = npt.NDArray[np.float32]

#: How the layer learns: so many steps of Adam, each with all pictures.
STEPS = 100
LEARNING_RATE = 0.0003


@dataclass(frozen=True, eq=False)
class OwnHead:
    """A fully connected layer with softmax, one output for each class.

    Args:
        classes: The names of the classes.
        weights: (n_features, n_classes) float32.
        bias: (n_classes,) float32.
    """

    classes: tuple[str, ...]
    weights: Array
    bias: Array

    def probabilities(self, features: Array) -> Array:
        """Return the classes' probabilities (n_classes,) for the features (n_features,) of a picture."""
        return np.asarray(softmax(dense(features, self.weights, self.bias)), np.float32)


def learned(classes: Sequence[str], features: Sequence[Array]) -> OwnHead:
    """Return the layer that has learned to tell classes apart.

    It begins with zeros, and each step sees all pictures, so the same pictures always give the same layer. A
    class with few pictures counts as much as one with many.

    Args:
        classes: The names of the classes, at least two.
        features: For each class the features of its pictures, (n_pictures, n_features) float32.

    Raises:
        NetworkError: If there are fewer than two classes, or one of them has no picture.

    >>> head = learned(["low", "high"], [np.zeros((2, 1), np.float32), np.ones((3, 1), np.float32)])
    >>> bool(head.probabilities(np.ones(1, np.float32))[1] > 0.5)
    True
    """
    if len(classes) < 2 or len(classes) != len(features) or not all(map(len, features)):
        counts = [len(some) for some in features]
        raise NetworkError(f"At least two classes need a picture each. Received: {counts}")
    x = np.concatenate(features).astype(np.float64)
    labels = np.repeat(np.arange(len(classes)), [len(some) for some in features])
    target = np.eye(len(classes))[labels]
    shares = 1 / (len(classes) * target.sum(axis=0))[labels]
    weights, bias = np.zeros((x.shape[1], len(classes))), np.zeros(len(classes))
    step_weights, step_bias = adam(LEARNING_RATE), adam(LEARNING_RATE)
    for _ in range(STEPS):
        probabilities = softmax(x @ weights + bias)
        gradient = softmax_crossentropy_backward(target, probabilities) * shares[:, np.newaxis]
        weights += step_weights(x.T @ gradient)
        bias += step_bias(gradient.sum(axis=0))
    return OwnHead(tuple(classes), weights.astype(np.float32), bias.astype(np.float32))
