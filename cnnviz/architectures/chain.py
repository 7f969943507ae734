"""Layers in a row, as nodes of a larger graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from cnnviz.network import Node
from cnnviz.network.layer import Layer

#: A layer and its name.
Step: TypeAlias = tuple[str, Layer]


def chain(before: str, steps: Iterable[Step]) -> list[Node]:
    """Return nodes in a row: each takes the output of the one before it.

    Args:
        before: The name of the node whose output the first one takes.
        steps: The layers with their names.

    >>> from cnnviz.network import INPUT, Conv2D, MaxPooling2D
    >>> [(node.name, node.inputs) for node in chain(INPUT, [("conv", Conv2D(8)), ("pool", MaxPooling2D())])]
    [('conv', ('input',)), ('pool', ('conv',))]
    """
    nodes = []
    for name, layer in steps:
        nodes.append(Node(layer, (before,), name))
        before = name
    return nodes
