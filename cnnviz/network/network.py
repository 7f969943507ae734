"""A network as data: a graph of layers with one input and one or more outputs. Nothing is allocated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cnnviz.network.checks import Shape, check
from cnnviz.network.layer import Layer, Weight
from cnnviz.network.limits import MAX_NODES, MAX_SIDE
from cnnviz.network.node import INPUT, Brick, Node, completed, shortened
from cnnviz.network.preparation import Preparation

_AS_IT_IS = Preparation()


class Edge(NamedTuple):
    """An edge from a node, or the input, to another node."""

    start: str
    end: str


@dataclass(frozen=True, init=False)
class Network:
    """A graph of layers with the shape of its input.

    Args:
        input_shape: (height, width, channels).
        bricks: Layers in an order in which they can be computed. A bare layer takes the output of the one
            before it; a `Node` names the nodes whose outputs it takes.
        outputs: The names of the output nodes; by default those that no other node takes.
        classes: The names of the classes that the network predicts, if known.
        preparation: How pictures are prepared for the network.

    Raises:
        NetworkError: If a layer cannot take its inputs.

    >>> from cnnviz.network import Conv2D, Dense, Flatten
    >>> Network((28, 28, 1), [Conv2D(32), Flatten(), Dense(10, "softmax")]).names
    ('conv2d', 'flatten', 'dense')
    """

    input_shape: Shape
    nodes: tuple[Node, ...]
    outputs: tuple[str, ...]
    classes: tuple[str, ...]
    preparation: Preparation

    def __init__(
        self,
        input_shape: Sequence[int],
        bricks: Sequence[Brick],
        *,
        outputs: Sequence[str] | None = None,
        classes: Sequence[str] = (),
        preparation: Preparation = _AS_IT_IS,
    ) -> None:
        check(len(bricks) > 0, "A network needs at least one layer.", bricks)
        check(len(bricks) <= MAX_NODES, f"A network has at most {MAX_NODES:,} layers.", len(bricks))
        sides = tuple(input_shape)
        fits = len(sides) == 3 and all(type(n) is int and 1 <= n <= MAX_SIDE for n in sides)
        sentence = f"The input needs height, width and channels, each from 1 to {MAX_SIDE:,}."
        check(fits, sentence, input_shape)
        nodes = completed(bricks)
        given = {
            "input_shape": sides,
            "nodes": nodes,
            "outputs": _ends(nodes) if outputs is None else tuple(outputs),
            "classes": tuple(classes),
            "preparation": preparation,
        }
        for name, value in given.items():
            object.__setattr__(self, name, value)
        self._check()

    def _check(self) -> None:
        names = set(self.names)
        known = len(set(self.outputs)) == len(self.outputs) > 0 and set(self.outputs) <= names
        check(known, "The outputs must be different layers of the network.", self.outputs)
        named = all(isinstance(name, str) and 0 < len(name) <= 200 for name in self.classes)
        check(named, "Each class needs a name.", self.classes)
        last = self.shapes[self.outputs[0]]
        check(
            not self.classes or last == (len(self.classes),),
            f"The network must return one number for each of its {len(self.classes)} classes.",
            last,
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of each node; by default Keras's, such as dropout, dropout_1."""
        return tuple(node.name for node in self.nodes)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The layer of each node."""
        return tuple(node.layer for node in self.nodes)

    @cached_property
    def bricks(self) -> tuple[Brick, ...]:
        """The nodes in their shortest form: for a row, the layers."""
        return shortened(self.nodes)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The edges to each node, in the order of the nodes."""
        return tuple(Edge(start, node.name) for node in self.nodes for start in node.inputs)

    @cached_property
    def is_row(self) -> bool:
        """Whether each layer takes the output of the one before it, and the last is the only output."""
        befores = ((name,) for name in (INPUT, *self.names))
        in_a_row = all(node.inputs == before for node, before in zip(self.nodes, befores, strict=False))
        return in_a_row and self.outputs == self.names[-1:]

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """The shape of the input and of each node's output, by name, without the batch axis."""
        shapes = {INPUT: self.input_shape}
        for node in self.nodes:
            shapes[node.name] = node.layer.output_shape(*(shapes[name] for name in node.inputs))
        return shapes

    def input_shapes(self, node: Node) -> tuple[Shape, ...]:
        """Return the shapes of a node's inputs."""
        return tuple(self.shapes[name] for name in node.inputs)

    @property
    def output_shapes(self) -> tuple[Shape, ...]:
        """The output shape of each node, without the batch axis."""
        return tuple(self.shapes[name] for name in self.names)

    @cached_property
    def weights(self) -> tuple[tuple[Weight, ...], ...]:
        """The arrays of weights of each node, in Keras's order."""
        return tuple(node.layer.weights(*self.input_shapes(node)) for node in self.nodes)

    @property
    def weight_shapes(self) -> tuple[tuple[Shape, ...], ...]:
        """The shapes of each node's weight arrays, in Keras's order."""
        return tuple(tuple(weight.shape for weight in weights) for weights in self.weights)

    @property
    def parameters(self) -> tuple[int, ...]:
        """The number of parameters of each node, trainable or not."""
        return tuple(sum(math.prod(shape) for shape in shapes) for shapes in self.weight_shapes)

    @property
    def trainable(self) -> tuple[int, ...]:
        """The number of trainable parameters of each node; moving means and variances are not trainable."""
        return tuple(sum(math.prod(one.shape) for one in weights if one.learned) for weights in self.weights)

    @property
    def n_weights(self) -> int:
        """The number of parameters of the whole network."""
        return sum(self.parameters)


def _ends(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the names of the nodes whose outputs no other node takes."""
    taken = {name for node in nodes for name in node.inputs}
    return tuple(node.name for node in nodes if node.name not in taken)
