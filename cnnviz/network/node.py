"""One node of a network: a layer, its name and its inputs."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from cnnviz.network.checks import check
from cnnviz.network.layer import Layer

#: The name of the network's input among the inputs of a node.
INPUT = "input"
#: The name of the previous node among the inputs of a node.
PREVIOUS = "previous"
MAX_NAME, MAX_INPUTS = 40, 64
#: Names that Keras code or the text of a link uses for something else.
_RESERVED = {INPUT, PREVIOUS, "inputs", "keras", "layers", "model", "named", "with", "from", "output"}


@dataclass(frozen=True)
class Node:
    """A layer with its name and the names of its inputs.

    Raises:
        NetworkError: If a name is not valid, or there are too many inputs.
    """

    layer: Layer
    inputs: tuple[str, ...] = (PREVIOUS,)
    """The names of nodes; INPUT is the network's input, PREVIOUS the node before."""
    name: str = ""
    """Its name, unique in the network; "" for Keras's default."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", tuple(self.inputs))
        check(isinstance(self.layer, Layer), "A node needs a layer.", self.layer)
        check(1 <= len(self.inputs) <= MAX_INPUTS, f"A layer takes 1 to {MAX_INPUTS} inputs.", self.inputs)
        named = all(name in (INPUT, PREVIOUS) or is_name(name) for name in self.inputs)
        check(named, "The name of an input must consist of letters and digits.", self.inputs)
        valid = self.name == "" or is_name(self.name)
        check(valid, "The name of a layer must consist of letters and digits and not be reserved.", self.name)


#: A bare layer takes the output of the layer before it, and has Keras's default name.
Brick: TypeAlias = Layer | Node


def is_name(text: object) -> bool:
    """Return whether a text is a valid name of a layer: a Python name of 1 to 40 characters, not reserved.

    >>> is_name("conv2d_1"), is_name("1st"), is_name("model")
    (True, False, False)
    """
    plain = isinstance(text, str) and re.fullmatch(r"[A-Za-z]\w*", text, re.ASCII) is not None
    return plain and len(str(text)) <= MAX_NAME and not keyword.iskeyword(str(text)) and text not in _RESERVED


def layer_of(brick: Brick) -> Layer:
    """Return the layer of a brick."""
    return brick.layer if isinstance(brick, Node) else brick


def as_node(brick: Brick) -> Node:
    """Return a brick as a node; a bare layer takes the output of the previous one."""
    return brick if isinstance(brick, Node) else Node(brick)


def completed(bricks: Sequence[Brick]) -> tuple[Node, ...]:
    """Return the bricks as nodes with all names and inputs filled in.

    Missing names are Keras's defaults, counted over the layers without a name; names in use are skipped.

    Raises:
        NetworkError: If two bricks have the same name, or the input of one is not before it.
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
        inputs = tuple(before if source == PREVIOUS else source for source in node.inputs)
        done.append(Node(node.layer, inputs, name))
    _check_order(done)
    return tuple(done)


def names_of(bricks: Sequence[Brick]) -> list[str]:
    """Return the names of bricks. Their inputs need not exist.

    Raises:
        NetworkError: If two bricks have the same name.
    """
    return [node.name for node in completed([replace(as_node(brick), inputs=(INPUT,)) for brick in bricks])]


def _counted(base: str, count: int) -> str:
    """Return Keras's default name of a layer after `count` others of its kind: conv2d, conv2d_1."""
    return f"{base}_{count}" if count else base


def _check_order(nodes: Sequence[Node]) -> None:
    """Raise a NetworkError unless all inputs of each node are the network's input or earlier nodes."""
    before = {INPUT}
    for node in nodes:
        for name in node.inputs:
            kind = type(node.layer).__name__
            check(
                name in before,
                f"{kind} takes the output of {name}, but {name} does not come before it.",
                name,
            )
        before.add(node.name)


def shortened(nodes: Sequence[Node]) -> tuple[Brick, ...]:
    """Return nodes as bricks in their shortest form; `completed` is the inverse."""
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
