"""Two networks side by side: stage by stage, where maps have about the same size, or layer by layer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.network import LayerCost, Network, Node, Shape, costs
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

#: The groups of layers that are told with the layer before them: they leave the shape as it is.
FOLLOWING = ("activation", "normalization", "regularization")
#: The stage after all maps: single numbers without a place.
NUMBERS = 99
#: What a layer in a row of its own costs, and two layers of one kind with the same settings, or with others.
ALONE, ALIKE, DIFFERENT = 4, 1, 5
#: Layers of two kinds are never in one row.
NEVER = 10**6


@dataclass(frozen=True)
class ComparedLayer:
    """A layer, with the activations and normalizations that follow it."""

    kind: str
    """Keras's name, such as "Conv2D"."""
    settings: str
    """Such as "96 filters, 11 × 11, strides 4"."""
    shape: Shape
    """The shape of its output."""
    parameters: int
    multiplications: int
    stage: int
    """How often the side of its maps is half that of the input; `NUMBERS` if it puts out no maps."""

    @property
    def is_map(self) -> bool:
        """Whether it puts out maps of more than one pixel."""
        return self.stage != NUMBERS


@dataclass(frozen=True)
class ComparedStage:
    """The layers of a network whose maps have about one size."""

    layers: tuple[ComparedLayer, ...]

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """The kinds of its layers with their counts, the most frequent first."""
        return Counter(layer.kind for layer in self.layers).most_common()

    @property
    def shape(self) -> Shape:
        """The shape of what it puts out."""
        return self.layers[-1].shape

    @property
    def parameters(self) -> int:
        """The parameters of all its layers."""
        return sum(layer.parameters for layer in self.layers)

    @property
    def multiplications(self) -> int:
        """The multiplications of all its layers."""
        return sum(layer.multiplications for layer in self.layers)


@dataclass(frozen=True)
class StageRow:
    """A stage in both networks; None where a network has none."""

    stage: int
    first: ComparedStage | None
    second: ComparedStage | None


@dataclass(frozen=True)
class LayerRow:
    """A layer of each network; None where one has none to set beside the other's."""

    first: ComparedLayer | None
    second: ComparedLayer | None

    @property
    def differs(self) -> bool:
        """Whether the layers differ in anything that is shown."""
        return self.first != self.second


def layers(network: Network) -> list[ComparedLayer]:
    """Return the layers of a network, each with the activations and normalizations after it.

    Padding that is a layer of its own is left out: in a paper it belongs to the layer after it.

    >>> from cnnviz.network import lecture_network
    >>> [layer.kind for layer in layers(lecture_network())]
    ['Conv2D', 'MaxPooling2D', 'Flatten', 'Dense', 'Dense']
    """
    groups: list[list[tuple[Node, LayerCost]]] = []
    for node, cost in zip(network.nodes, costs(network), strict=True):
        if isinstance(node.layer, ZeroPadding2D):
            continue
        if groups and node.layer.group in FOLLOWING:
            groups[-1].append((node, cost))
        else:
            groups.append([(node, cost)])
    return [_layer(network, group) for group in groups]


def _layer(network: Network, group: Sequence[tuple[Node, LayerCost]]) -> ComparedLayer:
    node, cost = group[0]
    normalized = any(one.layer.group == "normalization" for one, _ in group[1:])
    return ComparedLayer(
        kind=type(node.layer).__name__,
        settings=", ".join(filter(None, [node.layer.settings_line, "normalized" if normalized else ""])),
        shape=cost.output_shape,
        parameters=sum(one.parameters for _, one in group),
        multiplications=sum(one.multiplications for _, one in group),
        stage=halvings(network.input_shape[0], cost.output_shape),
    )


def halvings(side: int, shape: Shape) -> int:
    """Return how often a side has been halved to give this shape, rounded; `NUMBERS` for single numbers.

    >>> halvings(224, (56, 56, 64)), halvings(227, (55, 55, 96)), halvings(224, (1000,)) == NUMBERS
    (2, 2, True)
    """
    if math.prod(shape[:-1]) == 1:
        return NUMBERS
    return max(0, round(math.log2(side / shape[0])))


def stage_rows(first: Network, second: Network) -> list[StageRow]:
    """Return the stages of both networks, from large maps to single numbers."""
    one, other = _stages(first), _stages(second)
    return [StageRow(stage, one.get(stage), other.get(stage)) for stage in sorted(one.keys() | other.keys())]


def _stages(network: Network) -> dict[int, ComparedStage]:
    found: dict[int, list[ComparedLayer]] = {}
    for layer in layers(network):
        found.setdefault(layer.stage, []).append(layer)
    return {stage: ComparedStage(tuple(members)) for stage, members in found.items()}


def layer_rows(first: Network, second: Network) -> list[LayerRow]:
    """Return the layers of both networks in rows, with as much alike in each row as possible.

    The order of the layers stays. Only layers of one kind are in one row.
    """
    one, other = layers(first), layers(second)
    prices = _prices(one, other)
    rows: list[LayerRow] = []
    n, m = 0, 0
    while n < len(one) or m < len(other):
        both = n < len(one) and m < len(other)
        if both and prices[n][m] == _price(one[n], other[m]) + prices[n + 1][m + 1]:
            rows.append(LayerRow(one[n], other[m]))
            n, m = n + 1, m + 1
        elif n < len(one) and prices[n][m] == ALONE + prices[n + 1][m]:
            rows.append(LayerRow(one[n], None))
            n += 1
        else:
            rows.append(LayerRow(None, other[m]))
            m += 1
    return rows


def _prices(one: Sequence[ComparedLayer], other: Sequence[ComparedLayer]) -> list[list[int]]:
    """Return the least price of rows for the layers from the n-th of one and the m-th of the other on."""
    ends = len(one), len(other)
    prices = [[ALONE * (ends[0] - n + ends[1] - m) for m in range(ends[1] + 1)] for n in range(ends[0] + 1)]
    for n in reversed(range(ends[0])):
        for m in reversed(range(ends[1])):
            together = _price(one[n], other[m]) + prices[n + 1][m + 1]
            prices[n][m] = min(together, ALONE + prices[n + 1][m], ALONE + prices[n][m + 1])
    return prices


def _price(one: ComparedLayer, other: ComparedLayer) -> int:
    """Return the price of two layers in one row: 0 if they are equal."""
    if one == other:
        return 0
    if one.kind != other.kind:
        return NEVER
    return ALIKE if one.settings == other.settings else DIFFERENT
