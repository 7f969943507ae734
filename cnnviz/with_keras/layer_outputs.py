"""Every layer's output for one input. Imports Keras."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers import dense

Array = npt.NDArray[np.float32]

#: The batch size for many inputs.
MANY = 250

_observers: WeakKeyDictionary[keras.Model, keras.Model] = WeakKeyDictionary()
_bodies: WeakKeyDictionary[keras.Model, keras.Model] = WeakKeyDictionary()


def of(model: keras.Model, x: Array) -> dict[str, Array]:
    """Return each layer's output for one input, by layer name, in the order of Keras's layers.

    Args:
        model: A Sequential or functional network with one input.
        x: One input without batch axis, (height, width, channels) or, with one channel, (height, width).

    Returns:
        Each layer's output without batch axis, float32, in inference mode: dropout does nothing.

    Raises:
        NetworkError: If `x` does not have the model's input shape.
    """
    return _named(model, _observer(model).predict_on_batch(_batch(model, x)))


def of_at_once(model: keras.Model, x: Array) -> dict[str, Array]:
    """Return what `of` returns, without compiling first if that has not been done.

    Compiling all layers of a large network takes longer than to compute them a few times without.
    """
    if _observer(model).predict_function is not None:
        return of(model, x)
    outputs = _observer(model)(_batch(model, x), training=False)
    return _named(model, [keras.ops.convert_to_numpy(one) for one in outputs])


def compile_all(model: keras.Model) -> None:
    """Compile the forward pass that returns all layers' outputs, unless that has been done."""
    if _observer(model).predict_function is None:
        of(model, np.zeros(model.input_shape[1:], np.float32))


def _named(model: keras.Model, outputs: Sequence[Array]) -> dict[str, Array]:
    """Return the only sample of each layer's output, by the layer's name."""
    return {layer.name: output[0] for layer, output in zip(_layers(model), outputs, strict=True)}


def prediction(model: keras.Model, x: Array) -> Array:
    """Return the model's output for one input, without the outputs of the layers before.

    Keras compiles the forward pass for the first input, and keeps it with the model.

    Args:
        model: A network with one input and one output.
        x: One input, as for `of`.

    Returns:
        The output without batch axis, float32, in inference mode.

    Raises:
        NetworkError: If `x` does not have the model's input shape.
    """
    output: Array = model.predict_on_batch(_batch(model, x))[0]
    return output


def features(model: keras.Model, x: Array) -> Array:
    """Return what the model's last layer takes for one input: all that the layers before it have found.

    Args:
        model: A Sequential or functional network with one input, which ends in a layer with weights.
        x: One input, as for `of`.

    Returns:
        The last layer's input without batch axis, float32, in inference mode.

    Raises:
        NetworkError: If `x` does not have the model's input shape.
    """
    found: Array = body(model).predict_on_batch(_batch(model, x))[0]
    return found


def body(model: keras.Model) -> keras.Model:
    """Return a model without its last layer, with the same weights; it is made once for each model."""
    if model not in _bodies:
        _bodies[model] = keras.Model(model.inputs[0], model.layers[-1].input)
    return _bodies[model]


def _batch(model: keras.Model, x: Array) -> Array:
    """Return one input as a batch, after checking its shape."""
    shape = model.input_shape[1:]
    sample = np.asarray(x, dtype=np.float32)
    sample = sample[..., np.newaxis] if sample.ndim == len(shape) - 1 else sample
    if sample.shape != shape:
        raise NetworkError(f"The network takes an input of shape {shape}. Received: {sample.shape}")
    return sample[np.newaxis]


def of_many(model: keras.Model, pictures: Array, layer: str) -> Array:
    """Return one layer's output for many inputs, (n, ...) float32, in inference mode.

    Args:
        model: A Sequential or functional network with one input.
        pictures: The inputs, (n, height, width, channels).
        layer: The layer's name.

    Raises:
        ValueError: If the network has no layer of this name.
    """
    part = keras.Model(model.inputs[0], model.get_layer(layer).output)
    # Called without compiling, which for a few batches takes longer than it saves.
    batches = (part(pictures[n : n + MANY], training=False) for n in range(0, len(pictures), MANY))
    return np.concatenate([keras.ops.convert_to_numpy(one) for one in batches])


def logits(model: keras.Model, x: Array) -> Array:
    """Return the model's output before its final softmax for one input.

    Args:
        model: A Sequential or functional network with one output.
        x: One input, as for `of`.

    Returns:
        The logits, (classes,) float32.

    Raises:
        NetworkError: If the input does not fit, or the model does not end in a softmax.
    """
    last: Any = next((layer for layer in _layers(model) if layer.output is model.outputs[0]), None)
    ends = isinstance(last, keras.layers.Dense | keras.layers.Activation)
    before = next((layer.name for layer in _layers(model) if ends and layer.output is last.input), None)
    if before is None or last.activation is not keras.activations.softmax:
        raise NetworkError("This network does not end in a softmax, so it has no logits.")
    values = of(model, x)[before]
    return dense(values, *last.get_weights()) if isinstance(last, keras.layers.Dense) else values


def _layers(model: keras.Model) -> list[keras.Layer]:
    """Return the layers without the input."""
    return [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]


def _observer(model: keras.Model) -> keras.Model:
    """Return a model with the same weights and every layer's output; cached for each model."""
    if model not in _observers:
        _observers[model] = keras.Model(model.inputs[0], [layer.output for layer in _layers(model)])
    return _observers[model]
