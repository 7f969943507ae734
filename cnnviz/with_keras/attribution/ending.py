"""How a network ends: its logits without the last softmax or sigmoid, and its probabilities with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import keras
import tensorflow as tf
from keras.src.ops import nn

from cnnviz.errors import NetworkError
from cnnviz.with_keras.attribution.steps import Call, Calls, Graph, Seer, Step, graph, same, unseen

SOFTMAX = (keras.activations.softmax, keras.ops.softmax, tf.nn.softmax)
SIGMOID = (keras.activations.sigmoid, keras.ops.sigmoid, tf.nn.sigmoid)
#: What only hands numbers on in inference mode, so that a softmax before it is still the last one.
PASSING = (keras.layers.Flatten, keras.layers.Reshape, keras.layers.Dropout, keras.layers.Identity)


@dataclass(frozen=True, eq=False)
class Classifier:
    """A network that gives one number for each class, or one for yes and no."""

    graph: Graph
    last: Step | None
    """The step with the last softmax or sigmoid; None where the network ends without."""
    yes_or_no: bool
    """Whether it ends in one sigmoid: class 1 is yes, class 0 is no."""
    n_classes: int

    def logits(self, x: Any, call: Calls = same, see: Seer = unseen) -> Any:
        """Return the logits (n, classes) of a batch; of one sigmoid, -z for no and z for yes.

        Args:
            x: (n, height, width, channels).
            call: What is called in place of each layer, as for `Graph.run`.
            see: Receives each step with its output.
        """

        def without_last(step: Step) -> Call:
            return _linear(step.operation) if step is self.last else call(step)

        z = tf.cast(self.graph.run(x, without_last, see), tf.float32)
        return tf.concat([-z, z], axis=1) if self.yes_or_no else z

    def probabilities(self, x: Any) -> Any:
        """Return the output (n, classes) for a batch; of one sigmoid, 1 - p for no and p for yes."""
        p = tf.cast(self.graph.run(x), tf.float32)
        return tf.concat([1 - p, p], axis=1) if self.yes_or_no else p


@lru_cache(maxsize=16)
def classifier(model: keras.Model) -> Classifier:
    """Return a model as a network of classes. The last ones are kept.

    Raises:
        NetworkError: If its first output is not one number for each class.
    """
    steps = graph(model)
    last = steps.maker(steps.output)
    shape = tuple(model.outputs[0].shape[1:])
    if last is None or len(shape) != 1 or shape[0] is None:
        raise NetworkError(f"The network must give one number for each class. Received: {shape}")
    while last is not None and not _ends(last.operation) and _passes(last.operation):
        last = steps.maker(last.inputs[0])
    ends = _ends(last.operation) if last is not None else ""
    yes_or_no = ends == "sigmoid" and shape[0] == 1
    return Classifier(steps, last if ends else None, yes_or_no, 2 if yes_or_no else shape[0])


def twin(layer: keras.Layer, activation: Call) -> keras.Layer:
    """Return a layer with another activation that shares all else, its weights too.

    `copy.copy` would save and load the layer, with weights of its own.
    """
    other = object.__new__(type(layer))
    other.__dict__.update(layer.__dict__)
    other.__dict__["activation"] = activation
    return other


def _linear(operation: keras.Operation) -> Call:
    """Return an operation without its softmax or sigmoid."""
    if getattr(operation, "activation", None) is None:
        return lambda x, **_: x
    return cast("Call", twin(operation, keras.activations.linear))


def _ends(operation: Any) -> str:
    """Return "softmax" or "sigmoid" for an operation that ends with it, or ""."""
    if isinstance(operation, keras.layers.Softmax | nn.Softmax) or operation in SOFTMAX:
        return "softmax"
    if isinstance(operation, nn.Sigmoid) or operation in SIGMOID:
        return "sigmoid"
    activation = getattr(operation, "activation", None)
    return _ends(activation) if activation is not None else ""


def _passes(operation: keras.Operation) -> bool:
    """Return whether an operation only hands its numbers on."""
    if isinstance(operation, keras.layers.Activation):
        return bool(operation.activation is keras.activations.linear)
    return isinstance(operation, PASSING)
