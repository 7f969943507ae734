"""Limits of memory and time for computing and training a network. Describing one allocates nothing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cnnviz.network.checks import check

if TYPE_CHECKING:
    from cnnviz.network.network import Network

#: Bytes of one number, float32.
NUMBER = 4
#: The largest number of nodes, and the longest side of an input, so that descriptions stay small.
MAX_NODES, MAX_SIDE = 2000, 4096
#: The most bytes of weights and activations for one sample: enough for VGG-16.
COMPUTE_BYTES = 2**30
#: The most multiplications for one sample: three times VGG-16's.
COMPUTE_MULTIPLICATIONS = 50_000_000_000
#: The most bytes of a training run, and its most multiplications for one sample.
TRAIN_BYTES = 2**30
TRAIN_MULTIPLICATIONS = 5_000_000_000
#: Factors of memory in training: weights, their gradients and Adam's two moments; activations and their
#: gradients for a batch of 32.
TRAIN_WEIGHTS, TRAIN_ACTIVATIONS = 4, 2 * 32
#: The most multiplications for one sample that a browser should compute, about a tenth of a second's, and the
#: most weights that it should fetch: 40 MB. The server computes larger networks.
BROWSER_MULTIPLICATIONS, BROWSER_WEIGHTS = 100_000_000, 10_000_000
#: The most bytes of weights in a file that is read: enough for ResNet-50.
FILE_BYTES = 2**27


def weight_bytes(network: Network) -> int:
    """Return the bytes of all weights."""
    return NUMBER * network.n_weights


def activation_bytes(network: Network) -> int:
    """Return the bytes of the input and all layers' outputs for one sample.

    >>> from cnnviz.network import lecture_network
    >>> activation_bytes(lecture_network()) // 4
    38906
    """
    return NUMBER * sum(map(math.prod, (network.input_shape, *network.output_shapes)))


def peak_bytes(network: Network) -> int:
    """Return the largest number of bytes of activations that are needed at one time, for one sample.

    An output is needed until the last layer that takes it has been computed.
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
    """Return the number of multiplications for one sample."""
    return sum(node.layer.multiplications(*network.input_shapes(node)) for node in network.nodes)


def fits_browser(network: Network) -> bool:
    """Return whether a browser should compute the network, and not the server."""
    return multiplications(network) <= BROWSER_MULTIPLICATIONS and network.n_weights <= BROWSER_WEIGHTS


def check_computable(network: Network) -> None:
    """Raise a NetworkError if computing the network takes too much memory or time."""
    _check_bytes("Computing", weight_bytes(network) + activation_bytes(network), COMPUTE_BYTES)
    _check_multiplications("one input", multiplications(network), COMPUTE_MULTIPLICATIONS)


def check_trainable(network: Network) -> None:
    """Raise a NetworkError if training the network takes too much memory or time."""
    needed = TRAIN_WEIGHTS * weight_bytes(network) + TRAIN_ACTIVATIONS * activation_bytes(network)
    _check_bytes("Training", needed, TRAIN_BYTES)
    _check_multiplications("one picture in training", multiplications(network), TRAIN_MULTIPLICATIONS)


def check_file(network: Network) -> None:
    """Raise a NetworkError if the network is too large to be read from a file and computed."""
    _check_bytes("Reading", weight_bytes(network), FILE_BYTES)
    check_computable(network)


def _check_bytes(what: str, needed: int, limit: int) -> None:
    sentence = (
        f"{what} this network takes {needed / 2**20:,.0f} MB of memory; the limit is {limit // 2**20:,} MB. "
        "Use fewer filters or units, or larger strides."
    )
    check(needed <= limit, sentence, needed)


def _check_multiplications(what: str, needed: int, limit: int) -> None:
    sentence = (
        f"For {what}, this network multiplies {needed:,} times; the limit is {limit:,}. "
        "Use fewer filters or units, smaller windows, or larger strides."
    )
    check(needed <= limit, sentence, needed)
