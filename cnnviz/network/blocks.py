"""A network's blocks, found from its graph alone, and equal blocks in a row folded into one with a count.

A block ends where a single output holds everything that later layers take: after the sum of a residual block,
after each concatenation of a dense block or an Inception block, and after each layer of a plain row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cnnviz.network.checks import Pair, Shape
from cnnviz.network.families import Convolving, Windowed
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D
from cnnviz.network.network import Network
from cnnviz.network.node import Node

#: The groups of kinds that belong to the layer before them; all others begin a block.
FOLLOWING = ("activation", "normalization", "regularization", "merging")
POINT: Pair = (1, 1)


class Work(NamedTuple):
    """A layer that does a block's work: its kind, and its window; (1, 1) for a layer without one."""

    kind: str
    window: Pair


@dataclass(frozen=True)
class Block:
    """Nodes that follow each other, and through whose output all that comes later is computed."""

    nodes: tuple[Node, ...]
    output: str
    """The name of the node that later nodes take."""
    shape: Shape
    """The shape of its output."""
    steps: tuple[Work, ...]
    """The layers that do the work, on the longest way through the block."""
    joins: type | None = None
    """The kind of layer that joins its branches last, `Add` or `Concatenate`; None for a plain row."""

    @property
    def grows(self) -> bool:
        """Whether it returns its input's channels with its own after them, as a layer of a dense block."""
        own = {node.name for node in self.nodes}
        last = next(node for node in self.nodes if node.name == self.output)
        return isinstance(last.layer, Concatenate) and not own.issuperset(last.inputs)

    @property
    def widest(self) -> Node:
        """The node with the largest window; the first node that does any work if none has a window."""
        return max(self.worked, key=lambda node: _cells(_window(node)))

    @property
    def worked(self) -> tuple[Node, ...]:
        """The nodes that do any work, beside activations, normalizations and sums; all if there are none."""
        return tuple(filter(_works, self.nodes)) or self.nodes


@dataclass(frozen=True)
class RepeatedBlock:
    """Blocks of the same layers in a row. The first may have strides, or another number of input channels."""

    blocks: tuple[Block, ...]

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
    """Return a network's blocks, with equal ones in a row folded.

    Blocks are equal if they do the same work in maps of the same size. They must also have equally many
    channels, unless each concatenates its branches, as in an Inception or a dense block. Layers that
    return no maps stay alone: each takes another number of inputs.

    >>> from cnnviz.architectures import efficientnet_lite0
    >>> [block.count for block in repeated_blocks(efficientnet_lite0())]
    [1, 1, 2, 2, 3, 3, 4, 1, 1, 1, 1]
    """
    folded: list[list[Block]] = []
    for block in blocks(network):
        if folded and _is_equal(folded[-1][-1], block):
            folded[-1].append(block)
        else:
            folded.append([block])
    return [RepeatedBlock(tuple(group)) for group in folded]


def blocks(network: Network) -> list[Block]:
    """Return a network's blocks in their order. Each node is in one of them.

    Layers in a row are one block if they do the work of a residual block of the same network, as its first
    ones have no sum, or if the first is a depthwise convolution and the second mixes its channels.
    """
    found = list(_pieces(network))
    residual = {_kinds(piece) for piece in found if piece.joins is Add}
    return list(_with_row_blocks(network, found, residual))


def _is_equal(one: Block, other: Block) -> bool:
    joined = one.joins is other.joins is Concatenate
    same = one.shape == other.shape or (joined and one.shape[:-1] == other.shape[:-1])
    return len(one.shape) == len(other.shape) == 3 and same and one.steps == other.steps


def _segments(network: Network) -> Iterator[tuple[list[Node], str]]:
    """Yield nodes up to each place where at most one output is still needed, and the name of that output."""
    last = {name: n for n, node in enumerate(network.nodes) for name in node.inputs}
    needed: set[str] = set()
    begun: list[Node] = []
    for n, node in enumerate(network.nodes):
        begun.append(node)
        needed = {name for name in {*needed, *node.inputs, node.name} if last.get(name, -1) > n}
        if len(needed) <= 1:
            own = {one.name for one in begun} & needed
            yield begun, own.pop() if own else node.name
            begun = []
    if begun:
        yield begun, begun[-1].name


