"""Convert between `Network` and Keras models: build, save and load. Imports Keras."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from weakref import WeakKeyDictionary

import keras
import numpy as np
import numpy.typing as npt
from keras.src.saving import saving_lib

from cnnviz import network as description
from cnnviz.errors import NetworkError
from cnnviz.network import INPUT, Network, Node
from cnnviz.network.label import to_label
from cnnviz.network.limits import check_computable
from cnnviz.network.preparation import Preparation
from cnnviz.reading.keras_file import ADVICE, LABEL, Weights, check_size, read
from cnnviz.reading.pretrained import pretrained
from cnnviz.with_keras.own_layers import keras_layer

_preparations: WeakKeyDictionary[keras.Model, Preparation] = WeakKeyDictionary()


def lecture_network() -> keras.Model:
    """Return the lecture's network for 28x28 grey digits, untrained."""
    return build(description.lecture_network())


def layer_of_node(node: Node) -> keras.Layer:
    """Return the Keras layer of a node, not built yet."""
    return keras_layer(node.layer, node.name)


def build(
    network: Network,
    weights: Sequence[npt.NDArray[np.float32]] | None = None,
    *,
    make_layer: Callable[[Node], keras.Layer] = layer_of_node,
) -> keras.Model:
    """Return the network as a Keras model: Sequential for a row, functional for a graph.

    Args:
        network: The layers.
        weights: All arrays, node by node; None for random ones.
        make_layer: Returns the Keras layer of a node.

    Raises:
        NetworkError: If the network needs too much memory or time.
    """
    check_computable(network)
    layers = {node.name: make_layer(node) for node in network.nodes}
    if weights is None:
        return prepared(_connected(network, layers), network.preparation)
    with _zeros_at_first(layers.values()):
        model = _connected(network, layers)
    left = iter(weights)
    for layer, shapes in zip(layers.values(), network.weight_shapes, strict=True):
        layer.set_weights(list(islice(left, len(shapes))))
    return prepared(model, network.preparation)


def _connected(network: Network, layers: dict[str, keras.Layer]) -> keras.Model:
    """Return the model that connects the layers; their weights are made now."""
    first = keras.Input(network.input_shape)
    if network.is_row:
        return keras.Sequential([first, *layers.values()], name="cnnviz")
    return _functional(network, first, layers)


@contextmanager
def _zeros_at_first(layers: Iterable[keras.Layer]) -> Iterator[None]:
    """Let kernels begin as zeros, which other weights replace.

    Random numbers are made in several copies, whose memory TensorFlow keeps: 900 MB for VGG16.
    """
    kernels = [layer for layer in layers if hasattr(layer, "kernel_initializer")]
    own = [layer.kernel_initializer for layer in kernels]
    for layer in kernels:
        layer.kernel_initializer = keras.initializers.Zeros()
    yield
    for layer, initializer in zip(kernels, own, strict=True):
        layer.kernel_initializer = initializer


def prepared(model: keras.Model, preparation: Preparation) -> keras.Model:
    """Return the model, and keep with it how pictures are prepared for it."""
    _preparations[model] = preparation
    return model


def preparation_of(model: keras.Model) -> Preparation:
    """Return how pictures are prepared for a model: as its `Network` says, or not at all."""
    return _preparations.get(model, Preparation())


def _functional(network: Network, first: keras.KerasTensor, layers: dict[str, keras.Layer]) -> keras.Model:
    tensors = {INPUT: first}
    for node in network.nodes:
        taken = [tensors[name] for name in node.inputs]
        tensors[node.name] = layers[node.name](taken[0] if len(taken) == 1 else taken)
    outputs = [tensors[name] for name in network.outputs]
    return keras.Model(first, outputs[0] if len(outputs) == 1 else outputs, name="cnnviz")


def weights_of(model: keras.Model, network: Network) -> Weights:
    """Return all arrays of a model from `build`, node by node; Keras may order a graph's differently."""
    return [array for name in network.names for array in model.get_layer(name).get_weights()]


def load_pretrained(name: str = "lecture") -> keras.Model:
    """Return a trained network: one that ships with cnnviz, or "efficientnet-lite0" for photographs.

    Raises:
        NetworkError: If there is no network of this name, or its file is damaged.
    """
    return build(*pretrained(name))


def load(path: str | Path) -> keras.Model:
    """Return the network in a .keras file, read as data: known layers and arrays, nothing else.

    Raises:
        NetworkError: If it is not a .keras file, or holds something that is not supported.
    """
    try:
        check_size(Path(path).stat().st_size)
        return from_bytes(Path(path).read_bytes())
    except OSError as error:
        raise NetworkError(f"The file cannot be opened. {ADVICE}") from error


def from_bytes(data: bytes) -> keras.Model:
    """Return the network in the bytes of a .keras file, read as data.

    Raises:
        NetworkError: If it is not a .keras file, or holds something that is not supported.
    """
    return build(*read(data))


def to_bytes(network: Network, weights: Weights) -> bytes:
    """Return a .keras file of the network for inference, without the optimizer's state."""
    stream = io.BytesIO()  # in memory, so that a full disk cannot lose a network
    saving_lib.save_model(build(network, weights), stream)
    if label := to_label(network):
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr(LABEL, json.dumps(label))
    return stream.getvalue()
