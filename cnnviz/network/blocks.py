"""A network as a row of blocks: what branches and meets again is one block."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.network.network import Network
from cnnviz.network.node import INPUT, Node


@dataclass(frozen=True)
class Block:
    """Layers that belong together: one layer and what follows it number by number, or branches that meet."""

    names: tuple[str, ...]
    """The names of its nodes, in the network's order. Later blocks take only the last one's output."""
    branches: bool
    """Whether paths part and meet again in it."""


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
    # For each place, the first one from which any node from there on takes something.
    needed = list(range(len(network.nodes)))
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
