"""What excites the filters of a Keras model: the strongest pictures, and the gradient to grow inputs by."""

from __future__ import annotations

from typing import cast

import keras
import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.lessons.exciting import Excite, Search, Strongest, merged, strongest
from cnnviz.with_keras.attribution.batches import batches
from cnnviz.with_keras.attribution.steps import graph
from cnnviz.with_keras.exciting.before_activation import gradient_function, outputs_function

Array = npt.NDArray[np.float32]


def outputs_before_activation(model: keras.Model, x: Array, layers: tuple[str, ...]) -> list[Array]:
    """Return what some layers give for a batch before their activation, each (n, ...).

    Args:
        model: A Sequential or functional network with one input.
        x: (n, height, width, channels).
        layers: The layers' names.

    Raises:
        NetworkError: If the input does not fit, or there is no such layer.
    """
    _check(model, x.shape)
    return [one.numpy() for one in outputs_function(model, layers)(np.asarray(x, np.float32))]


def strongest_pictures(
    model: keras.Model, x: Array, searches: tuple[Search, ...], first: int = 0
) -> dict[str, Strongest]:
    """Return the strongest outputs of each filter of some layers, by layer, among a batch of pictures.

    The pictures go through the network some at a time, so that the memory of the activations is bounded.

    Args:
        model: A Sequential or functional network with one input.
        x: (n, height, width, channels).
        searches: The layers, and how many places of each picture they may take.
        first: The number of the first picture.

    Raises:
        NetworkError: If the input does not fit, there is no such layer, or an output is not a number.
    """
    _check(model, x.shape)
    parts: dict[str, list[Strongest]] = {one.layer: [] for one in searches}
    for part in batches(model, x.shape[1:], len(x), with_gradients=True):
        outputs = outputs_before_activation(model, x[part], tuple(one.layer for one in searches))
        for one, output in zip(searches, outputs, strict=True):
            here = first + part.start
            found = strongest(output, first=here, per_picture=one.per_picture, apart=one.apart)
            parts[one.layer].append(found)
    return {layer: merged(found) for layer, found in parts.items()}


def excitation(model: keras.Model, layer: str, filter_index: int) -> Excite:
    """Return the function that gives a filter's output before its activation, and the gradient.

    Of a convolution it is the output of the unit in the middle of the filter's map. The function is compiled
    once for all filters of a layer.

    Args:
        model: A Sequential or functional network with one input.
        layer: The layer's name.
        filter_index: The number of the filter, or of the unit.

    Raises:
        NetworkError: If there is no such layer or filter.
    """
    compute = gradient_function(model, layer)
    n_filters = _n_filters(model, layer)
    if not 0 <= filter_index < n_filters:
        raise NetworkError(f"The filter must be from 0 to {n_filters - 1}. Received: {filter_index}")

    def excite(x: Array) -> tuple[float, Array]:
        value, gradient = compute(x[np.newaxis], filter_index)
        return float(value), gradient.numpy()[0]

    return excite


def _check(model: keras.Model, shape: tuple[int, ...]) -> None:
    """Raise a NetworkError if a batch does not have the network's input shape."""
    wanted = tuple(model.inputs[0].shape[1:])
    fits = len(shape) == len(wanted) + 1 and all(
        n in (None, m) for n, m in zip(wanted, shape[1:], strict=True)
    )
    if not fits:
        raise NetworkError(f"The network takes inputs of shape {wanted}. Received: {shape}")


def _n_filters(model: keras.Model, layer: str) -> int:
    """Return how many filters a layer has."""
    return cast("int", graph(model).step(layer).shape[-1])
