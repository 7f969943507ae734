"""Layers that Keras lacks, one file each. The class needs only `import keras`, so that code can show it."""

from __future__ import annotations

import importlib
from typing import Any

import keras

from cnnviz.network.defined import Defined
from cnnviz.network.layer import Layer


def keras_layer(layer: Layer, name: str | None = None, **arguments: Any) -> keras.Layer:
    """Return a layer as a Keras layer: one of Keras's own, or one of this folder.

    Args:
        layer: The layer with its settings.
        name: The name of the Keras layer; None for Keras's default.
        arguments: Arguments of the Keras layer that a layer as data does not have.
    """
    given: dict[str, Any] = layer.values if name is None else {**layer.values, "name": name}
    return keras_class(layer)(**given, **arguments)


def keras_class(layer: Layer) -> Any:
    """Return the Keras class of a layer."""
    own = isinstance(layer, Defined)
    module = importlib.import_module(f"{__name__}.{layer.keras_name}") if own else keras.layers
    return getattr(module, type(layer).__name__)
