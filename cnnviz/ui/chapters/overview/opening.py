"""Which page explains a unit of a network, and the settings with which it shows the unit's own numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import kernels
from cnnviz.errors import KernelError, NetworkError
from cnnviz.kernels import Kernel
from cnnviz.layers import Window
from cnnviz.network import INPUT, MAX_BRICKS, Dense, Flatten, Network, Node
from cnnviz.network.families import Windowed
from cnnviz.pipeline import Pipeline, Unit, unit_map
from cnnviz.pipeline.unit_maps import activation_of, cell_of, convolution_behind, node_of
from cnnviz.ui.chapters.overview.doors import INPUT_DOOR, door_of
from cnnviz.ui.components import column, ledger

Array: TypeAlias = npt.NDArray[np.float32]
Changes: TypeAlias = dict[str, dict[str, Any]]

#: The page for what a layer's own page cannot show, such as a window that is no square.
ANY_LAYER = "build"
#: The pages that walk over a map cell by cell.
WALKS = ("convolution", "relu", "pooling")
#: The kind of pooling on the page Pooling, for each kind of layer that pools.
POOLED_BY = {"MaxPooling2D": "max", "AveragePooling2D": "average", "GlobalAveragePooling2D": "average"}


class Opening(NamedTuple):
    """A page, and the settings with which it shows a unit."""

    page: str
    now: Pipeline
    brick: int = 0
    """The index of the unit's layer in the network, which the page Build describes."""


@dataclass(frozen=True)
class Opened:
    """A unit, and the network with its numbers for a digit.

    `values` are the input and each layer's output, by name.
    """

    now: Pipeline
    network: Network
    weights: Sequence[Array] = field(repr=False)
    values: Mapping[str, Array] = field(repr=False)
    unit: Unit

    @property
    def node(self) -> Node:
        """The unit's node."""
        return node_of(self.network, self.unit)


def opened(given: Opened) -> Opening:
    """Return the page that explains a unit's layer, with settings that show the unit's own numbers.

    What the page cannot show, such as a window that is no square, is described on the page Build.

    Raises:
        NetworkError: If the network has no such unit.
    """
    if given.unit.node == INPUT:
        return _input(given.now, given.unit)
    place = given.network.nodes.index(given.node)
    page = door_of(given.node.layer).page
    try:
        now = given.now.replace(**CHANGES[page](given))
    except (NetworkError, KernelError):
        page, now = ANY_LAYER, given.now.replace(**_build(given))
    if Pipeline.from_link(now.to_link()) != now:
        page, now = ANY_LAYER, given.now.replace(**_build(given))
    return Opening(page, now, place)


def _input(now: Pipeline, unit: Unit) -> Opening:
    """Return the page Numbers with the digit, if that is one which the page can show."""
    view = "digit" if now.digit.source == "bundled" else now.numbers.view
    return Opening(INPUT_DOOR.page, now.replace(numbers={"view": view, "place": (unit.row, unit.column)}))


def _walk(given: Opened) -> Changes:
    """Return the settings with the unit's kernel over the input map that it depends on most."""
    seen = unit_map(given.network, given.weights, given.values, given.unit)
    node = None if given.unit.node == INPUT else given.node
    behind = node and convolution_behind(given.network, node)
    rows = tuple(tuple(map(_shortest, row)) for row in seen.kernel)
    own = Kernel("custom", rows, offset=_shortest(seen.bias))
    kernel = kernels.parse(kernels.to_text(own))
    down, across = (behind.layer.along(axis) if behind else Window(1) for axis in (0, 1))
    if down.dilation_rate != across.dilation_rate:
        raise NetworkError(f"The page has one dilation for both axes. Received: {down} and {across}")
    return {
        "walk": {"rounds": given.now.walk.rounds_with(0, kernel=kernel)},
        "cutout": {"over": "unit", "unit": given.unit, "corner": None},
        "convolution": {
            "strides": (down.strides, across.strides),
            "padding": down.padding,
            "mode": "zeros",
            "dilation_rate": down.dilation_rate,
            "position": cell_of(given.network, node, given.unit),
        },
        "filters": {"flip": False},
        "relu": {"activation": behind.activation} if behind and behind.activation else {},
    }


