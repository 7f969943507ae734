"""What the methods ask of a network, compiled once: no other picture or class is traced again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias, cast

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.with_keras.attribution.ending import classifier
from cnnviz.with_keras.attribution.steps import Calls, same

Array = npt.NDArray[np.float32]
Answers: TypeAlias = Callable[[Array, int], Any]

#: How many compiled functions are kept of each kind. They keep their networks in memory.
KEPT = 8


def compiled(compute: Answers, model: keras.Model) -> Answers:
    """Return a function of a batch and a class, compiled once for batches of any size and for all classes."""
    shape = (None, *model.inputs[0].shape[1:])
    takes = [tf.TensorSpec(shape, tf.float32), tf.TensorSpec((), tf.int32)]
    return cast("Answers", tf.function(compute, input_signature=takes, autograph=False))


@lru_cache(maxsize=KEPT)
def probabilities(model: keras.Model) -> Answers:
    """Return the function (n, height, width, channels), class -> probabilities (n,)."""
    network = classifier(model)

    def compute(x: Any, class_index: Any) -> Any:
        return tf.gather(network.probabilities(x), class_index, axis=1)

    return compiled(compute, model)


@lru_cache(maxsize=KEPT)
def gradients(model: keras.Model) -> Answers:
    """Return the function (n, height, width, channels), class -> logits (n,) and their gradients."""
    return gradient_function(model, same)


def gradient_function(model: keras.Model, call: Calls) -> Answers:
    """Return a function as `gradients` does, with other functions in place of the layers."""
    network = classifier(model)

    def compute(x: Any, class_index: Any) -> Any:
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(x)
            logit = tf.gather(network.logits(x, call), class_index, axis=1)
        return logit, tape.gradient(logit, x, unconnected_gradients="zero")

    return compiled(compute, model)
