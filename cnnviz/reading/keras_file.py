"""Read a .keras file as data, without Keras: the layers that it describes and their weights."""

from __future__ import annotations

import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.network import Network, completed, from_keras_config
from cnnviz.network.label import labelled
from cnnviz.network.limits import FILE_BYTES, check_file
from cnnviz.reading.hdf5_array import array_at

if TYPE_CHECKING:
    import h5py

Weights = list[npt.NDArray[np.float32]]

#: The size of the largest file that is read: the largest weights and 1 MB.
MAX_FILE_BYTES = FILE_BYTES + 2**20
MAX_CONFIG_BYTES = 2**22
#: The member of a .keras file with the network's label, next to those that Keras writes.
LABEL = "cnnviz.json"
#: The advice at the end of every error about a file.
ADVICE = "Load a .keras file that the Train page has saved."


def shipped_names() -> tuple[str, ...]:
    """Return the names of all networks that ship with this program, in alphabetical order."""
    names = (file.name for file in files("cnnviz.assets").iterdir())
    return tuple(sorted(Path(name).stem for name in names if name.endswith(".keras")))


def pretrained_bytes(name: str = "lecture") -> bytes:
    """Return the bytes of a shipped network's .keras file."""
    if name not in (known := shipped_names()):
        raise NetworkError(f"The network must be one of {', '.join(known)}. Received: {name!r}")
    return files("cnnviz.assets").joinpath(f"{name}.keras").read_bytes()


def read(data: bytes) -> tuple[Network, Weights]:
    """Return the network and the weights that a .keras file describes, without building a model.

    `keras.models.load_model` would import whatever the file names. This function checks the file's
    description layer by layer, and reads an array only if it has the shape and type that its layer needs.

    Raises:
        NetworkError: If it is not a .keras file, or holds something that is not supported.
    """
    import h5py  # noqa: PLC0415 - a page that reads no network does not pay for this import

    check_size(len(data))
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


def check_size(n_bytes: int) -> None:
    """Raise a NetworkError if a file of this size is too large to be read."""
    if n_bytes > MAX_FILE_BYTES:
        raise NetworkError(f"The file is larger than {MAX_FILE_BYTES // 2**20} MB. {ADVICE}")


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
            path = f"layers/{place}/vars/{n}"
            array = array_at(file, path, weight.shape, layer=place, advice=ADVICE)
            if weight.name == "moving_variance" and array.min() < 0:
                raise NetworkError(f"The moving variance of {name} is negative. {ADVICE}")
            weights.append(array)
    return weights
