"""Random small networks over all kinds of layers, with branches; the same for the same seed."""

from __future__ import annotations

import math
from functools import singledispatch

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.network import INPUT, KINDS, Layer, Network, Node, Weight
from cnnviz.network.families import Merging
from cnnviz.network.setting import Choice, Flag, Integer, Margins, Number, Rows, Setting, Sides

#: The largest whole number of a setting, the longest side of an input, and the most numbers of a layer.
MOST, SIDE, LARGEST = 3, 9, 2000
#: How often a layer of one kind is drawn until it fits.
TRIES = 40


def random_network(seed: int) -> Network:
    """Return a network of 4 to 12 layers, of which each takes any before it."""
    rng = np.random.default_rng(seed)
    shape = (*rng.integers(3, SIDE, 2).tolist(), int(rng.integers(1, 5)))
    nodes: list[Node] = []
    for n in range(int(rng.integers(4, 13))):
        nodes.append(_grown(shape, nodes, f"n{n}", rng))
    return Network(shape, nodes)


def _grown(shape: tuple[int, ...], nodes: list[Node], name: str, rng: np.random.Generator) -> Node:
    """Return one more node, of a kind that finds a place."""
    while True:
        kind = KINDS[str(rng.choice(list(KINDS)))]
        for _ in range(TRIES):
            try:
                node = Node(_layer(kind, rng), _taken(kind, nodes, rng), name)
                made = Network(shape, [*nodes, node]).shapes[name]
            except NetworkError:
                continue
            # Keras warns of a softmax of one number.
            if math.prod(made) <= LARGEST and (node.layer.final_activation != "softmax" or made[-1] > 1):
                return node


def _taken(kind: type[Layer], nodes: list[Node], rng: np.random.Generator) -> tuple[str, ...]:
    """Return the names of any nodes, mostly of the last ones."""
    before = [INPUT, *(node.name for node in nodes)]
    n_inputs = int(rng.integers(2, 4)) if issubclass(kind, Merging) else 1
    return tuple(str(rng.choice(before[-3:] if rng.random() < 0.7 else before)) for _ in range(n_inputs))


def _layer(kind: type[Layer], rng: np.random.Generator) -> Layer:
    return kind(**{name: _value(setting, rng) for name, setting in kind.settings().items()})


@singledispatch
def _value(setting: Setting, rng: np.random.Generator) -> object:
    raise NotImplementedError(type(setting).__name__)


@_value.register
def _(setting: Integer, rng: np.random.Generator) -> object:
    return int(rng.integers(setting.least, MOST + 1))


@_value.register
def _(setting: Sides, rng: np.random.Generator) -> object:
    """Return 1 for half of the strides and dilations, because only one of them may be larger."""
    if setting.phrase != "{}" and rng.random() < 0.5:
        return 1
    rows, columns = rng.integers(setting.least, MOST + 1, 2).tolist()
    return (rows, rows) if setting.square or rng.random() < 0.5 else (rows, columns)


@_value.register
def _(setting: Margins, rng: np.random.Generator) -> object:
    return rng.integers(0, MOST, (2, 2)).tolist()


@_value.register
def _(setting: Choice, rng: np.random.Generator) -> object:
    return str(rng.choice(setting.choices))


@_value.register
def _(setting: Flag, rng: np.random.Generator) -> object:
    return bool(rng.random() < 0.7)


@_value.register
def _(setting: Rows, rng: np.random.Generator) -> object:
    """Return up to four rows of numbers below `MOST`."""
    drawn = (
        rng.choice(MOST, int(rng.integers(1, MOST + 1)), replace=False) for _ in range(rng.integers(1, 5))
    )
    return [sorted(row.tolist()) for row in drawn]


@_value.register
def _(setting: Number, rng: np.random.Generator) -> object:
    """Return a number within 1 of 0, so that numbers stay small over many layers."""
    if setting.optional and rng.random() < 0.5:
        return None
    return float(rng.uniform(max(setting.least, -1), min(setting.below, 1)))


def random_weights(network: Network, rng: np.random.Generator) -> list[npt.NDArray[np.float32]]:
    """Return Glorot weights, small biases, means and offsets, scales about 1, and variances from 0.5 to 2."""
    return [_array(weight, rng).astype(np.float32) for weights in network.weights for weight in weights]


def _array(weight: Weight, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    if weight.name in ("moving_variance", "gamma"):
        return rng.uniform(0.5, 2, weight.shape)
    if len(weight.shape) == 1:
        return rng.normal(0, 0.2, weight.shape)
    cells = math.prod(weight.shape[:-2])
    limit = math.sqrt(6 / (cells * (weight.shape[-2] + weight.shape[-1])))
    return rng.uniform(-limit, limit, weight.shape)
