"""Trained networks by name: those that ship with this program, and the one for photographs in a package."""

from __future__ import annotations

from cnnviz.errors import NetworkError
from cnnviz.network import Network
from cnnviz.reading.keras_file import Weights, pretrained_bytes, read, shipped_names

#: The name of the network for photographs.
PHOTOS = "efficientnet-lite0"


def pretrained_names() -> tuple[str, ...]:
    """Return the names of all trained networks."""
    return (*shipped_names(), PHOTOS)


def pretrained(name: str = "lecture") -> tuple[Network, Weights]:
    """Return a trained network by its name, and its weights, node by node.

    Raises:
        NetworkError: If there is none of this name, or its file is damaged.
    """
    if name not in (known := pretrained_names()):
        raise NetworkError(f"The network must be one of {', '.join(known)}. Received: {name!r}")
    if name != PHOTOS:
        return read(pretrained_bytes(name))
    from cnnviz.reading.efficientnet_file import efficientnet  # noqa: PLC0415 - the front page does without

    return efficientnet()
