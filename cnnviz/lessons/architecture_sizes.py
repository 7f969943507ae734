"""How large a network is: depth, parameters, multiplications, memory, receptive field. No weights needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import Network, depth, last_maps, limits, receptive_fields

#: More than there are architectures with their variants.
MOST_KEPT = 64


@dataclass(frozen=True)
class NetworkSizes:
    """The sizes of a network, for one picture."""

    depth: int
    """The number of layers with learned weights on the longest way."""
    parameters: int
    """As Keras's `count_params` gives it."""
    learned: int
    """The parameters that training changes."""
    multiplications: int
    activations: int
    """The numbers that all layers put out, the input included."""
    field: int
    """Rows of the input that a pixel of the last maps sees; 0 without maps."""
    side: int
    """Rows of the input."""

    @property
    def weight_bytes(self) -> int:
        """The bytes of all parameters."""
        return limits.NUMBER * self.parameters

    @property
    def activation_bytes(self) -> int:
        """The bytes of all outputs, if they are kept as in training."""
        return limits.NUMBER * self.activations


def sizes(network: Network) -> NetworkSizes:
    """Return the sizes of a network. Nothing is allocated.

    >>> from cnnviz.network import lecture_network
    >>> sizes(lecture_network()).parameters
    693962
    """
    maps = last_maps(network)
    return NetworkSizes(
        depth=depth(network),
        parameters=network.n_weights,
        learned=sum(network.trainable),
        multiplications=limits.multiplications(network),
        activations=limits.activation_bytes(network) // limits.NUMBER,
        field=receptive_fields(network)[maps.name][0] if maps else 0,
        side=network.input_shape[0],
    )


@lru_cache(maxsize=MOST_KEPT)
def architecture(name: str) -> Network:
    """Return the architecture of this name, made once for all visitors.

    Raises:
        KeyError: If there is none.
    """
    return ARCHITECTURES[name]()


@lru_cache(maxsize=MOST_KEPT)
def architecture_sizes(name: str) -> NetworkSizes:
    """Return the sizes of the architecture of this name, computed once for all visitors.

    Raises:
        KeyError: If there is none.
    """
    return sizes(architecture(name))
