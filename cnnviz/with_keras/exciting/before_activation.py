"""What a network's layers give before their activation, and how it changes with the input. Compiled once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias, cast

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from cnnviz.errors import NetworkError
from cnnviz.with_keras.attribution.ending import twin
from cnnviz.with_keras.attribution.steps import Call, Graph, Step, graph, same

Array = npt.NDArray[np.float32]
#: A batch -> the outputs of some layers.
Outputs: TypeAlias = Callable[[Array], list[Any]]
#: A batch of one input and the number of a filter -> the middle unit's output, and its gradient.
UnitGradients: TypeAlias = Callable[[Array, int], tuple[Any, Any]]

#: How many compiled functions are kept of each kind. They keep their networks in memory.
KEPT = 16


@lru_cache(maxsize=KEPT)
def outputs_function(model: keras.Model, layers: tuple[str, ...]) -> Outputs:
    """Return the compiled function of a batch that gives the outputs of some layers before their activation.

    Raises:
        NetworkError: If the network has no such layer.
    """
    steps = graph(model)
    wanted = [steps.step(name) for name in layers]
    part = _up_to(steps, max(wanted, key=steps.steps.index))

    def compute(x: Any) -> list[Any]:
        found: dict[int, Any] = {}
        part.run(x, lambda step: _noting(step, found) if step in wanted else same(step))
        return [found[id(step)] for step in wanted]

    return cast("Outputs", _compiled(compute, tf.TensorSpec(_batch_shape(model), tf.float32)))


@lru_cache(maxsize=KEPT)
def gradient_function(model: keras.Model, layer: str) -> UnitGradients:
    """Return the compiled function of an input and a filter that gives the middle unit's output and gradient.

    Raises:
        NetworkError: If the network has no such layer, or its output is neither maps nor a column.
    """
    steps = graph(model)
    wanted = steps.step(layer)
    if len(wanted.shape) not in (1, 3):
        raise NetworkError(f"Filters need maps, or one number a picture. Received: {wanted.shape}")
    part = _up_to(steps, wanted)

    def compute(x: Any, filter_index: Any) -> tuple[Any, Any]:
        found: dict[int, Any] = {}
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(x)
            part.run(x, lambda step: _noting(step, found) if step is wanted else same(step))
            output = found[id(wanted)][0]
            if len(wanted.shape) == 3:
                output = output[tf.shape(output)[0] // 2, tf.shape(output)[1] // 2]
            value = tf.gather(output, filter_index)
        return value, tape.gradient(value, x, unconnected_gradients="zero")

    takes = tf.TensorSpec(_batch_shape(model), tf.float32), tf.TensorSpec((), tf.int32)
    return cast("UnitGradients", _compiled(compute, *takes))


def _up_to(steps: Graph, last: Step) -> Graph:
    """Return the part of a network up to a step."""
    return Graph(steps.steps[: steps.steps.index(last) + 1], last.outputs[0])


def _noting(step: Step, found: dict[int, Any]) -> Call:
    """Return a step's layer, which also notes its output before its activation."""
    operation: Any = step.operation
    activation = getattr(operation, "activation", None)
    if activation is None or isinstance(operation, keras.layers.Activation):
        bare, activation = operation, keras.activations.linear
    else:
        bare = twin(operation, keras.activations.linear)

    def call(*arguments: Any, **named: Any) -> Any:
        found[id(step)] = bare(*arguments, **named)
        return activation(found[id(step)])

    return call


def _batch_shape(model: keras.Model) -> tuple[int | None, ...]:
    return (None, *model.inputs[0].shape[1:])


def _compiled(compute: Callable[..., Any], *takes: tf.TensorSpec) -> Any:
    """Return a function compiled once for batches of any size."""
    return tf.function(compute, input_signature=takes, autograph=False)
