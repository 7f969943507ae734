"""A network as a row of blocks: what branches and meets again is one block."""

from __future__ import annotations

from typing import TypeAlias

from cnnviz.network.network import Network
from cnnviz.network.node import INPUT, Node

#: The names of nodes, in the network's order. Later ones take only the last one's output.
Names: TypeAlias = tuple[str, ...]


def blocks(network: Network) -> tuple[Names, ...]:
    """Return the names of each block's nodes, in the order in which the blocks are computed.

    Activations and dropout belong to the block before them; so does the normalization of a convolution.

    >>> from cnnviz.network import lecture_network
    >>> blocks(lecture_network())[:3]
    (('conv2d',), ('max_pooling2d', 'dropout'), ('flatten',))
    """
    nodes = {node.name: node for node in network.nodes}
    found: list[Names] = []
    for names in stretches(network):
        if found and len(names) == 1 and _joins(found[-1], nodes[names[0]], nodes):
            found[-1] += names
        else:
            found.append(names)
    return tuple(found)


def stretches(network: Network) -> tuple[Names, ...]:
    """Return the names of the nodes from one place that all paths cross to the next.

    Layers in a row are alone; branches are together from where they part to where they meet.

    >>> from cnnviz.network import lecture_network
    >>> stretches(lecture_network())[:3]
    (('conv2d',), ('max_pooling2d',), ('dropout',))
    """
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
    return tuple(found)


def _joins(block: Names, node: Node, nodes: dict[str, Node]) -> bool:
    """Return whether a layer belongs to the block before it."""
    group = node.layer.group
    if node.inputs != block[-1:]:
        return False
    only_convolution = len(block) == 1 and nodes[block[0]].layer.group == "convolution"
    return group in ("activation", "regularization") or (group == "normalization" and only_convolution)
