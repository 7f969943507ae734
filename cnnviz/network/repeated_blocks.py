"""A network's blocks as its paper's table has them: those that do the same work in a row, with their count.

Their settings may differ: a stage's first block, with its strides, its other number of channels and without
its sum, counts with those that follow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from cnnviz.network.blocks import blocks
from cnnviz.network.checks import Pair, Shape
from cnnviz.network.families import Windowed
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D
from cnnviz.network.network import Network
from cnnviz.network.node import Node

#: The groups of kinds that do no work of their own; all others do, but for padding.
FOLLOWING = ("activation", "normalization", "regularization", "merging")
POINT: Pair = (1, 1)
#: The kinds of a block's working layers, and whether each sees single places only.
_Kinds: TypeAlias = tuple[tuple[str, bool], ...]


class Work(NamedTuple):
    """A layer that does a block's work: its kind, and its window; (1, 1) for a layer without one."""

    kind: str
    window: Pair


@dataclass(frozen=True)
class WorkingBlock:
    """Nodes that follow each other and do some work together."""

    nodes: tuple[Node, ...]
    shape: Shape
    """The shape of the last one's output."""
    way: tuple[Work, ...]
    """The layers that do the work, on the longest way through the block."""
    joins: type | None = None
    """The kind of layer that joins its branches last, `Add` or `Concatenate`; None for a plain row."""

    @property
    def output(self) -> str:
        """The name of the node that later nodes take."""
        return self.nodes[-1].name

    @property
    def working(self) -> tuple[Node, ...]:
        """The nodes that do any work; all if none does."""
        return tuple(filter(_works, self.nodes)) or self.nodes

    @property
    def grows(self) -> bool:
        """Whether it returns its input's channels with its own after them, as a layer of a dense block."""
        own, last = {node.name for node in self.nodes}, self.nodes[-1]
        return isinstance(last.layer, Concatenate) and not own.issuperset(last.inputs)

    @property
    def widest(self) -> Node:
        """The node with the largest window."""
        return max(self.working, key=lambda node: _cells(_window(node)))


@dataclass(frozen=True)
class RepeatedBlock:
    """Blocks that do the same work in a row."""

    blocks: tuple[WorkingBlock, ...]

    @property
    def count(self) -> int:
        """The number of blocks."""
        return len(self.blocks)

    @property
    def output(self) -> str:
        """The name of the last block's output."""
        return self.blocks[-1].output

    @property
    def shape(self) -> Shape:
        """The shape of the last block's output."""
        return self.blocks[-1].shape


def repeated_blocks(network: Network) -> list[RepeatedBlock]:
    """Return a network's blocks, with those that do the same work in a row folded.

    They must make maps of the same size. They must also have equally many channels, unless each concatenates
    its branches, as in an Inception or a dense block. Layers that return no maps stay alone: each takes
    another number of inputs.

    >>> from cnnviz.architectures import efficientnet_lite0
    >>> [block.count for block in repeated_blocks(efficientnet_lite0())]
    [1, 1, 2, 2, 3, 3, 4, 1, 1, 1, 1]
    """
    folded: list[list[WorkingBlock]] = []
    for block in working_blocks(network):
        if folded and _does_the_same(folded[-1][-1], block):
            folded[-1].append(block)
        else:
            folded.append([block])
    return [RepeatedBlock(tuple(group)) for group in folded]


def working_blocks(network: Network) -> list[WorkingBlock]:
    """Return a network's blocks in their order, each of which does some work. Each node is in one of them.

    What does no work before a layer belongs to it, such as padding. Layers in a row are one block if they do
    the work of a residual block of the same network, as its first ones have no sum, or if the first is a
    depthwise convolution and the second mixes its channels.
    """
    pieces = [_block(network, nodes) for nodes in _with_work(network)]
    residual = {_kinds(piece) for piece in pieces if piece.joins is Add}
    return list(_with_row_blocks(network, pieces, residual))


def _does_the_same(one: WorkingBlock, other: WorkingBlock) -> bool:
    joined = one.joins is other.joins is Concatenate
    same = one.shape == other.shape or (joined and one.shape[:-1] == other.shape[:-1])
    return len(one.shape) == len(other.shape) == 3 and same and one.way == other.way


def _with_work(network: Network) -> Iterator[list[Node]]:
    """Yield the nodes of each of the network's blocks, with those of blocks before it that do no work."""
    named = {node.name: node for node in network.nodes}
    row = [[named[name] for name in block.names] for block in blocks(network)]
    begun: list[Node] = []
    for nodes, after in zip(row, [*row[1:], []], strict=True):
        begun += nodes
        completes = (
            after and after[0].layer.group == "normalization" and begun[-1].layer.group == "convolution"
        )
        if not after or (any(map(_works, begun)) and not completes):
            yield begun
            begun = []


def _works(node: Node) -> bool:
    return node.layer.group not in FOLLOWING and not isinstance(node.layer, ZeroPadding2D)


def _block(network: Network, nodes: Sequence[Node]) -> WorkingBlock:
    merging = [type(node.layer) for node in nodes if isinstance(node.layer, Add | Concatenate)]
    shape = network.shapes[nodes[-1].name]
    return WorkingBlock(tuple(nodes), shape, _longest_way(nodes), merging[-1] if merging else None)


def _longest_way(nodes: Sequence[Node]) -> tuple[Work, ...]:
    """Return the working layers on the way with most of them; of equals, the one with larger windows."""
    ways: dict[str, tuple[Work, ...]] = {}
    for node in nodes:
        before = max((ways.get(name, ()) for name in node.inputs), key=_length)
        own = (Work(type(node.layer).__name__, _window(node)),) if _works(node) else ()
        ways[node.name] = (*before, *own)
    return max(ways.values(), key=_length)


def _length(way: Sequence[Work]) -> tuple[int, int]:
    return len(way), sum(_cells(work.window) for work in way)


def _window(node: Node) -> Pair:
    layer = node.layer
    return (layer.along(0).size, layer.along(1).size) if isinstance(layer, Windowed) else POINT


def _cells(window: Pair) -> int:
    return window[0] * window[1]


def _kinds(block: WorkingBlock) -> _Kinds:
    return tuple((work.kind, work.window == POINT) for work in block.way)


def _with_row_blocks(
    network: Network, pieces: Sequence[WorkingBlock], residual: set[_Kinds]
) -> Iterator[WorkingBlock]:
    """Yield the pieces, with layers in a row joined where they are a block."""
    at = 0
    while at < len(pieces):
        n = _row_length(pieces[at:], residual)
        yield _block(network, [node for piece in pieces[at : at + n] for node in piece.nodes])
        at += n


def _row_length(pieces: Sequence[WorkingBlock], residual: set[_Kinds]) -> int:
    """Return how many pieces the block that begins with the first one has."""
    row = 0
    while row < len(pieces) and pieces[row].joins is None:
        row += 1
    for kinds in sorted(residual, key=len, reverse=True):
        first = tuple(kind for piece in pieces[: len(kinds)] for kind in _kinds(piece))
        if len(kinds) <= row and first == kinds:
            return len(kinds)
    return 2 if row > 1 and _is_separable(pieces[0], pieces[1]) else 1


def _is_separable(one: WorkingBlock, other: WorkingBlock) -> bool:
    """Return whether a depthwise convolution is followed by a convolution of single places."""
    return _kinds(one)[-1:] == ((DepthwiseConv2D.__name__, False),) and _kinds(other) == (("Conv2D", True),)
