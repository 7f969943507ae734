"""How one number of a large network comes about, from the few numbers that it needs.

The layers behind the number become a small network of one channel: a window of the source's numbers, the
convolution or pooling over it, and the normalization and activation that follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers import same_padding
from cnnviz.lessons.shown_maps import MapsPart
from cnnviz.network import Conv2D, Layer, Network, Node
from cnnviz.network.families import Windowed
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization
from cnnviz.network.node import INPUT
from cnnviz.network.pooling import Pooling2D
from cnnviz.pipeline.unit import Unit
from cnnviz.pipeline.unit_maps import node_of, weights_of

Array = npt.NDArray[np.float32]
#: Rows and columns of the source under a window; None in the padding.
Places = tuple[int | None, ...]

#: A layer of the small network, and its weights.
_Made: TypeAlias = tuple[Node, list[Array]]

#: The groups of kinds that change each number, or each channel, by itself.
FOLLOWING = ("activation", "normalization", "regularization")


@dataclass(frozen=True)
class WindowPart:
    """The numbers of one source that a number needs."""

    source: str
    """The name of a node, or "input"."""
    channels: tuple[int, ...]
    rows: Places
    columns: Places

    @property
    def asked(self) -> MapsPart:
        """The part of the source's output that lies inside of it."""
        inside = [[place for place in places if place is not None] for places in (self.rows, self.columns)]
        return MapsPart(self.source, self.channels, *inside)

    def filled(self, values: Array) -> Array:
        """Return the window (rows, columns, channels), with 0 in the padding.

        Args:
            values: The part of the source's output that `asked` names.
        """
        window = np.zeros((len(self.rows), len(self.columns), len(self.channels)), np.float32)
        rows, columns = ([place is not None for place in places] for places in (self.rows, self.columns))
        window[np.ix_(rows, columns)] = values
        return window


@dataclass(frozen=True)
class UnitWindow:
    """What one number of a feature map is computed from."""

    unit: Unit
    made_by: str
    """The name of the layer that makes the number's map; those after it change each number by itself."""
    sources: tuple[WindowPart, ...]
    """One window; or one number of each source where they are added."""
    network: Network | None
    """The layers from the window, or from the sum, to the number; None where nothing follows the sum."""
    weights: tuple[Array, ...] = field(repr=False)
    adds: bool = False
    """Whether the sources' numbers are added first."""

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
        NetworkError: If the network has no such unit, or no convolution, pooling or sum makes its map.
    """
    node, after = _behind(network, node_of(network, unit))
    if len(network.shapes[node.name]) != 3:
        raise NetworkError(f"{unit.node} has no feature maps. Received: {unit.to_text()}")
    if "softmax" in [one.layer.final_activation for one in (node, *after)]:
        raise NetworkError(f"Softmax needs the numbers of all maps. Received: {unit.node}")
    if any(isinstance(one.layer, LocalResponseNormalization) for one in (node, *after)):
        raise NetworkError(f"{unit.node} needs the numbers of neighbouring maps. Received: {unit.to_text()}")
    if isinstance(node.layer, Add):
        parts = tuple(_added(network, name, unit) for name in node.inputs)
        made: list[_Made] = []
    else:
        part, layer, own = _single(network, weights, node, unit)
        parts, made = (part,), [(Node(layer, (INPUT,), node.name), own)]
    made = _followed(made, ((one, weights_of(network, weights, one)) for one in after), unit.channel)
    shape = len(parts[0].rows), len(parts[0].columns), len(parts[0].channels)
    small = Network(shape, [one for one, _ in made]) if made else None
    arrays = tuple(array for _, own in made for array in own)
    return UnitWindow(unit, node.name, parts, small, arrays, adds=isinstance(node.layer, Add))


def _behind(network: Network, node: Node) -> tuple[Node, list[Node]]:
    """Return the layer that makes a node's maps, and the layers from there on that change each number."""
    nodes, after = {one.name: one for one in network.nodes}, list[Node]()
    while node.layer.group in FOLLOWING and node.inputs[0] != INPUT:
        after.insert(0, node)
        node = nodes[node.inputs[0]]
    return node, after


def _added(network: Network, source: str, unit: Unit) -> WindowPart:
    """Return the number of a source that is added; a side of length 1 is repeated."""
    row, column, channel = (
        min(at, side - 1)
        for at, side in zip((unit.row, unit.column, unit.channel), network.shapes[source], strict=True)
    )
    return WindowPart(source, (channel,), (row,), (column,))


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
        _places(layer, axis, at, network.shapes[node.inputs[0]][axis])
        for axis, at in enumerate((unit.row, unit.column))
    )
    if isinstance(layer, Pooling2D):  # padding takes no part
        rows, columns = (tuple(one for one in places if one is not None) for places in (rows, columns))
        alone = replace(layer, pool_size=(len(rows), len(columns)), strides=None, padding="valid")
    return WindowPart(node.inputs[0], channels, rows, columns), alone, own


def _places(layer: Windowed, axis: int, at: int, size: int) -> Places:
    """Return where a window lies along an axis of a source of this size."""
    window = layer.along(axis)
    before = 0
    if window.padding == "same":
        before, _ = same_padding(size, window.size, window.strides, window.dilation_rate)
    first = at * window.strides - before
    places = (first + n * window.dilation_rate for n in range(window.size))
    return tuple(place if 0 <= place < size else None for place in places)


def _followed(made: list[_Made], after: Iterable[tuple[Node, Sequence[Array]]], channel: int) -> list[_Made]:
    """Return the layers with those that follow, reduced to one channel."""
    for node, arrays in after:
        before = made[-1][0].name if made else INPUT
        own = [array[channel, np.newaxis] for array in arrays]
        made = [*made, (Node(node.layer, (before,), node.name), own)]
    return made
