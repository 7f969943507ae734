"""Trained networks by name: those that ship with this program, and those for photographs."""

from __future__ import annotations

from cnnviz.errors import NetworkError
from cnnviz.network import Network
from cnnviz.reading.keras_file import Weights, pretrained_bytes, read, shipped_names
from cnnviz.reading.photo_network_files import PHOTO_NETWORKS, photo_network


def pretrained_names() -> tuple[str, ...]:
    """Return the names of all trained networks, also of those that must be downloaded first."""
    return (*shipped_names(), *PHOTO_NETWORKS)


def downloaded_bytes(name: str) -> int:
    """Return the size of the file of a network's weights; 0 if they come with a package."""
    known = PHOTO_NETWORKS.get(name)
    return 0 if known is None or known.weights is None else known.weights.n_bytes


def pretrained(name: str = "lecture") -> tuple[Network, Weights]:
    """Return a trained network by its name, and its weights, node by node.

    Raises:
        NetworkError: If there is none of this name, or its file is damaged, or not on this computer.
    """
    if name not in (known := pretrained_names()):
        raise NetworkError(f"The network must be one of {', '.join(known)}. Received: {name!r}")
    return photo_network(name) if name in PHOTO_NETWORKS else read(pretrained_bytes(name))
