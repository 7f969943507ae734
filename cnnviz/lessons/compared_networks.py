"""Two networks side by side: stage by stage, where maps have about the same size, or layer by layer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from cnnviz.network import LayerCost, Network, Node, Shape, costs
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

#: The groups of layers that are told with the layer before them: they leave the shape as it is.
FOLLOWING = ("activation", "normalization", "regularization")
#: The stage after all maps: single numbers without a place.
NUMBERS = 99


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

    stage: int
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
    ['Conv2D', 'Conv2D', 'MaxPooling2D', 'Flatten', 'Dense', 'Dense']
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
    return ComparedLayer(
        kind=type(node.layer).__name__,
        settings=node.layer.settings_line,
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
    """Return the layers of both networks, the equal ones of a stage beside each other."""
    return [pair for row in stage_rows(first, second) for pair in _aligned(row)]


def _aligned(row: StageRow) -> Iterator[LayerRow]:
    """Yield the pairs of a stage, so that as many layers as possible stand beside an equal one."""
    one = row.first.layers if row.first else ()
    other = row.second.layers if row.second else ()
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for _, i, j, k, m in matcher.get_opcodes():
        for pair in zip_longest(one[i:j], other[k:m]):
            yield LayerRow(row.stage, *pair)
