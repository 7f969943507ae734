"""What a unit of a network sees, for the pages that walk over a picture cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz import layers
from cnnviz.errors import NetworkError
from cnnviz.network import INPUT, Network, Node
from cnnviz.network.families import Convolving, MapKernels, Windowed
from cnnviz.pipeline.cutouts import OtherMaps
from cnnviz.pipeline.unit import Unit

Array = npt.NDArray[np.float32]


class Behind(NamedTuple):
    """The convolution that makes the input of a layer, and the activation after it; "" if there is none."""

    node: Node
    layer: Convolving
    activation: str


@dataclass(frozen=True)
class UnitMap:
    """The input map that a unit's feature map depends on most, and the other ones.

    `picture` is (height, width) float32.
    """

    picture: Array = field(repr=False)
    source: str
    """The name of the node that the map is from, or "input"."""
    channel: int
    """The map's index in that node's output."""
    kernel: Array = field(repr=False)
    """The unit's kernel for this map, (rows, columns); a single 1 if no convolution makes the feature map."""
    bias: float
    others: OtherMaps | None = field(default=None, repr=False)
    plain: bool = False
    """Whether no activation follows before the pooling."""
    convolved: bool = True
    """Whether a convolution makes the feature map; otherwise the map itself is shown."""


def unit_map(network: Network, weights: Sequence[Array], values: Mapping[str, Array], unit: Unit) -> UnitMap:
    """Return what a unit's feature map is made of, if a convolution stands behind it, or else a single map.

    That map is the input of an activation or a pooling, and the output of any other layer.

    Args:
        network: The layers.
        weights: All arrays, node by node, each node's in Keras's order.
        values: The input and each layer's output, by name.
        unit: The unit.

    Raises:
        NetworkError: If the network has no such unit, or it sees no feature maps.
    """
    if unit.node == INPUT:
        return _single(INPUT, values, unit)
    node = node_of(network, unit)
    behind, pools = convolution_behind(network, node), node.layer.group == "pooling"
    if behind is None:
        source = node.inputs[0] if node.layer.group in ("activation", "pooling") else node.name
        return _single(source, values, unit, plain=pools)
    source = behind.node.inputs[0]
    x = values[source]
    made = behind.layer.map_kernels(unit.channel, weights_of(network, weights, behind.node))
    strongest = _strongest(behind.layer, made, x, cell_of(network, node, unit))
    return UnitMap(
        x[..., made.channels[strongest]],
        source,
        made.channels[strongest],
        made.kernels[..., strongest],
        made.bias,
        _without(made, x, strongest),
        plain=pools and not behind.activation,
    )


def _single(source: str, values: Mapping[str, Array], unit: Unit, *, plain: bool = False) -> UnitMap:
    """Return one map of a node, or of the input, under a kernel that changes nothing."""
    x = values[source]
    if x.ndim != 3 or unit.channel >= x.shape[2]:
        raise NetworkError(f"The unit must belong to a feature map. Received: {unit.to_text()}")
    changing_nothing = np.ones((1, 1), np.float32)
    return UnitMap(
        x[..., unit.channel], source, unit.channel, changing_nothing, 0.0, plain=plain, convolved=False
    )


def node_of(network: Network, unit: Unit) -> Node:
    """Return the node of a unit.

    Raises:
        NetworkError: If the network has no such unit.
    """
    node = next((one for one in network.nodes if one.name == unit.node), None)
    if node is None:
        raise NetworkError(f"The network in use has no layer with this name. Received: {unit.node}")
    height, width, channels = (1, 1, *network.shapes[node.name])[-3:]
    inside = unit.channel < channels and unit.row < height and unit.column < width
    if not inside:
        raise NetworkError(f"The layer {unit.node} has no such unit. Received: {unit.to_text()}")
    return node


def weights_of(network: Network, weights: Sequence[Array], node: Node) -> Sequence[Array]:
    """Return the arrays of one node."""
    counts = [len(shapes) for shapes in network.weight_shapes]
    at = network.nodes.index(node)
    first = sum(counts[:at])
    return weights[first : first + counts[at]]


def convolution_behind(network: Network, node: Node) -> Behind | None:
    """Return the convolution whose feature map a layer shows, activates or pools; None if there is none.

    Between them may stand one activation that the page ReLU has, and Dropout, which changes nothing.
    """
    nodes = {one.name: one for one in network.nodes}
    name, activation = (node.inputs[0] if node.layer.group == "pooling" else node.name), ""
    while name != INPUT:
        now = nodes[name].layer
        own = activation_of(nodes[name])
        if own is None or (own and activation):
            return None
        activation = activation or own
        if isinstance(now, Convolving):
            return Behind(nodes[name], now, activation)
        if now.group not in ("activation", "regularization"):
            return None
        name = nodes[name].inputs[0]
    return None


def activation_of(node: Node) -> str | None:
    """Return the activation in a layer, a key of `ACTIVATIONS`; "" if it has none; None for any other.

    >>> from cnnviz.network import Conv2D, Node
    >>> activation_of(Node(Conv2D(3, activation="relu"))), activation_of(Node(Conv2D(3)))
    ('relu', '')
    """
    name = node.layer.final_activation
    if name == "linear":
        return ""
    changed = type(node.layer).__name__ == "ReLU" and bool(node.layer.non_default)
    return name if name in layers.ACTIVATIONS and not changed else None


def cell_of(network: Network, node: Node | None, unit: Unit) -> tuple[int, int]:
    """Return row and column of a unit in the feature map that a page walks along.

    A pooled unit has a window in that map; the cell is its first one. The input, None, has no layer.
    """
    if node is None or node.layer.group != "pooling" or not isinstance(node.layer, Windowed):
        return unit.row, unit.column
    height, width, _ = network.input_shapes(node)[0]
    down, across = (node.layer.along(axis).strides for axis in (0, 1))
    return min(unit.row * down, height - 1), min(unit.column * across, width - 1)


def _strongest(layer: Convolving, made: MapKernels, x: Array, cell: tuple[int, int]) -> int:
    """Return the place among the unit's channels of the one that adds or takes away most at a cell."""
    shares = [
        layers.conv2d(
            x[..., channel : channel + 1],
            made.kernels[..., n, np.newaxis, np.newaxis],
            strides=(layer.along(0).strides, layer.along(1).strides),
            padding=layer.along(0).padding,
            dilation_rate=(layer.along(0).dilation_rate, layer.along(1).dilation_rate),
        )[*cell, 0]
        for n, channel in enumerate(made.channels)
    ]
    return int(np.abs(shares).argmax())


def _without(made: MapKernels, x: Array, place: int) -> OtherMaps | None:
    """Return the unit's channels besides the one at `place`; None if there are no others."""
    rest = [n for n in range(len(made.channels)) if n != place]
    if not rest:
        return None
    return OtherMaps(x[..., [made.channels[n] for n in rest]], made.kernels[..., rest])
