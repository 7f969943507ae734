"""What each layer of a network costs: shape, parameters with their product, multiplications, what it sees."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.layers.reach import Reach, input_reach
from cnnviz.network.checks import Pair, Shape
from cnnviz.network.network import Network
from cnnviz.network.node import INPUT


@dataclass(frozen=True)
class LayerCost:
    """What one layer costs, for one input."""

    name: str
    """As Keras names it: conv2d_1."""
    output_shape: Shape
    parameters: int
    """What `count_params` of the Keras layer gives."""
    trainable: int
    """How many of them are learned; a normalization keeps the others."""
    product: str
    """How the parameters come about: "3·3·1·32 + 32 = 320"; "0" where there are none."""
    multiplications: int
    """By a weight, a scale or another number. Sums, maxima, means and functions are not counted."""
    field: Pair
    """Rows and columns of the input that one number of the output depends on, as far as they reach."""


def costs(network: Network) -> list[LayerCost]:
    """Return what each layer costs.

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
    """Return rows and columns of the input that one number of each layer's output depends on, by name.

    A convolution's or a pooling's field may reach beyond the input, into the padding. What looks at all
    numbers before it, as Dense does, depends on all that these see of the input. Where branches meet, the
    field spans from the first to the last pixel that any of them sees.
    """
    rows, columns = reaches(network, 0), reaches(network, 1)
    sizes = {name: (rows[name].size, columns[name].size) for name in network.names}
    return {name: size if all(size) else (0, 0) for name, size in sizes.items()}  # no column: no row either


def reaches(network: Network, axis: int) -> dict[str, Reach]:
    """Return what the units of the input and of each layer see along the rows, 0, or the columns, 1."""
    found = {INPUT: input_reach(network.input_shape[axis])}
    for node in network.nodes:
        before = [found[name] for name in node.inputs]
        found[node.name] = node.layer.reach(axis, before, network.input_shapes(node))
    return found
