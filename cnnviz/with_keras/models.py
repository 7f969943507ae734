"""network.py <-> Keras: build a network, save it, and read one as data. Imports Keras."""

from __future__ import annotations

import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import numpy.typing as npt
from keras.src.saving import saving_lib

from cnnviz import network as description
from cnnviz.errors import NetworkError
from cnnviz.network import Network, Shape, from_keras_config

Weights = list[npt.NDArray[np.float32]]

#: The largest file that is read: four bytes for each of the most weights a network may have, and room.
MAX_FILE_BYTES = 4 * description.MAX_WEIGHTS + 2**20
MAX_CONFIG_BYTES = 2**20
#: What every refusal of a file says to do.
ADVICE = "Load a .keras file that the Train page has saved."


def lecture_network() -> keras.Sequential:
    """Return the lecture's network for 28x28 grey digits, untrained."""
    return build(description.lecture_network())


def build(network: Network, weights: Weights | None = None) -> keras.Sequential:
    """Return the network as a Keras model, with these weights or freshly drawn ones."""
    named = zip(network.layers, network.names, strict=True)
    layers = [_keras_layer(layer, name) for layer, name in named]
    model = keras.Sequential([keras.Input(network.input_shape), *layers], name="cnnviz")
    if weights is not None:
        model.set_weights(weights)
    return model


def _keras_layer(layer: description.Layer, name: str) -> keras.Layer:
    return getattr(keras.layers, type(layer).__name__)(**vars(layer), name=name)


def load_pretrained(name: str = "lecture") -> keras.Sequential:
    """Return a network that ships with cnnviz, trained.

    Raises:
        NetworkError: if none of that name ships.
    """
    return from_bytes(pretrained_bytes(name))


def pretrained_bytes(name: str = "lecture") -> bytes:
    """Return the shipped network's file."""
    shipped = {
        Path(file.name).stem: file
        for file in files("cnnviz.assets").iterdir()
        if file.name.endswith(".keras")
    }
    if name not in shipped:
        raise NetworkError(
            f"There is no shipped network of that name, only {', '.join(shipped)}. Received: {name!r}"
        )
    return shipped[name].read_bytes()


def load(path: str | Path) -> keras.Sequential:
    """Return the network in a .keras file, read as data: known layers and arrays, nothing else.

    Raises:
        NetworkError: if the file is not one, or holds anything that is not known here.
    """
    try:
        size = Path(path).stat().st_size
        if size > MAX_FILE_BYTES:
            raise NetworkError(f"The file is larger than {MAX_FILE_BYTES // 2**20} MB. {ADVICE}")
        return from_bytes(Path(path).read_bytes())
    except OSError as error:
        raise NetworkError(f"The file cannot be opened. {ADVICE}") from error


def from_bytes(data: bytes) -> keras.Sequential:
    """Return the network in the bytes of a .keras file, read as data.

    Raises:
        NetworkError: if the bytes are no such file, or hold anything that is not known here.
    """
    return build(*read(data))


def read(data: bytes) -> tuple[Network, Weights]:
    """Return the network and the weights that a .keras file describes, without building anything.

    `keras.models.load_model` would import what the file names; here its description is checked layer by
    layer, and an array is read only when its shape and type are those that the layers ask for.

    Raises:
        NetworkError: as for `from_bytes`.
    """
    if len(data) > MAX_FILE_BYTES:
        raise NetworkError(f"The file is larger than {MAX_FILE_BYTES // 2**20} MB. {ADVICE}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            config = json.loads(_member(archive, "config.json", MAX_CONFIG_BYTES))
            network = from_keras_config(config if isinstance(config, dict) else {})
            largest = 8 * network.n_weights + 2**20
            stored = _member(archive, "model.weights.h5", largest)
        with h5py.File(io.BytesIO(stored), "r") as file:
            return network, _read_weights(file, network)
    except NetworkError:
        raise
    except Exception as error:
        raise NetworkError(f"This is not a Keras network, or it is damaged. {ADVICE}") from error


def _member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Return a file of the archive, unless it claims or turns out to be larger than the limit."""
    with archive.open(name) as member:
        content = member.read(limit + 1)
    if len(content) > limit:
        raise NetworkError(f"{name} in the file is larger than its network needs. {ADVICE}")
    return content


def _read_weights(file: h5py.File, network: Network) -> Weights:
    weights: Weights = []
    for layer, name, shapes in zip(network.layers, network.names, network.weight_shapes, strict=True):
        arrays = [_read_array(file, f"layers/{name}/vars/{n}", shape) for n, shape in enumerate(shapes)]
        if isinstance(layer, description.BatchNormalization) and arrays[-1].min() < 0:
            raise NetworkError(f"The variance that {name} keeps is negative. {ADVICE}")
        weights += arrays
    return weights


def _read_array(file: h5py.File, path: str, shape: Shape) -> npt.NDArray[np.float32]:
    """Return one array, after checking that it is plain, inside this file, and just what the layer needs."""
    group: Any = file
    for part in path.split("/"):
        if not isinstance(group, h5py.Group) or not isinstance(group.get(part, getlink=True), h5py.HardLink):
            raise NetworkError(f"The weights of {path.split('/')[1]} are missing in the file. {ADVICE}")
        group = group[part]
    plain = isinstance(group, h5py.Dataset) and not group.external and not group.is_virtual
    if not plain or group.shape != shape or group.dtype.kind != "f":
        raise NetworkError(f"The weights of {path.split('/')[1]} need the shape {shape}. {ADVICE}")
    array = np.asarray(group[()], dtype=np.float32)
    if not np.isfinite(array).all():
        raise NetworkError(f"The weights of {path.split('/')[1]} are not all numbers. {ADVICE}")
    return array


def to_bytes(network: Network, weights: Weights) -> bytes:
    """Return a .keras file of the network, for inference: without the optimizer's state."""
    stream = io.BytesIO()  # in memory: a full disk is no reason to lose a network
    saving_lib.save_model(build(network, weights), stream)
    return stream.getvalue()
