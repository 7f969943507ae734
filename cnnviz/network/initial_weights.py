"""The weights of a network that has learned nothing: random, and the same ones each time.

Kernels are drawn from Glorot's uniform distribution, the default of Keras's layers. Biases and means begin at
0, factors and variances at 1. Each array is made when it is asked for: one layer's weights take no memory for
those of the others.

Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
AISTATS 2010, equation 16.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.layer import Layer, Weight
from cnnviz.network.network import Network

Array = npt.NDArray[np.float32]

#: The number from which all random weights come.
SEED = 1998
#: What the arrays begin with that are not random, by their names in Keras.
CONSTANTS = {"bias": 0.0, "beta": 0.0, "moving_mean": 0.0, "gamma": 1.0, "moving_variance": 1.0}


class RandomWeights(Sequence[Array]):
    """All arrays of a network, node by node in Keras's order; each is made anew when it is asked for.

    >>> from cnnviz.network import Conv2D
    >>> kernel, bias = RandomWeights(Network((8, 8, 1), [Conv2D(2)]))
    >>> kernel.shape, bias.tolist()
    ((3, 3, 1, 2), [0.0, 0.0])
    """

    def __init__(self, network: Network) -> None:
        self._made = [
            (node.layer, weight)
            for node, own in zip(network.nodes, network.weights, strict=True)
            for weight in own
        ]

    def __len__(self) -> int:
        """The number of arrays."""
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Array: ...

    @overload
    def __getitem__(self, index: slice) -> list[Array]: ...

    def __getitem__(self, index: int | slice) -> Array | list[Array]:
        """Return one array, or several.

        Raises:
            NetworkError: If it is not known what an array of this name begins with.
        """
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        return _begun(*self._made[at], np.random.default_rng((SEED, at)))


def _begun(layer: Layer, weight: Weight, rng: np.random.Generator) -> Array:
    """Return an array as it is before learning."""
    if weight.name in CONSTANTS:
        return np.full(weight.shape, CONSTANTS[weight.name], np.float32)
    if weight.name != "kernel":
        raise NetworkError(f"These weights have no rule for their first values. Received: {weight.name!r}")
    limit = np.float32(math.sqrt(6 / sum(fans(layer, weight))))
    values = rng.random(weight.shape, np.float32)
    values *= 2 * limit
    values -= limit
    return values


def fans(layer: Layer, weight: Weight) -> tuple[int, int]:
    """Return how many numbers each output of a kernel takes, and how many outputs take each number.

    A depthwise kernel sees one map only. Keras counts all maps there, so its numbers become ever smaller.

    >>> from cnnviz.network import Conv2D, Dense
    >>> fans(Conv2D(32), Weight("kernel", (3, 3, 16, 32))), fans(Dense(10), Weight("kernel", (100, 10)))
    ((144, 288), (100, 10))
    """
    *window, channels, filters = weight.shape
    size = math.prod(window)
    return size * (1 if isinstance(layer, DepthwiseConv2D) else channels), size * filters
