"""A whole network drawn from left to right in parts: each block folded to one volume, or with all its layers.

Blocks are joined by a single output each, so their drawings stand side by side. A viewer may fold and unfold
each of them without a new layout of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cnnviz.figures import captions
from cnnviz.figures.lanes import laid_out
from cnnviz.figures.volume_places import FROM, Spot, spots, ways
from cnnviz.figures.volume_shapes import Volume, VolumeScale, volume_scale
from cnnviz.network import INPUT, LayerCost, Network, Shape, by, costs
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.repeated_blocks import RepeatedBlock, WorkingBlock, repeated_blocks

#: The height of a lane: a volume, its name, and two numbers.
HEIGHT = 214
#: Where a part begins: a volume of no size, from which its first arrows come.
_PORT = (0.0, 0.0, 0.0)
RESIDUAL, DENSE, INCEPTION, PLAIN = "residual block", "dense block", "Inception block", "block"


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
    """The index of its layer; −1 for a folded block."""
    name: str
    numbers: tuple[str, str]
    """Its parameters and multiplications, as words."""
    carried: tuple[str, ...]
    """The shape that the arrows from it carry, in one or two lines; () where the part ends."""


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


@dataclass(frozen=True)
class Section:
    """A block, or equal blocks in a row."""

    title: str
    count: int
    shape: Shape
    layers: tuple[int, ...]
    """The indices of all its layers."""
    parameters: int
    multiplications: int
    folded: Part
    unfolded: tuple[Part, ...]
    """A part for each block; () for a single layer."""


@dataclass(frozen=True)
class OpenedNetwork:
    """The drawing of a network, with the cost of each layer."""

    input: Part
    sections: tuple[Section, ...]
    costs: tuple[LayerCost, ...]

    @property
    def parameters(self) -> int:
        """The number of all parameters."""
        return sum(one.parameters for one in self.costs)

    @property
    def multiplications(self) -> int:
        """The number of all multiplications for one sample."""
        return sum(one.multiplications for one in self.costs)


def opened(network: Network) -> OpenedNetwork:
    """Return the drawing of a network. Nothing is allocated for its weights."""
    drawing = _Drawing(network)
    return OpenedNetwork(
        drawing.part([(network.input_shape, INPUT, -1)], [[]], 0),
        tuple(map(drawing.section, repeated_blocks(network))),
        tuple(drawing.costs),
    )


def title(repeated: RepeatedBlock) -> str:
    """Return the name of a block, of the kind that joins its branches, or of its only layer that works."""
    last = repeated.blocks[-1]
    if last.joins is Add:
        return RESIDUAL
    if last.joins is Concatenate:
        return DENSE if last.grows else INCEPTION
    return last.widest.layer.short_name if len(last.working) == 1 else PLAIN


class _Drawing:
    """What all parts of a drawing share: the scale of the volumes, and the costs."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.costs = costs(network)
        self.numbers = {name: n for n, name in enumerate(network.names)}
        self.scale: VolumeScale = volume_scale([network.input_shape, *network.output_shapes])

    def section(self, repeated: RepeatedBlock) -> Section:
        """Return the drawing of equal blocks in a row."""
        layers = [self.numbers[node.name] for block in repeated.blocks for node in block.nodes]
        name = title(repeated)
        before = self._before(repeated.blocks[0])
        folded = self.part([(before, "", -1), (repeated.shape, name, -1)], [[], [0]], 1, layers)
        unfolded = tuple(map(self.block, repeated.blocks)) if len(layers) > 1 else ()
        parameters, multiplications = self._totals(layers)
        return Section(
            name, repeated.count, repeated.shape, tuple(layers), parameters, multiplications, folded, unfolded
        )

    def block(self, block: WorkingBlock) -> Part:
        """Return the drawing of all layers of a block."""
        places = {node.name: n for n, node in enumerate(block.nodes, start=1)}
        sources = [[places.get(name, 0) for name in node.inputs] for node in block.nodes]
        shapes, numbers = self.network.shapes, self.numbers
        drawn = [(shapes[node.name], node.layer.short_name, numbers[node.name]) for node in block.nodes]
        return self.part([(self._before(block), "", -1), *drawn], [[], *sources], places[block.output])

    def part(
        self,
        drawn: Sequence[tuple[Shape, str, int]],
        sources: Sequence[Sequence[int]],
        end: int,
        layers: Sequence[int] = (),
    ) -> Part:
        """Return a part.

        Args:
            drawn: The shape, name and layer of each volume; arrows come in at the one without a name.
            sources: For each volume, the indices of those whose outputs it takes.
            end: The index of the volume whose output the next part takes.
            layers: The layers that a volume stands for if it has none of its own.
        """
        lanes = laid_out(sources)
        volumes = [self._volume(shape, name, layer, layers) for shape, name, layer in drawn]
        placed, width, height = spots(volumes, lanes, HEIGHT)
        boxes = [
            _box(spot, layer, () if n == end else carried(shape))
            for n, (spot, (shape, name, layer)) in enumerate(zip(placed, drawn, strict=True))
            if name
        ]
        first, out = placed[0], placed[end]
        return Part(
            width,
            height,
            (first.right + FROM, first.y),
            (out.right + FROM, out.y),
            () if drawn[0][1] else carried(drawn[0][0]),
            tuple(boxes),
            tuple(ways(lanes, placed)),
        )

    def _volume(self, shape: Shape, name: str, layer: int, layers: Sequence[int]) -> Volume:
        if not name:
            return Volume(*_PORT, (), after=max(carried(shape), key=len))
        parameters, multiplications = self._totals(layers if layer < 0 else [layer])
        lines = (name, captions.millions(parameters), captions.millions(multiplications))
        return Volume(*self.scale.size(shape), lines, after=max(carried(shape), key=len))

    def _totals(self, layers: Sequence[int]) -> tuple[int, int]:
        there = [self.costs[n] for n in layers]
        return sum(one.parameters for one in there), sum(one.multiplications for one in there)

    def _before(self, block: WorkingBlock) -> Shape:
        """Return the shape that a block takes."""
        own = {node.name for node in block.nodes}
        return next(
            self.network.shapes[name] for node in block.nodes for name in node.inputs if name not in own
        )


def carried(shape: Shape) -> tuple[str, ...]:
    """Return a shape in the lines above and below an arrow.

    >>> carried((56, 56, 64)), carried((4096,))
    (('56 × 56', '× 64'), ('4,096',))
    """
    if len(shape) == 1:
        return (f"{shape[0]:,}",)
    return by(shape[:2]), f"× {shape[2]:,}"


def _box(spot: Spot, layer: int, words: tuple[str, ...]) -> Box:
    one = spot.volume
    name, *numbers = one.lines
    return Box(
        *(spot.x, spot.y, one.width, one.height, one.depth, one.reach),
        layer,
        name,
        (numbers[0], numbers[1]),
        words,
    )
