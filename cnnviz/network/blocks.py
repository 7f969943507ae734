"""A network as a row of blocks: what branches and meets again is one block. Repeated blocks are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from cnnviz.network.layer import Layer
from cnnviz.network.network import Network
from cnnviz.network.node import INPUT, Node

#: What two blocks have in common if one repeats the other: each layer with its settings, and where its inputs
#: come from, counted within the block.
_Form: TypeAlias = tuple[tuple[Layer, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Block:
    """Layers that belong together: one layer and what follows it number by number, or branches that meet."""

    names: tuple[str, ...]
    """The names of its nodes, in the network's order. Later blocks take only the last one's output."""
    branches: bool
    """Whether paths part and meet again in it."""


@dataclass(frozen=True)
class Repeat:
    """Blocks that follow each other, once or several times in the same form."""

    blocks: tuple[Block, ...]
    """All blocks, with those of the first time first."""
    count: int
    """How many times."""

    @property
    def times(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks of each time."""
        size = len(self.blocks) // self.count
        return tuple(self.blocks[n : n + size] for n in range(0, len(self.blocks), size))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all nodes."""
        return tuple(name for block in self.blocks for name in block.names)


def blocks(network: Network) -> tuple[Block, ...]:
    """Return the blocks of a network, in the order in which they are computed.

    Activations and dropout belong to the block before them; so does the normalization of a convolution.

    >>> from cnnviz.network import lecture_network
    >>> [block.names for block in blocks(lecture_network())][:3]
    [('conv2d',), ('max_pooling2d', 'dropout'), ('flatten',)]
    """
    nodes = {node.name: node for node in network.nodes}
    found: list[Block] = []
    for names in _stretches(network):
        if found and len(names) == 1 and _joins(found[-1], nodes[names[0]], nodes):
            found[-1] = Block(found[-1].names + names, found[-1].branches)
        else:
            found.append(Block(names, len(names) > 1))
    return tuple(found)


def _joins(block: Block, node: Node, nodes: dict[str, Node]) -> bool:
    """Return whether a layer belongs to the block before it."""
    group = node.layer.group
    if node.inputs != block.names[-1:]:
        return False
    only_convolution = len(block.names) == 1 and nodes[block.names[0]].layer.group == "convolution"
    return group in ("activation", "regularization") or (group == "normalization" and only_convolution)


def _stretches(network: Network) -> list[tuple[str, ...]]:
    """Return the names of the nodes from one place that all paths cross to the next."""
    places = {INPUT: -1} | {name: n for n, name in enumerate(network.names)}
    needed = list(
        range(len(network.nodes))
    )  # the first place from which any node from here on takes something
    for place, node in reversed(list(enumerate(network.nodes))):
        later = needed[place + 1] if place + 1 < len(needed) else place
        needed[place] = min(later, *(places[name] for name in node.inputs))
    found, first = [], 0
    for place in range(len(network.nodes)):
        last = place + 1 == len(network.nodes)
        if last or needed[place + 1] >= place:
            found.append(network.names[first : place + 1])
            first = place + 1
    return found


def repeats(network: Network) -> tuple[Repeat, ...]:
    """Return the blocks of a network with those that repeat each other together.

    A block repeats another if it has the same layers with the same settings. Their inputs may have more
    channels, as in DenseNet. In what repeats, no two neighbours are alike: they would be a repeat themselves.

    >>> from cnnviz.network import pen_network
    >>> [(repeat.count, len(repeat.blocks)) for repeat in repeats(pen_network())][:2]
    [(2, 2), (1, 1)]
    """
    row = blocks(network)
    nodes = {node.name: node for node in network.nodes}
    forms = [_form(block, nodes) for block in row]
    found, at = [], 0
    while at < len(row):
        size, count = _longest(forms, at)
        found.append(Repeat(row[at : at + size * count], count))
        at += size * count
    return tuple(found)


def _form(block: Block, nodes: dict[str, Node]) -> _Form:
    """Return what is the same in every repetition of a block; -1 stands for the block before."""
    places = {name: n for n, name in enumerate(block.names)}
    return tuple(
        (nodes[name].layer, tuple(places.get(one, -1) for one in nodes[name].inputs)) for name in block.names
    )


def _longest(forms: Sequence[_Form], at: int) -> tuple[int, int]:
    """Return how many blocks from here on repeat, and how often: what covers most, with the fewest blocks."""
    best = (1, 1)
    for size in range(1, (len(forms) - at) // 2 + 1):
        pattern, count = forms[at : at + size], 1
        if any(one == other for one, other in pairwise(pattern)):
            break
        while forms[at + size * count : at + size * (count + 1)] == pattern:
            count += 1
        if count > 1 and size * count > best[0] * best[1]:
            best = (size, count)
    return best
