"""How much memory and time a network may take here. Describing one is free; these bounds are for using it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cnnviz.network.checks import check

if TYPE_CHECKING:
    from cnnviz.network.network import Network

#: Bytes of one number, float32.
NUMBER = 4
#: The most nodes of a network, and the longest side of an input: a description stays small.
MAX_NODES, MAX_SIDE = 2000, 4096
#: The most bytes that weights and activations may take for one input: enough for VGG-16.
COMPUTE_BYTES = 2**30
#: The most multiplications for one input: three times VGG-16's.
COMPUTE_MULTIPLICATIONS = 50_000_000_000
#: The most bytes that a training run may take, and multiplications for one input.
TRAIN_BYTES = 2**30
TRAIN_MULTIPLICATIONS = 5_000_000_000
#: Weights, their gradients and two moments of Adam; activations and their gradients for a batch of 32.
TRAIN_WEIGHTS, TRAIN_ACTIVATIONS = 4, 2 * 32
#: The most bytes of weights that a stranger's file may hold: enough for ResNet-50.
FILE_BYTES = 2**27


def weight_bytes(network: Network) -> int:
    """Return the bytes that all weights take."""
    return NUMBER * network.n_weights


def activation_bytes(network: Network) -> int:
    """Return the bytes that the input and all layers' outputs take together, for one input.

    >>> from cnnviz.network import lecture_network
    >>> activation_bytes(lecture_network()) // 4
    38906
    """
    return NUMBER * sum(map(math.prod, (network.input_shape, *network.output_shapes)))


def peak_bytes(network: Network) -> int:
    """Return the most bytes of activations that must be kept at one time, for one input.

    An output is kept until the last layer that takes it has been computed.
    """
    shapes = network.shapes
    last = {name: n for n, node in enumerate(network.nodes) for name in node.inputs}
    last |= dict.fromkeys(network.outputs, len(network.nodes))
    alive = {name: math.prod(shape) for name, shape in shapes.items() if name not in network.names}
    peak = 0
    for n, node in enumerate(network.nodes):
        alive[node.name] = math.prod(shapes[node.name])
        peak = max(peak, sum(alive.values()))
        alive = {name: size for name, size in alive.items() if last.get(name, n) > n}
    return NUMBER * peak


def multiplications(network: Network) -> int:
    """Return how often numbers are multiplied for one input."""
    return sum(node.layer.multiplications(*network.input_shapes(node)) for node in network.nodes)


def check_computable(network: Network) -> None:
    """Raise a NetworkError unless weights and activations have room here, and the time suffices."""
    _check_bytes("Computing", weight_bytes(network) + activation_bytes(network), COMPUTE_BYTES)
    _check_multiplications("one input", multiplications(network), COMPUTE_MULTIPLICATIONS)


def check_trainable(network: Network) -> None:
    """Raise a NetworkError unless a training run has room here, and the time suffices."""
    needed = TRAIN_WEIGHTS * weight_bytes(network) + TRAIN_ACTIVATIONS * activation_bytes(network)
    _check_bytes("Training", needed, TRAIN_BYTES)
    _check_multiplications("one picture in training", multiplications(network), TRAIN_MULTIPLICATIONS)


def check_file(network: Network) -> None:
    """Raise a NetworkError unless the weights are few enough to be read from a stranger's file."""
    _check_bytes("Reading", weight_bytes(network), FILE_BYTES)
    check_computable(network)


def _check_bytes(what: str, needed: int, limit: int) -> None:
    sentence = (
        f"{what} this network takes {needed / 2**20:,.0f} MB of memory, and {limit // 2**20:,} MB are there. "
        "Take fewer filters or units, or larger strides."
    )
    check(needed <= limit, sentence, needed)


def _check_multiplications(what: str, needed: int, limit: int) -> None:
    sentence = (
        f"For {what} this network multiplies {needed:,} times; {limit:,} are the most here. "
        "Take fewer filters or units, smaller windows, or larger strides."
    )
    check(needed <= limit, sentence, needed)
