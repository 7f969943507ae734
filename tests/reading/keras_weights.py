"""Files of weights as keras.applications has them on its server, with random weights and without Keras."""

from __future__ import annotations

import io

import h5py
import numpy as np

from cnnviz.network import Network
from cnnviz.reading.weights_file import layers_in_kerass_order
from tests.network.random_networks import random_weights


def weights_file(network: Network, n_bytes: int = 0, seed: int = 0) -> bytes:
    """Return a file of random weights for a network.

    Args:
        network: The network.
        n_bytes: The size of the file, which ends in zeros; 0 for a file without them.
        seed: The seed of the weights.
    """
    left = iter(random_weights(network, np.random.default_rng(seed)))
    arrays = {
        node.name: {weight.name: next(left) for weight in own}
        for node, own in zip(network.nodes, network.weights, strict=True)
    }
    stream = io.BytesIO()
    with h5py.File(stream, "w", libver="latest") as file:
        order = [node.name for node in layers_in_kerass_order(network)]
        file.attrs["layer_names"] = [name.encode() for name in order]
        for name in order:
            group = file.create_group(name)
            group.attrs["weight_names"] = [f"{name}/{weight}:0".encode() for weight in arrays[name]]
            for weight, array in arrays[name].items():
                group[f"{name}/{weight}:0"] = array
    written = stream.getvalue()
    assert not n_bytes or len(written) <= n_bytes, len(written)
    return written + bytes(max(0, n_bytes - len(written)))
