"""Which numbers of a source one number of a feature map needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz.layers import same_padding
from cnnviz.lessons.shown_maps import MapsPart
from cnnviz.network import Network, Node
from cnnviz.network.families import Windowed
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D
from cnnviz.pipeline.unit import Unit

Array = npt.NDArray[np.float32]
#: Rows and columns of the source under a window; None in the padding.
Places = tuple[int | None, ...]


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


def joined(network: Network, node: Node, unit: Unit) -> WindowPart:
    """Return the number of the source whose maps include the unit's."""
    channel, sources = unit.channel, iter(node.inputs)
    source = next(sources)
    while channel >= network.shapes[source][2]:
        channel -= network.shapes[source][2]
        source = next(sources)
    return WindowPart(source, (channel,), (unit.row,), (unit.column,))


def padded(network: Network, node: Node, layer: ZeroPadding2D, unit: Unit) -> WindowPart:
    """Return the number that is moved to the unit's place; none among the zeros."""
    sides = network.shapes[node.inputs[0]]
    (top, _), (left, _) = layer.padding
    row, column = (
        at if 0 <= at < side else None
        for at, side in zip((unit.row - top, unit.column - left), sides[:2], strict=True)
    )
    return WindowPart(node.inputs[0], (unit.channel,), (row,), (column,))


def beside(network: Network, node: Node, layer: LocalResponseNormalization, unit: Unit) -> WindowPart:
    """Return the numbers of the neighbouring maps at the unit's place."""
    n_channels = network.shapes[node.inputs[0]][2]
    first = max(0, unit.channel - layer.depth_radius)
    channels = range(first, min(n_channels, unit.channel + layer.depth_radius + 1))
    return WindowPart(node.inputs[0], tuple(channels), (unit.row,), (unit.column,))


def added(network: Network, source: str, unit: Unit) -> WindowPart:
    """Return the number of a source that is added; a side of length 1 is repeated."""
    row, column, channel = (
        min(at, side - 1)
        for at, side in zip((unit.row, unit.column, unit.channel), network.shapes[source], strict=True)
    )
    return WindowPart(source, (channel,), (row,), (column,))


def places(layer: Windowed, axis: int, at: int, size: int) -> Places:
    """Return where a window lies along an axis of a source of this size."""
    window = layer.along(axis)
    before = 0
    if window.padding == "same":
        before, _ = same_padding(size, window.size, window.strides, window.dilation_rate)
    first = at * window.strides - before
    places = (first + n * window.dilation_rate for n in range(window.size))
    return tuple(place if 0 <= place < size else None for place in places)