def _shortest(value: float) -> float:
    """Return the number with the fewest digits that is the same as float32: links stay short."""
    return float(str(np.float32(value)))


def _activation(given: Opened) -> Changes:
    name = activation_of(given.node)
    if not name:
        raise NetworkError(f"The page ReLU does not show this layer. Received: {given.node.layer}")
    return _walk(given) | {"relu": {"activation": name, "view": "cells"}}


def _pooling(given: Opened) -> Changes:
    down, across = _pooled_windows(given)
    if down != across:
        raise NetworkError(f"The page Pooling has square windows. Received: {down} and {across}")
    changes, pooling = _walk(given), POOLED_BY[type(given.node.layer).__name__]
    walk = given.now.replace(walk=changes["walk"]).walk
    rounds = walk.rounds_with(0, pooling=pooling, pool_size=down.size, strides=down.strides)
    return changes | {"walk": {"rounds": rounds}, "pooling": {"view": "cells", "padding": down.padding}}


def _pooled_windows(given: Opened) -> tuple[Window, Window]:
    """Return the window along each axis; that of a global pooling is as large as the map."""
    layer, (height, width, _) = given.node.layer, given.network.input_shapes(given.node)[0]
    if isinstance(layer, Windowed):
        return layer.along(0), layer.along(1)
    return Window(height, height), Window(width, width)


def _flatten(given: Opened) -> Changes:
    """Return the settings with a number of the flattened column, or with the votes for a dense unit."""
    (shape,) = given.network.input_shapes(given.node)
    most = column.MAX_NUMBERS if isinstance(given.node.layer, Flatten) else ledger.MAX_VOTES
    if math.prod(shape) > most:
        raise NetworkError(f"The page shows {most:,} numbers at most. Received: {shape}")
    if isinstance(given.node.layer, Dense):
        voted = {"voters": "layer", "unit": given.unit}
        return {"flatten": {"view": "votes"}, "votes": voted}
    place, source = given.unit.channel, _maps_behind(given.network, given.node)
    row, across, channel = (int(n) for n in np.unravel_index(place, shape))
    walked = replace(given, unit=Unit(source, channel, row, across))
    page = "convolution" if source == INPUT else door_of(walked.node.layer).page
    changes = CHANGES[page](walked) if page in WALKS else _walk(walked)
    return changes | {"flatten": {"view": "column", "place": place}}


def _maps_behind(network: Network, node: Node) -> str:
    """Return the name of the node, or the input, whose maps a Flatten takes, also behind Dropout."""
    nodes = {one.name: one for one in network.nodes}
    name = node.inputs[0]
    while name != INPUT and nodes[name].layer.group == "regularization":
        name = nodes[name].inputs[0]
    return name


def _loss(given: Opened) -> Changes:
    """Return the settings of the page Softmax and loss with the network's own scores."""
    if given.unit.node not in given.network.outputs:
        raise NetworkError(f"The page shows the last layer's scores. Received: {given.unit.node}")
    begun = {"logits": None, "begins": "digit", "temperature": 1.0, "true_class": None, "view": "loss"}
    return {"loss": begun}


def _build(given: Opened) -> Changes:
    """Return the settings with the network's layers; those of a network that is too long stay."""
    bricks = given.network.bricks
    return {"build": {"bricks": bricks}} if len(bricks) <= MAX_BRICKS else {}


def _nothing(given: Opened) -> Changes:  # noqa: ARG001 - as all
    return {}


#: For each page that explains a layer, the settings with which it shows a unit.
CHANGES: dict[str, Callable[[Opened], Changes]] = {
    "convolution": _walk,
    "relu": _activation,
    "pooling": _pooling,
    "flatten": _flatten,
    "loss": _loss,
    "train": _nothing,
    ANY_LAYER: _build,
}
