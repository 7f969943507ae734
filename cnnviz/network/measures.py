"""What tables of networks compare: depth, parameters, multiplications, memory, receptive field."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.network.checks import Pair
from cnnviz.network.cost import receptive_fields
from cnnviz.network.limits import activation_bytes, multiplications
from cnnviz.network.network import Network
from cnnviz.network.node import INPUT


@dataclass(frozen=True)
class Measures:
    """The size of a network, for one sample."""

    depth: int
    """The number of layers with learned weights from the input to the farthest output; see `depth_of`."""
    parameters: int
    """The number of weights, as Keras's `count_params` gives it."""
    learned: int
    """The number of weights that are learned: without the statistics of batch normalization."""
    multiplications: int
    activation_bytes: int
    """The bytes of the input and all layers' outputs, float32. A megabyte is 2**20 of them."""
    field: Pair
    """Rows and columns of the receptive field of the last feature maps, padding included."""


def measured(network: Network) -> Measures:
    """Return the size of a network. Nothing is allocated.

    >>> from cnnviz.network import lecture_network
    >>> measured(lecture_network()).depth, measured(lecture_network()).field
    (3, (4, 4))
    """
    return Measures(
        depth=depth_of(network),
        parameters=network.n_weights,
        learned=sum(network.trainable),
        multiplications=multiplications(network),
        activation_bytes=activation_bytes(network),
        field=last_field(network),
    )


def depth_of(network: Network) -> int:
    """Return the number of layers with learned weights on the longest path from the input to an output.

    Normalizations do not count. This is the number in the names of ResNet-50 and DenseNet-121: a convolution
    in a shortcut lies on a shorter path.
    """
    depths = {INPUT: 0}
    for node, n_learned in zip(network.nodes, network.trainable, strict=True):
        counts = n_learned > 0 and node.layer.group != "normalization"
        depths[node.name] = max(depths[name] for name in node.inputs) + counts
    return max(depths[name] for name in network.outputs)


def last_field(network: Network) -> Pair:
    """Return the rows and columns of the receptive field of the last feature maps before the first output.

    (1, 1) if there are no feature maps but the input. A mean over whole maps, and every unit after it, sees
    the whole input; so the maps before say more.
    """
    nodes = {node.name: node for node in network.nodes}
    name = network.outputs[0]
    while name != INPUT and len(network.shapes[name]) != 3:
        name = nodes[name].inputs[0]
    return (1, 1) if name == INPUT else receptive_fields(network)[name]
