"""The networks for photographs with random weights, by name, whether trained weights exist or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.network import Network
from cnnviz.network.limits import weight_bytes
from cnnviz.reading.photo_network_files import RUNNABLE

Array = npt.NDArray[np.float32]


def untrained_digest(name: str) -> str:
    """Return what tells a network with random weights from the trained one of the same name."""
    return f"{name} untrained"


#: The name of each network by that digest.
UNTRAINED = {untrained_digest(name): name for name in RUNNABLE}


def untrained(name: str) -> tuple[Network, Sequence[Array]]:
    """Return a network for photographs and random weights, node by node; each time the same ones.

    Args:
        name: One of `RUNNABLE`.

    Raises:
        NetworkError: If there is none of this name.
    """
    from cnnviz.network.initial_weights import RandomWeights  # noqa: PLC0415 - the front page does without

    network = _network(name)
    return network, RandomWeights(network)


def untrained_bytes(name: str) -> int:
    """Return the bytes of a network's weights, by its name. No weights are made."""
    return weight_bytes(_network(name))


def _network(name: str) -> Network:
    from cnnviz.architectures import ARCHITECTURES  # noqa: PLC0415 - the front page does without

    if name not in RUNNABLE:
        raise NetworkError(f"The network must be one of {', '.join(RUNNABLE)}. Received: {name!r}")
    return ARCHITECTURES[name]()
