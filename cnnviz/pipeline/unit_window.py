"""How one number of a large network comes about, from the few numbers that it needs.

The layers behind the number become a small network over a window of the source's numbers: the convolution or
pooling, and the normalization and activation that follow. It has one channel, or, where neighbouring channels
take part, those. A layer that only moves numbers gives one number of its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.network import Conv2D, Layer, Network, Node
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D
from cnnviz.network.node import INPUT
from cnnviz.network.pooling import Pooling2D
from cnnviz.pipeline.unit import Unit
from cnnviz.pipeline.unit_maps import node_of, weights_of
from cnnviz.pipeline.window_part import WindowPart, added, beside, joined, padded, places

Array = npt.NDArray[np.float32]
#: A layer of the small network, and its weights.
_Made: TypeAlias = tuple[Node, list[Array]]

#: The groups of kinds that change each number, or each channel, by itself.
FOLLOWING = ("activation", "normalization", "regularization")


@dataclass(frozen=True)
class UnitWindow:
    """What one number of a feature map is computed from."""

    unit: Unit
    made_by: str
    """The name of the layer that makes the number's map; those after it change each number by itself."""
    sources: tuple[WindowPart, ...]
    """One window; or one number of each source where they are added; or the number that is moved."""
    network: Network | None
    """The layers from the window, the sum or the moved number on; None where none follows."""
    weights: tuple[Array, ...] = field(repr=False)
    adds: bool = False
    """Whether the sources' numbers are added first; a number that is moved is the only one."""
    channel: int = 0
    """The number's channel in the small network."""

    def input(self, values: Sequence[Array]) -> Array:
        """Return the network's input, (rows, columns, channels).

        Args:
            values: Each source's part, as its `asked` names it.
        """
        windows = [part.filled(one) for part, one in zip(self.sources, values, strict=True)]
        return np.sum(windows, axis=0, dtype=np.float32) if self.adds else windows[0]


def unit_window(network: Network, weights: Sequence[Array], unit: Unit) -> UnitWindow:
    """Return what a number of a feature map is computed from.

    Args:
        network: The layers.
        weights: All arrays, node by node, each node's in Keras's order.
        unit: The number.

    Raises:
        NetworkError: If the network has no such unit, or its layer makes no map from a window.
    """
    node, after = _behind(network, node_of(network, unit))
    if len(network.shapes[node.name]) != 3:
        raise NetworkError(f"{unit.node} has no feature maps. Received: {unit.to_text()}")
    if "softmax" in [one.layer.final_activation for one in (node, *after)]:
        raise NetworkError(f"Softmax needs the numbers of all maps. Received: {unit.node}")
    parts, made = _made_by(network, weights, node, unit)
    compares = isinstance(node.layer, LocalResponseNormalization)
    channels = parts[0].channels if compares else (unit.channel,)
    made = _followed(made, ((one, weights_of(network, weights, one)) for one in after), channels)
    shape = len(parts[0].rows), len(parts[0].columns), len(parts[0].channels)
    small = Network(shape, [one for one, _ in made]) if made else None
    arrays = tuple(array for _, own in made for array in own)
    return UnitWindow(
        unit,
        node.name,
        parts,
        small,
        arrays,
        adds=isinstance(node.layer, Add | Concatenate | ZeroPadding2D),
        channel=channels.index(unit.channel),
    )


def _behind(network: Network, node: Node) -> tuple[Node, list[Node]]:
    """Return the layer that makes a node's maps, and the layers from there on that change each number."""
    nodes, after = {one.name: one for one in network.nodes}, list[Node]()
    while _follows(node) and node.inputs[0] != INPUT:
        after.insert(0, node)
        node = nodes[node.inputs[0]]
    return node, after


def _follows(node: Node) -> bool:
    """Return whether a layer changes each number, or each channel, by itself."""
    return node.layer.group in FOLLOWING and not isinstance(node.layer, LocalResponseNormalization)


def _made_by(
    network: Network, weights: Sequence[Array], node: Node, unit: Unit
) -> tuple[tuple[WindowPart, ...], list[_Made]]:
    """Return what the layer that makes a map takes for one number, and that layer unless it only moves it."""
    match node.layer:
        case Add():
            return tuple(added(network, name, unit) for name in node.inputs), []
        case Concatenate():
            return (joined(network, node, unit),), []
        case ZeroPadding2D():
            return (padded(network, node, node.layer, unit),), []
        case LocalResponseNormalization():
            part = beside(network, node, node.layer, unit)
            return (part,), [(Node(node.layer, (INPUT,), node.name), [])]
    part, layer, own = _single(network, weights, node, unit)
    return (part,), [(Node(layer, (INPUT,), node.name), own)]


def _single(
    network: Network, weights: Sequence[Array], node: Node, unit: Unit
) -> tuple[WindowPart, Layer, list[Array]]:
    """Return the window of a layer that has one, the layer over it alone, and its weights."""
    layer, arrays = node.layer, weights_of(network, weights, node)
    if isinstance(layer, Conv2D):
        made = layer.map_kernels(unit.channel, arrays)
        channels, own = made.channels, [arrays[0][..., unit.channel, np.newaxis]]
        alone: Layer = replace(
            layer, filters=1, groups=1, padding="valid", strides=(1, 1), dilation_rate=(1, 1)
        )
    elif isinstance(layer, DepthwiseConv2D):
        channel, kernel = divmod(unit.channel, layer.depth_multiplier)
        channels, own = (channel,), [arrays[0][:, :, channel : channel + 1, kernel : kernel + 1]]
        alone = replace(layer, depth_multiplier=1, padding="valid", strides=(1, 1), dilation_rate=(1, 1))
    elif isinstance(layer, Pooling2D):
        channels, own, alone = (unit.channel,), [], layer
    else:
        raise NetworkError(
            f"No convolution, pooling or sum makes the maps of {unit.node}. Received: {node.name}"
        )
    own += [array[unit.channel, np.newaxis] for array in arrays[1:]]
    rows, columns = (
        places(layer, axis, at, network.shapes[node.inputs[0]][axis])
        for axis, at in enumerate((unit.row, unit.column))
    )
    if isinstance(layer, Pooling2D):  # padding takes no part
        rows, columns = (tuple(one for one in under if one is not None) for under in (rows, columns))
        alone = replace(layer, pool_size=(len(rows), len(columns)), strides=None, padding="valid")
    return WindowPart(node.inputs[0], channels, rows, columns), alone, own


def _followed(
    made: list[_Made], after: Iterable[tuple[Node, Sequence[Array]]], channels: Sequence[int]
) -> list[_Made]:
    """Return the layers with those that follow, reduced to the channels of the small network."""
    for node, arrays in after:
        before = made[-1][0].name if made else INPUT
        own = [array[list(channels)] for array in arrays]
        made = [*made, (Node(node.layer, (before,), node.name), own)]
    return made
