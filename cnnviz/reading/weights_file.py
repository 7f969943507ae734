"""Read the weights of a known network from an HDF5 file as Keras 1 and 2 saved it, without Keras.

The file says which layers it has, in the order of the model's layers, and which arrays each has. Names of
layers have changed over the years, their order has not: Keras, too, goes by the order.

Source: `load_weights_from_hdf5_group` in keras/src/legacy/saving/legacy_h5_format.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.network import INPUT, Network, Node
from cnnviz.network.limits import MAX_NODES, check_computable, weight_bytes
from cnnviz.reading.hdf5_array import array_at, entry_at

if TYPE_CHECKING:
    import h5py

Array = npt.NDArray[np.float32]

#: The most bytes of a file besides the weights: its names and tables.
MAX_MORE_BYTES = 2**24
#: The most bytes of a list of names, which may be split over so many attributes.
MAX_NAMES_BYTES, MAX_CHUNKS = 2**20, 64


def read_weights(path: Path, network: Network, advice: str) -> list[Array]:
    """Return a network's weights, node by node, from the file where Keras keeps them.

    Args:
        path: The file.
        network: The layers that the weights belong to.
        advice: The sentence at the end of the messages.

    Raises:
        NetworkError: If the file is no such file, or has the weights of another network.
    """
    import h5py  # noqa: PLC0415 - a page that reads no network does not pay for this import

    check_computable(network)
    try:
        _check_size(path, network, advice)
        with h5py.File(path, "r") as file:
            return _read(file, network, advice)
    except NetworkError:
        raise
    except Exception as error:
        raise NetworkError(f"The file {path.name} cannot be read as weights of Keras. {advice}") from error


def _check_size(path: Path, network: Network, advice: str) -> None:
    """Raise a NetworkError if the file is larger than these weights can be."""
    if path.stat().st_size > weight_bytes(network) + MAX_MORE_BYTES:
        raise NetworkError(f"The file {path.name} is larger than the network needs. {advice}")


def _read(file: h5py.File, network: Network, advice: str) -> list[Array]:
    stored = list(_stored(file))
    shapes_of = dict(zip(network.names, network.weight_shapes, strict=True))
    needed = [node.name for node in layers_in_kerass_order(network) if shapes_of[node.name]]
    if len(stored) != len(needed):
        raise NetworkError(
            f"The file has the weights of another network. {advice} Received: {len(stored)} layers"
        )
    arrays: dict[str, list[Array]] = {}
    for node, (layer, names) in zip(needed, stored, strict=True):
        if len(names) != len(shapes_of[node]):
            raise NetworkError(f"The weights of {node} are missing from the file. {advice}")
        arrays[node] = [
            array_at(file, f"{layer}/{name}", shape, layer=node, advice=advice)
            for name, shape in zip(names, shapes_of[node], strict=True)
        ]
    return [array for name in network.names for array in arrays.get(name, ())]


def _stored(file: h5py.File) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each layer with weights, and the names of its arrays."""
    for layer in _names(file, "layer_names"):
        names = _names(entry_at(file, layer), "weight_names")
        if names:
            yield layer, names


def _names(group: Any, attribute: str) -> list[str]:
    """Return a list of names, which Keras splits over several attributes if it is long."""
    attributes = [attribute]
    if attribute not in group.attrs:
        attributes = [f"{attribute}{n}" for n in range(MAX_CHUNKS) if f"{attribute}{n}" in group.attrs]
    names: list[str] = []
    for one in attributes:
        about = group.attrs.get_id(one)
        if math.prod(about.shape) * about.dtype.itemsize > MAX_NAMES_BYTES or len(names) > MAX_NODES:
            raise NetworkError(f"The list of {attribute} in the file is too long.")
        names += [name.decode() if isinstance(name, bytes) else str(name) for name in group.attrs[one]]
    return names


def layers_in_kerass_order(network: Network) -> list[Node]:
    """Return a network's nodes in the order of the layers of the Keras model.

    First comes what is farthest from the output, counted on the longest way. Of equally far layers that comes
    first which a walk back from the output, depth first, reaches first.

    Source: `map_graph` in keras/src/ops/function.py.
    """
    nodes = {node.name: node for node in network.nodes}
    far = dict.fromkeys(nodes, 0)
    for node in reversed(network.nodes):
        for before in set(node.inputs) - {INPUT}:
            far[before] = max(far[before], far[node.name] + 1)
    reached: dict[str, int] = {}
    ahead = list(reversed(network.outputs))
    while ahead:
        name = ahead.pop()
        if name != INPUT and name not in reached:
            reached[name] = len(reached)
            ahead += reversed(nodes[name].inputs)
    return sorted(network.nodes, key=lambda node: (-far[node.name], reached[node.name]))
