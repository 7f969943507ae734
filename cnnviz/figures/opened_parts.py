"""The parts of a network's drawing: volumes side by side, the arrows between them, and their texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cnnviz.figures import captions
from cnnviz.figures.lanes import laid_out
from cnnviz.figures.volume_places import FROM, Spot, spots, ways
from cnnviz.figures.volume_shapes import MISFIT, Volume, VolumeScale, volume_scale
from cnnviz.network import INPUT, LayerCost, Network, Shape, by, costs
from cnnviz.network.node import Node

#: Where a part begins: a volume of no size, from which its first arrows come.
_PORT = (0.0, 0.0, 0.0)


class Box(NamedTuple):
    """A volume on a part, with its middle, its size in pixels, and the layer that it stands for."""

    x: float
    y: float
    width: float
    height: float
    depth: float
    reach: float
    """The width including the texts below."""
    layer: int
    """The index of its layer; −1 for the input and for a folded block."""
    name: str
    lines: tuple[str, str]
    """Its parameters and multiplications, as words."""
    carried: tuple[str, ...]
    """The shape that the arrows from it carry, in one or two lines; () where the part ends."""
    misfit: bool
    """Whether its layer does not fit; its lines then say so."""


class Part(NamedTuple):
    """A piece of the drawing."""

    width: float
    height: float
    start: tuple[float, float]
    """Where arrows come in."""
    end: tuple[float, float]
    """Where an arrow goes out."""
    carried: tuple[str, ...]
    """The shape that comes in, in one or two lines; () for the network's input."""
    boxes: tuple[Box, ...]
    ways: tuple[str, ...]
    """The arrows, without tips, as SVG paths."""


class PartMaker:
    """What all parts of a network's drawing share: the scale of the volumes, and the costs of the layers.

    Args:
        input_shape: The shape of the network's input.
        network: The network; None draws only its input.
    """

    def __init__(self, input_shape: Shape, network: Network | None) -> None:
        self.input_shape = input_shape
        self.shapes = network.shapes if network else {INPUT: input_shape}
        self.costs: list[LayerCost] = costs(network) if network else []
        self.numbers = {one.name: n for n, one in enumerate(self.costs)}
        self.scale: VolumeScale = volume_scale(list(self.shapes.values()))

    def input(self) -> Part:
        """Return the drawing of the input."""
        volume = Volume(*self.scale.size(self.input_shape), (INPUT, "", ""))
        return _part([volume], [[]], [-1], [], 0)

    def folded(self, nodes: Sequence[Node], name: str) -> Part:
        """Return the drawing of several nodes as one volume, the output of the last."""
        before, shape = self.before(nodes), self.shapes[nodes[-1].name]
        layers = [self.numbers[node.name] for node in nodes]
        volumes = [_port(before), self._volume(shape, name, layers)]
        return _part(volumes, [[], [0]], [-1, layers[0] if len(layers) == 1 else -1], [carried(before)], 1)

    def unfolded(self, nodes: Sequence[Node]) -> Part:
        """Return the drawing of nodes that take only one output of others."""
        places = {node.name: n for n, node in enumerate(nodes, start=1)}
        sources = [[], *([places.get(name, 0) for name in node.inputs] for node in nodes)]
        layers = [self.numbers[node.name] for node in nodes]
        before, shapes = self.before(nodes), [self.shapes[node.name] for node in nodes]
        volumes = [
            self._volume(shape, node.layer.short_name, [layer])
            for shape, node, layer in zip(shapes, nodes, layers, strict=True)
        ]
        words = [carried(shape) for shape in (before, *shapes)]
        return _part([_port(before), *volumes], sources, [-1, *layers], words, len(nodes))

    def misfit(self, before: Shape, name: str, layer: int) -> Part:
        """Return the drawing of a layer that does not fit, after an output of this shape."""
        volume = Volume(*MISFIT, (name, "does not fit", ""), misfit=True)
        return _part([_port(before), volume], [[], [0]], [-1, layer], [carried(before)], 1)

    def before(self, nodes: Sequence[Node]) -> Shape:
        """Return the shape of the output of others that nodes take."""
        own = {node.name for node in nodes}
        return next(self.shapes[name] for node in nodes for name in node.inputs if name not in own)

    def totals(self, layers: Sequence[int]) -> tuple[int, int]:
        """Return the parameters and the multiplications of layers."""
        there = [self.costs[n] for n in layers]
        return sum(one.parameters for one in there), sum(one.multiplications for one in there)

    def _volume(self, shape: Shape, name: str, layers: Sequence[int]) -> Volume:
        lines = (name, *map(captions.millions, self.totals(layers)))
        return Volume(*self.scale.size(shape), lines, after=max(carried(shape), key=len))


def carried(shape: Shape) -> tuple[str, ...]:
    """Return a shape in the lines above and below an arrow.

    >>> carried((56, 56, 64)), carried((4096,))
    (('56 × 56', '× 64'), ('4,096',))
    """
    if len(shape) == 1:
        return (f"{shape[0]:,}",)
    return by(shape[:2]), f"× {shape[2]:,}"


def _port(before: Shape) -> Volume:
    """Return the beginning of a part into which an output of this shape comes."""
    return Volume(*_PORT, (), after=max(carried(before), key=len))


def _part(
    volumes: Sequence[Volume],
    sources: Sequence[Sequence[int]],
    layers: Sequence[int],
    words: Sequence[tuple[str, ...]],
    end: int,
) -> Part:
    """Return a part.

    Args:
        volumes: The volumes; arrows come in at the first if it has no texts.
        sources: For each volume, the indices of those whose outputs it takes.
        layers: For each volume, the index of its layer, or −1.
        words: For each volume with arrows from it, the shape that they carry.
        end: The index of the volume whose output the next part takes.
    """
    lanes = laid_out(sources)
    placed, width, height = spots(volumes, lanes)
    taken = {start for starts in sources for start in starts}
    told = [words[n] if n in taken else () for n in range(len(placed))]
    boxes = [
        _box(spot, layer, text)
        for spot, layer, text in zip(placed, layers, told, strict=True)
        if spot.volume.lines
    ]
    first, out = placed[0], placed[end]
    return Part(
        width,
        height,
        (first.right + FROM, first.y),
        (out.right + FROM, out.y),
        () if first.volume.lines else told[0],
        tuple(boxes),
        tuple(ways(lanes, placed)),
    )


def _box(spot: Spot, layer: int, words: tuple[str, ...]) -> Box:
    one = spot.volume
    name, first, second = one.lines
    size = (spot.x, spot.y, one.width, one.height, one.depth, one.reach)
    return Box(*size, layer, name, (first, second), words, one.misfit)
