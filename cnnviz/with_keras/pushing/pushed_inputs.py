"""What a push asks of a network: its answers for 8-bit levels, and the direction of each value."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.errors import NetworkError
from cnnviz.lessons.pushes import BRIGHTNESS_STEPS, Levels, to_levels
from cnnviz.network.preparation import Preparation
from cnnviz.with_keras.attribution import inputs
from cnnviz.with_keras.attribution.batches import batches
from cnnviz.with_keras.attribution.compiled import KEPT, Answers, compiled
from cnnviz.with_keras.attribution.ending import classifier
from cnnviz.with_keras.models import preparation_of

Array = npt.NDArray[np.float32]

#: Any class, for a compiled function that answers for all classes at once.
ALL = 0


def checked_levels(model: keras.Model, picture: npt.ArrayLike) -> Levels:
    """Return a picture as 8 bits hold it, (height, width, channels) uint8, if the network takes it.

    Args:
        model: The network.
        picture: (height, width, channels) in [0, 1], before the network's own preparation. With one channel,
            it may be (height, width). It is rounded to multiples of 1/255.

    Raises:
        NetworkError: If the network does not take this picture, or has fewer than two classes.
    """
    values = inputs.picture(model, picture)
    if not (values.min() >= 0 and values.max() <= 1):
        raise NetworkError(f"A picture has values from 0 to 1. Received: {values.min()} to {values.max()}")
    if classifier(model).n_classes < 2:
        raise NetworkError("A push needs a network with at least two classes. Received: one class")
    return to_levels(values)


def as_input(model: keras.Model, levels: Levels) -> Array:
    """Return levels as the network takes them, (..., channels) float32.

    A preparation counts from 0 to 255. A network without one takes numbers from 0 to 1, as for digits.
    """
    preparation = preparation_of(model)
    if preparation == Preparation():
        return levels.astype(np.float32) / np.float32(BRIGHTNESS_STEPS)
    return preparation.scaled(levels)


def answers(model: keras.Model, levels: Levels) -> Array:
    """Return the probabilities of all classes for a batch, (n, n_classes).

    Args:
        model: The network.
        levels: (n, height, width, channels) uint8.
    """
    compute, shape = _all_probabilities(model), levels.shape[1:]
    parts = batches(model, shape, len(levels), with_gradients=False)
    return np.concatenate([compute(as_input(model, levels[part]), ALL).numpy() for part in parts])


def directions(model: keras.Model, levels: Levels, first: int, toward: int | None) -> npt.NDArray[np.int8]:
    """Return the direction of each value that pushes the answer, (n, height, width, channels).

    Away from the present class the direction is the sign of the gradient of its loss; toward a class, it is
    the opposite of the sign of the gradient of that class's loss.

    Args:
        model: The network.
        levels: (n, height, width, channels) uint8.
        first: The present class.
        toward: The class that the answer should become; None for any but the present one.
    """
    index, way = (first, 1) if toward is None else (toward, -1)
    compute, shape = _loss_gradients(model), levels.shape[1:]
    parts = batches(model, shape, len(levels), with_gradients=True)
    found = [np.sign(compute(as_input(model, levels[part]), index).numpy()) for part in parts]
    # Along the picture's values, not the network's: a preparation may turn black and white round.
    turn = np.sign(np.array(preparation_of(model).scale))
    return np.asarray(way * turn * np.concatenate(found), np.int8)


@lru_cache(maxsize=KEPT)
def _all_probabilities(model: keras.Model) -> Answers:
    """Return the function (n, height, width, channels), any class -> probabilities (n, n_classes)."""
    network = classifier(model)

    def compute(x: Any, any_class: Any) -> Any:  # noqa: ARG001 - all compiled functions take a class
        return network.probabilities(x)

    return compiled(compute, model)


@lru_cache(maxsize=KEPT)
def _loss_gradients(model: keras.Model) -> Answers:
    """Return the function (n, height, width, channels), class -> gradients with the sign of the loss's.

    The loss is cross-entropy, log(1 + e^m), where m is the logarithm of the sum of e^z over all other classes
    less the class's own logit. It grows with m, so both gradients have the same signs; but the loss's own
    vanishes in float32 when a network is sure, and m's does not.
    """
    network = classifier(model)

    def compute(x: Any, class_index: Any) -> Any:
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(x)
            z = network.logits(x)
            without = tf.one_hot(class_index, network.n_classes, on_value=z.dtype.min, off_value=0.0)
            m = tf.reduce_logsumexp(z + without, axis=1) - tf.gather(z, class_index, axis=1)
        return tape.gradient(m, x, unconnected_gradients="zero")

    return compiled(compute, model)
