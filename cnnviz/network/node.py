"""One node of a network: a layer, its name, and what it takes in."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from cnnviz.network.checks import check
from cnnviz.network.layer import Layer

#: What the input of a network is called among the inputs of its nodes.
INPUT = "input"
#: Among the inputs of a node: what the node before gives.
PREVIOUS = "previous"
MAX_NAME, MAX_INPUTS = 40, 64
#: Names that Keras code has another use for.
_TAKEN = {INPUT, PREVIOUS, "inputs", "keras", "layers", "model", "named", "with", "from", "output"}


@dataclass(frozen=True)
class Node:
    """A layer with its name and the names of the nodes whose output it takes.

    Raises:
        NetworkError: if a name is none, or there are too many inputs.
    """

    layer: Layer
    inputs: tuple[str, ...] = (PREVIOUS,)
    """Names of nodes; INPUT is the network's input, PREVIOUS the node before."""
    name: str = ""
    """Unique in its network; "" for one such as Keras would give."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", tuple(self.inputs))
        check(isinstance(self.layer, Layer), "A node needs a layer.", self.layer)
        check(1 <= len(self.inputs) <= MAX_INPUTS, f"A layer takes 1 to {MAX_INPUTS} inputs.", self.inputs)
        named = all(name in (INPUT, PREVIOUS) or is_name(name) for name in self.inputs)
        check(named, "A layer's name needs letters and digits.", self.inputs)
        free = self.name == "" or is_name(self.name)
        check(free, "A layer's name needs letters and digits, and must not be taken.", self.name)


#: A layer alone takes what the layer before gives, and gets a name such as Keras would give.
Brick: TypeAlias = Layer | Node


def is_name(text: object) -> bool:
    """Return whether a layer can be called so: a Python name of at most 40 letters that is not taken.

    >>> is_name("conv2d_1"), is_name("1st"), is_name("model")
    (True, False, False)
    """
    plain = isinstance(text, str) and re.fullmatch(r"[A-Za-z]\w*", text, re.ASCII) is not None
    return plain and len(str(text)) <= MAX_NAME and not keyword.iskeyword(str(text)) and text not in _TAKEN


def layer_of(brick: Brick) -> Layer:
    """Return the layer of a brick."""
    return brick.layer if isinstance(brick, Node) else brick


def as_node(brick: Brick) -> Node:
    """Return a brick as a node that takes what the one before gives, unless it says otherwise."""
    return brick if isinstance(brick, Node) else Node(brick)


def completed(bricks: Sequence[Brick]) -> tuple[Node, ...]:
    """Return nodes whose names and inputs all stand there.

    A name is the one that Keras would give, counting the layers without one, or the next that is free.

    Raises:
        NetworkError: if two have the same name, or one takes what does not stand before it.
    """
    nodes = [as_node(brick) for brick in bricks]
    given = Counter(node.name for node in nodes if node.name)
    check(all(n == 1 for n in given.values()), "Each layer needs a name of its own.", given.most_common(1))
    used, seen, done = set(given), Counter[str](), list[Node]()
    for node in nodes:
        base = node.layer.keras_name
        if not node.name:
            while (name := _counted(base, seen[base])) in used:
                seen[base] += 1
            seen[base] += 1
        used.add(name := node.name or name)
        before = done[-1].name if done else INPUT
        inputs = tuple(before if one == PREVIOUS else one for one in node.inputs)
        done.append(Node(node.layer, inputs, name))
    _check_order(done)
    return tuple(done)


def names_of(bricks: Sequence[Brick]) -> list[str]:
    """Return what bricks are called, whatever they take.

    Raises:
        NetworkError: if two have the same name.
    """
    return [node.name for node in completed([replace(as_node(one), inputs=(INPUT,)) for one in bricks])]


def _counted(base: str, count: int) -> str:
    """Return how Keras calls the layer of a kind that comes after `count` others: conv2d, conv2d_1."""
    return f"{base}_{count}" if count else base


def _check_order(nodes: Sequence[Node]) -> None:
    """Raise a NetworkError unless each node takes the input or what stands before it."""
    before = {INPUT}
    for node in nodes:
        for name in node.inputs:
            kind = type(node.layer).__name__
            check(name in before, f"{kind} takes what {name} gives, which does not stand before it.", name)
        before.add(node.name)


def shortened(nodes: Sequence[Node]) -> tuple[Brick, ...]:
    """Return nodes as bricks that say no more than they must; `completed` brings them back."""
    befores = (INPUT, *(node.name for node in nodes))
    seen, bricks = Counter[str](), list[Brick]()
    for node, before in zip(nodes, befores, strict=False):
        base = node.layer.keras_name
        fresh = node.name == _counted(base, seen[base])
        seen[base] += fresh
        first = PREVIOUS if node.inputs[0] == before else node.inputs[0]
        short = Node(node.layer, (first, *node.inputs[1:]), "" if fresh else node.name)
        bricks.append(node.layer if short == Node(node.layer) else short)
    same = completed(bricks) == tuple(nodes)
    return tuple(bricks if same else nodes)
