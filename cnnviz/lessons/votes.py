"""Which inputs vote for a class: the terms of a dense layer's sums. Does not import TensorFlow."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.reach import Reach
from cnnviz.network import Dense, Dropout, Flatten, Network
from cnnviz.network.cost import reaches
from cnnviz.pipeline.unit import Unit
from cnnviz.pipeline.unit_maps import node_of, weights_of

Array = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Votes:
    """A weighted sum, term by term: `inputs` and `weights` (n,), and the bias."""

    inputs: Doubles = field(repr=False)
    weights: Doubles = field(repr=False)
    bias: float

    @property
    def each(self) -> Doubles:
        """Weight times value of each input, (n,): its vote for (positive) or against (negative)."""
        return self.inputs * self.weights

    @property
    def total(self) -> float:
        """The sum of all votes and the bias: the neuron's output before its activation."""
        return float(self.each.sum() + self.bias)


@dataclass(frozen=True)
class Head:
    """The layers after the maps of a network: Flatten, at most one hidden layer, and the output layer.

    `shape` is the maps' shape, (height, width, channels). Weights are (inputs, units), biases (units,).
    """

    shape: tuple[int, int, int]
    hidden: tuple[Doubles, Doubles] | None = field(repr=False)
    """Weights and bias of the hidden layer."""
    rectified: bool
    """Whether the hidden layer's activation is ReLU."""
    weights: Doubles = field(repr=False)
    bias: Doubles = field(repr=False)

    @property
    def n_hidden(self) -> int:
        """Number of hidden units."""
        return 0 if self.hidden is None else len(self.hidden[1])

    def units(self, column: npt.ArrayLike) -> Doubles:
        """Return the output of the hidden units for a flattened column (inputs,), or the column itself."""
        values = np.asarray(column, np.float64)
        if self.hidden is None:
            return values
        sums = values @ self.hidden[0] + self.hidden[1]
        return np.maximum(sums, 0) if self.rectified else sums

    def active(self, column: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Return which hidden units are active: all without ReLU."""
        return self.units(column) > 0 if self.rectified else np.ones(self.n_hidden, bool)

    def logits(self, column: npt.ArrayLike) -> Doubles:
        """Return the logits, (classes,)."""
        result: Doubles = self.units(column) @ self.weights + self.bias
        return result

    def by_units(self, column: npt.ArrayLike, neuron: int) -> Votes:
        """Return the votes of the hidden units for an output neuron."""
        return Votes(self.units(column), self.weights[:, neuron], float(self.bias[neuron]))

    def for_unit(self, column: npt.ArrayLike, unit: int) -> Votes:
        """Return the votes of the column's numbers for a hidden unit, before its ReLU."""
        if self.hidden is None:
            raise NetworkError(f"This network has no hidden layer. Received: unit={unit}")
        weights, bias = self.hidden
        return Votes(np.asarray(column, np.float64), weights[:, unit], float(bias[unit]))

    def by_inputs(self, column: npt.ArrayLike, neuron: int) -> Votes:
        """Return the votes of the column's numbers for an output neuron, through the hidden units.

        A network with ReLU is linear as long as the same hidden units are active. So for this very column
        each number has one weight, W1[:, active] @ W2[active], and the sum is exact. Another column may
        activate other units, which gives other weights.
        """
        values = np.asarray(column, np.float64)
        if self.hidden is None:
            return Votes(values, self.weights[:, neuron], float(self.bias[neuron]))
        weights, bias = self.hidden
        onward = self.weights[:, neuron] * self.active(values)
        return Votes(values, weights @ onward, float(bias @ onward + self.bias[neuron]))


def head(network: Network, weights: Sequence[Array]) -> Head:
    """Return the dense part of a network.

    Args:
        network: Its layers.
        weights: All its arrays, in Keras's order.

    Raises:
        NetworkError: If it is not Flatten and then one or two Dense layers, with at most ReLU between them.
    """
    at = _flatten(network)
    after = [layer for layer in network.layers[at + 1 :] if not isinstance(layer, Dropout)]
    dense = [layer for layer in after if isinstance(layer, Dense)]
    between = [layer.activation for layer in dense[:-1]]
    plain = all(layer.use_bias for layer in dense) and set(between) <= {"relu", "linear"}
    (shape,) = network.input_shapes(network.nodes[at])
    befores = zip(network.nodes[at:], network.nodes[at + 1 :], strict=False)
    plain = plain and len(shape) == 3 and all(node.inputs == (before.name,) for before, node in befores)
    if len(dense) != len(after) or not 1 <= len(dense) <= 2 or not plain:
        raise NetworkError(
            "Votes need a network with one or two Dense layers after Flatten, and ReLU between them. "
            "Choose the lecture network."
        )
    *hidden, last, bias = (np.asarray(array, np.float64) for array in weights[-2 * len(dense) :])
    height, width, channels = shape
    return Head(
        (height, width, channels), (hidden[0], hidden[1]) if hidden else None, between == ["relu"], last, bias
    )


class UnitVotes(NamedTuple):
    """The votes for a unit of any dense layer, and the shape (height, width, channels) of the voters."""

    votes: Votes
    shape: tuple[int, int, int]
    from_maps: bool
    """Whether the voters are the numbers of feature maps."""


def for_unit(
    network: Network, weights: Sequence[Array], values: Mapping[str, Array], unit: Unit
) -> UnitVotes:
    """Return the votes of a dense layer's inputs for one of its units, before its activation.

    Args:
        network: The layers.
        weights: All arrays, node by node, each node's in Keras's order.
        values: The input and each layer's output, by name.
        unit: The unit.

    Raises:
        NetworkError: If the network has no such unit, or it is not one of a Dense layer.
    """
    node = node_of(network, unit)
    if not isinstance(node.layer, Dense):
        raise NetworkError(f"Only a fully connected layer has votes. Received: {unit.node}")
    kernel, *bias = (np.asarray(array, np.float64) for array in weights_of(network, weights, node))
    inputs = np.asarray(values[node.inputs[0]], np.float64)
    shape = _flattened_shape(network, node.inputs[0])
    votes = Votes(inputs, kernel[:, unit.channel], float(bias[0][unit.channel]) if bias else 0.0)
    return UnitVotes(votes, shape or laid_out(inputs.size), shape is not None)


def _flattened_shape(network: Network, name: str) -> tuple[int, int, int] | None:
    """Return the shape of the maps that a Flatten makes this column of; None if there is no such Flatten."""
    nodes = {node.name: node for node in network.nodes}
    while name in nodes and isinstance(nodes[name].layer, Dropout):
        name = nodes[name].inputs[0]
    if name not in nodes or not isinstance(nodes[name].layer, Flatten):
        return None
    (shape,) = network.input_shapes(nodes[name])
    return (shape[0], shape[1], shape[2]) if len(shape) == 3 else None


def laid_out(n_units: int) -> tuple[int, int, int]:
    """Return (rows, columns, 1) for units without a position, as close to a square as `n_units` allows.

    >>> laid_out(128), laid_out(10), laid_out(7)
    ((8, 16, 1), (2, 5, 1), (1, 7, 1))
    """
    rows = max(n for n in range(1, math.isqrt(n_units) + 1) if n_units % n == 0)
    return rows, n_units // rows, 1


def covered(network: Network) -> tuple[float, float, float, float]:
    """Return the part of the input that the maps cover: top, left, height and width in pixels.

    Each cell covers an area around the centre of its receptive field, as large as the step to the next cell.
    """
    maps = network.nodes[_flatten(network)].inputs[0]
    (top, height), (left, width) = (_along(reaches(network, axis)[maps]) for axis in (0, 1))
    return top, left, height, width


def _along(seen: Reach) -> tuple[float, float]:
    return seen.first + (seen.size - seen.jump) / 2, float(seen.jump * seen.n_units)


def _flatten(network: Network) -> int:
    for n, layer in enumerate(network.layers):
        if isinstance(layer, Flatten):
            return n
    raise NetworkError("This network has no Flatten. Choose the lecture network.")
