"""Convert between `Network` and Keras models: build, save, and read files as data. Imports Keras."""

from __future__ import annotations

import io
import json
import zipfile
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import numpy.typing as npt
from keras.src.saving import saving_lib

from cnnviz import network as description
from cnnviz.errors import NetworkError
from cnnviz.network import INPUT, Network, Node, Shape, completed, from_keras_config
from cnnviz.network.label import labelled, to_label
from cnnviz.network.limits import FILE_BYTES, check_computable, check_file

Weights = list[npt.NDArray[np.float32]]

#: The size of the largest file that is read: the largest weights and 1 MB.
MAX_FILE_BYTES = FILE_BYTES + 2**20
MAX_CONFIG_BYTES = 2**22
#: The member of a .keras file with the network's label, next to those that Keras writes.
LABEL = "cnnviz.json"
#: The advice at the end of every error about a file.
ADVICE = "Load a .keras file that the Train page has saved."


def lecture_network() -> keras.Model:
    """Return the lecture's network for 28x28 grey digits, untrained."""
    return build(description.lecture_network())


def build(network: Network, weights: Weights | None = None) -> keras.Model:
    """Return the network as a Keras model: Sequential for a row, functional for a graph.

    Args:
        network: The layers.
        weights: All arrays, node by node; None for random ones.

    Raises:
        NetworkError: If the network needs too much memory or time.
    """
    check_computable(network)
    layers = {node.name: _keras_layer(node) for node in network.nodes}
    first = keras.Input(network.input_shape)
    if network.is_row:
        model = keras.Sequential([first, *layers.values()], name="cnnviz")
    else:
        model = _functional(network, first, layers)
    if weights is not None:
        left = iter(weights)
        for layer, shapes in zip(layers.values(), network.weight_shapes, strict=True):
            layer.set_weights(list(islice(left, len(shapes))))
    return model


def _functional(network: Network, first: keras.KerasTensor, layers: dict[str, keras.Layer]) -> keras.Model:
    tensors = {INPUT: first}
    for node in network.nodes:
        taken = [tensors[name] for name in node.inputs]
        tensors[node.name] = layers[node.name](taken[0] if len(taken) == 1 else taken)
    outputs = [tensors[name] for name in network.outputs]
    return keras.Model(first, outputs[0] if len(outputs) == 1 else outputs, name="cnnviz")


def _keras_layer(node: Node) -> keras.Layer:
    return getattr(keras.layers, type(node.layer).__name__)(**node.layer.values, name=node.name)


def weights_of(model: keras.Model, network: Network) -> Weights:
    """Return all arrays of a model from `build`, node by node; Keras may order a graph's differently."""
    return [array for name in network.names for array in model.get_layer(name).get_weights()]


def load_pretrained(name: str = "lecture") -> keras.Model:
    """Return a trained network that ships with cnnviz.

    Raises:
        NetworkError: If no network of this name ships.
    """
    return from_bytes(pretrained_bytes(name))


def pretrained_bytes(name: str = "lecture") -> bytes:
    """Return the bytes of a shipped network's .keras file."""
    shipped = {
        Path(file.name).stem: file
        for file in files("cnnviz.assets").iterdir()
        if file.name.endswith(".keras")
    }
    if name not in shipped:
        raise NetworkError(f"The network must be one of {', '.join(shipped)}. Received: {name!r}")
    return shipped[name].read_bytes()


def load(path: str | Path) -> keras.Model:
    """Return the network in a .keras file, read as data: known layers and arrays, nothing else.

    Raises:
        NetworkError: If it is not a .keras file, or holds something that is not supported.
    """
    try:
        size = Path(path).stat().st_size
        if size > MAX_FILE_BYTES:
            raise NetworkError(f"The file is larger than {MAX_FILE_BYTES // 2**20} MB. {ADVICE}")
        return from_bytes(Path(path).read_bytes())
    except OSError as error:
        raise NetworkError(f"The file cannot be opened. {ADVICE}") from error


def from_bytes(data: bytes) -> keras.Model:
    """Return the network in the bytes of a .keras file, read as data.

    Raises:
        NetworkError: If it is not a .keras file, or holds something that is not supported.
    """
    return build(*read(data))


def read(data: bytes) -> tuple[Network, Weights]:
    """Return the network and the weights that a .keras file describes, without building a model.

    `keras.models.load_model` would import whatever the file names. This function checks the file's
    description layer by layer, and reads an array only if it has the shape and type that its layer needs.

    Raises:
        NetworkError: As for `from_bytes`.
    """
    if len(data) > MAX_FILE_BYTES:
        raise NetworkError(f"The file is larger than {MAX_FILE_BYTES // 2**20} MB. {ADVICE}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            config = json.loads(_member(archive, "config.json", MAX_CONFIG_BYTES))
            network = from_keras_config(config if isinstance(config, dict) else {})
            if LABEL in archive.namelist():
                network = labelled(network, json.loads(_member(archive, LABEL, MAX_CONFIG_BYTES)))
            check_file(network)
            largest = 8 * network.n_weights + 2**20
            stored = _member(archive, "model.weights.h5", largest)
        with h5py.File(io.BytesIO(stored), "r") as file:
            return network, _read_weights(file, network)
    except NetworkError:
        raise
    except Exception as error:
        raise NetworkError(f"This is not a Keras network, or it is damaged. {ADVICE}") from error


def _member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Return a file of the archive. Raise a NetworkError if it is larger than `limit`, whatever it claims."""
    with archive.open(name) as member:
        content = member.read(limit + 1)
    if len(content) > limit:
        raise NetworkError(f"{name} in the file is larger than the network needs. {ADVICE}")
    return content


def _read_weights(file: h5py.File, network: Network) -> Weights:
    weights: Weights = []
    stored = [node.name for node in completed(network.layers)]  # Keras's own names
    for place, name, own in zip(stored, network.names, network.weights, strict=True):
        for n, weight in enumerate(own):
            array = _read_array(file, f"layers/{place}/vars/{n}", weight.shape)
            if weight.name == "moving_variance" and array.min() < 0:
                raise NetworkError(f"The moving variance of {name} is negative. {ADVICE}")
            weights.append(array)
    return weights


def _read_array(file: h5py.File, path: str, shape: Shape) -> npt.NDArray[np.float32]:
    """Return an array after checking that it is plain, in this file, and has the layer's shape."""
    group: Any = file
    for part in path.split("/"):
        if not isinstance(group, h5py.Group) or not isinstance(group.get(part, getlink=True), h5py.HardLink):
            raise NetworkError(f"The weights of {path.split('/')[1]} are missing from the file. {ADVICE}")
        group = group[part]
    plain = isinstance(group, h5py.Dataset) and not group.external and not group.is_virtual
    if not plain or group.shape != shape or group.dtype.kind != "f":
        raise NetworkError(f"The weights of {path.split('/')[1]} must have the shape {shape}. {ADVICE}")
    array = np.asarray(group[()], dtype=np.float32)
    if not np.isfinite(array).all():
        raise NetworkError(f"The weights of {path.split('/')[1]} contain NaN or infinity. {ADVICE}")
    return array


def to_bytes(network: Network, weights: Weights) -> bytes:
    """Return a .keras file of the network for inference, without the optimizer's state."""
    stream = io.BytesIO()  # in memory, so that a full disk cannot lose a network
    saving_lib.save_model(build(network, weights), stream)
    if label := to_label(network):
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr(LABEL, json.dumps(label))
    return stream.getvalue()