def _pieces(network: Network) -> Iterator[Block]:
    """Yield branches with what joins them, and single layers, each with the layers that belong to it."""
    nodes: list[Node] = []
    output = ""
    for segment, end in _segments(network):
        if nodes and _begins(nodes, segment):
            yield _block(network, nodes, output)
            nodes = []
        nodes, output = [*nodes, *segment], end
    yield _block(network, nodes, output)


def _begins(before: Sequence[Node], segment: Sequence[Node]) -> bool:
    """Return whether a segment begins a new piece after these nodes."""
    if isinstance(before[-1].layer, Concatenate):
        return True
    if len(segment) == 1 and segment[0].layer.group in FOLLOWING:
        return False
    return any(_works(node) for node in before)


def _works(node: Node) -> bool:
    return node.layer.group not in FOLLOWING and not isinstance(node.layer, ZeroPadding2D)


def _block(network: Network, nodes: Sequence[Node], output: str) -> Block:
    merging = [type(node.layer) for node in nodes if isinstance(node.layer, Add | Concatenate)]
    joins = merging[-1] if merging else None
    return Block(tuple(nodes), output, network.shapes[output], _longest_way(nodes), joins)


def _longest_way(nodes: Sequence[Node]) -> tuple[Work, ...]:
    """Return the working layers on the way with most of them; of equals, the one with larger windows."""
    ways: dict[str, tuple[Work, ...]] = {}
    for node in nodes:
        before = max((ways.get(name, ()) for name in node.inputs), key=_length)
        own = (Work(type(node.layer).__name__, _window(node)),) if _works(node) else ()
        ways[node.name] = (*before, *own)
    return max(ways.values(), key=_length)


def _length(way: Sequence[Work]) -> tuple[int, int]:
    return len(way), sum(_cells(step.window) for step in way)


def _window(node: Node) -> Pair:
    layer = node.layer
    return (layer.along(0).size, layer.along(1).size) if isinstance(layer, Windowed) else POINT


def _cells(window: Pair) -> int:
    return window[0] * window[1]


def _kinds(block: Block) -> tuple[tuple[str, bool], ...]:
    """Return the kinds of a block's working layers, and which of them see single places only."""
    return tuple((step.kind, step.window == POINT) for step in block.steps)


def _with_row_blocks(
    network: Network, pieces: Sequence[Block], residual: set[tuple[tuple[str, bool], ...]]
) -> Iterator[Block]:
    """Yield the pieces, with single layers in a row joined where they are a block."""
    at = 0
    while at < len(pieces):
        n = _row_length(pieces[at:], residual)
        if n > 1:
            nodes = [node for piece in pieces[at : at + n] for node in piece.nodes]
            yield _block(network, nodes, pieces[at + n - 1].output)
        else:
            yield pieces[at]
        at += n


def _row_length(pieces: Sequence[Block], residual: set[tuple[tuple[str, bool], ...]]) -> int:
    """Return how many pieces the block that begins with the first one has."""
    row = 0
    while row < len(pieces) and pieces[row].joins is None:
        row += 1
    for kinds in sorted(residual, key=len, reverse=True):
        first = tuple(kind for piece in pieces[: len(kinds)] for kind in _kinds(piece))
        if len(kinds) <= row and first == kinds:
            return len(kinds)
    return 2 if row > 1 and _is_separable(pieces[0], pieces[1]) else 1


def _is_separable(one: Block, other: Block) -> bool:
    """Return whether a depthwise convolution is followed by a convolution of single places."""
    return (
        one.steps[-1:] != ()
        and one.steps[-1].kind == DepthwiseConv2D.__name__
        and len(other.steps) == 1
        and _convolves(other)
        and other.steps[0].window == POINT
    )


def _convolves(block: Block) -> bool:
    return any(isinstance(node.layer, Convolving) for node in block.nodes)
