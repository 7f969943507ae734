"""The cost of each layer of a network: output shape, parameters, multiplications, receptive field."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cnnviz.layers.reach import Reach, input_reach
from cnnviz.network.checks import Pair, Shape
from cnnviz.network.network import Network
from cnnviz.network.node import INPUT, Node


@dataclass(frozen=True)
class LayerCost:
    """The cost of one layer for one sample."""

    name: str
    """Keras's name, such as conv2d_1."""
    output_shape: Shape
    parameters: int
    """The number of parameters, as `count_params` of the Keras layer returns it."""
    trainable: int
    """The number of trainable parameters; the moving mean and variance of a normalization are not."""
    product: str
    """The number of parameters as a calculation, such as "3·3·1·32 + 32 = 320"; "0" without any."""
    multiplications: int
    """Multiplications by weights, scales or other numbers; sums, maxima, means, functions do not count."""
    field: Pair
    """Rows and columns of the receptive field, padding included."""


def costs(network: Network) -> list[LayerCost]:
    """Return the cost of each layer.

    >>> from cnnviz.network import lecture_network
    >>> first = costs(lecture_network())[0]
    >>> first.product, first.multiplications, first.field
    ('3·3·1·32 + 32 = 320', 194688, (3, 3))
    """
    fields = receptive_fields(network)
    return [
        LayerCost(
            name=node.name,
            output_shape=network.shapes[node.name],
            parameters=parameters,
            trainable=trainable,
            product=node.layer.product(*network.input_shapes(node)),
            multiplications=node.layer.multiplications(*network.input_shapes(node)),
            field=fields[node.name],
        )
        for node, parameters, trainable in zip(
            network.nodes, network.parameters, network.trainable, strict=True
        )
    ]


def receptive_fields(network: Network) -> dict[str, Pair]:
    """Return the rows and columns of each layer's receptive field, by name.

    The field of a convolution or pooling may extend into the padding. A layer that uses all numbers of its
    input, such as Dense, has the union of their fields, inside the input. Where branches merge, the field
    spans from the first to the last pixel of all branches.
    """
    rows, columns = reaches(network, 0), reaches(network, 1)
    sizes = {name: (rows[name].size, columns[name].size) for name in network.names}
    return {name: size if all(size) else (0, 0) for name, size in sizes.items()}  # no column: no row either


def reaches(network: Network, axis: int) -> dict[str, Reach]:
    """Return the reach of the input and of each layer along an axis: 0 for rows, 1 for columns."""
    found = {INPUT: input_reach(network.input_shape[axis])}
    for node in network.nodes:
        before = [found[name] for name in node.inputs]
        found[node.name] = node.layer.reach(axis, before, network.input_shapes(node))
    return found


def depth(network: Network) -> int:
    """Return the number of layers with learned weights on the longest way through the network.

    Normalizations do not count, as in the names of published networks.

    >>> from cnnviz.network import lecture_network
    >>> depth(lecture_network())
    4
    """
    found = {INPUT: 0}
    for node, n_learned in zip(network.nodes, network.trainable, strict=True):
        counts = n_learned > 0 and node.layer.group != "normalization"
        found[node.name] = max(found[name] for name in node.inputs) + counts
    return max(found.values())


def last_maps(network: Network) -> Node | None:
    """Return the last layer whose outputs are maps of more than one pixel; None if there is none."""
    maps = [node for node in network.nodes if math.prod(network.shapes[node.name][:-1]) > 1]
    return maps[-1] if maps else None
