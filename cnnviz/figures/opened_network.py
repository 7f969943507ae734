"""A whole network drawn from left to right in parts: each block folded to one volume, or with all its layers.

Blocks are joined by a single output each, so their drawings stand side by side. A viewer may fold and unfold
each of them without a new layout of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.figures.opened_parts import Part, PartMaker
from cnnviz.network import Brick, LayerCost, Network, Shape, fitting, layer_of
from cnnviz.network.blocks import stretches
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.node import Node
from cnnviz.network.repeated_blocks import RepeatedBlock, repeated_blocks

RESIDUAL, DENSE, INCEPTION, PLAIN = "residual block", "dense block", "Inception block", "block"


@dataclass(frozen=True)
class Section:
    """A block, or equal blocks in a row."""

    title: str
    count: int
    shape: Shape
    """The shape of its output; () for a layer that does not fit."""
    layers: tuple[int, ...]
    """The indices of all its layers."""
    parameters: int
    multiplications: int
    folded: Part
    unfolded: tuple[Part, ...]
    """A part for each block; () for what does not fold."""


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
    parts = PartMaker(network.input_shape, network)
    sections = [_repeated(parts, repeated) for repeated in repeated_blocks(network)]
    return OpenedNetwork(parts.input(), tuple(sections), tuple(parts.costs))


def laid_open(bricks: Sequence[Brick], input_shape: Shape) -> OpenedNetwork:
    """Return the drawing of bricks with nothing folded, up to the first that does not fit.

    Branches are a section from where they part to where they meet; each other layer is one of its own.
    """
    fit = fitting(bricks, input_shape)
    network = Network(input_shape, fit) if fit else None
    parts = PartMaker(input_shape, network)
    sections = [_laid_open(parts, network, names) for names in stretches(network)] if network else []
    if len(fit) < len(bricks):
        before = network.output_shapes[-1] if network else input_shape
        sections.append(_misfit(parts, before, bricks, len(fit)))
    return OpenedNetwork(parts.input(), tuple(sections), tuple(parts.costs))


def title(repeated: RepeatedBlock) -> str:
    """Return the name of a block, of the kind that joins its branches, or of its only layer that works."""
    last = repeated.blocks[-1]
    if last.joins is Add:
        return RESIDUAL
    if last.joins is Concatenate:
        return DENSE if last.grows else INCEPTION
    return last.widest.layer.short_name if len(last.working) == 1 else PLAIN


def _repeated(parts: PartMaker, repeated: RepeatedBlock) -> Section:
    """Return equal blocks in a row, which unfold."""
    nodes = [node for block in repeated.blocks for node in block.nodes]
    unfolded = tuple(parts.unfolded(block.nodes) for block in repeated.blocks) if len(nodes) > 1 else ()
    name = title(repeated)
    return _section(parts, (name, repeated.count), nodes, parts.folded(nodes, name), unfolded)


def _laid_open(parts: PartMaker, network: Network, names: Sequence[str]) -> Section:
    """Return layers that do not fold."""
    nodes = [node for node in network.nodes if node.name in names]
    name = nodes[0].layer.short_name if len(nodes) == 1 else PLAIN
    return _section(parts, (name, 1), nodes, parts.unfolded(nodes))


def _misfit(parts: PartMaker, before: Shape, bricks: Sequence[Brick], n: int) -> Section:
    """Return brick `n`, which does not fit."""
    name = layer_of(bricks[n]).short_name
    return Section(name, 1, (), (n,), 0, 0, parts.misfit(before, name, n), ())


def _section(
    parts: PartMaker,
    named: tuple[str, int],
    nodes: Sequence[Node],
    folded: Part,
    unfolded: tuple[Part, ...] = (),
) -> Section:
    layers = tuple(parts.numbers[node.name] for node in nodes)
    return Section(*named, parts.shapes[nodes[-1].name], layers, *parts.totals(layers), folded, unfolded)
