"""How many pictures go through a network at a time, by the memory of its activations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import keras
import numpy as np

from cnnviz.with_keras.attribution.steps import Step, graph

#: The most bytes of activations of a batch. More at a time is not faster on a CPU.
ACTIVATION_BYTES = 2**28
#: The most pictures of a batch, however small the network.
MOST = 256
#: Bytes of one number, float32.
NUMBER = 4


def batches(model: keras.Model, shape: tuple[int, ...], n: int, *, with_gradients: bool) -> Iterator[slice]:
    """Yield slices of nearly equal length that together are `n` pictures.

    Args:
        model: The network.
        shape: (height, width, channels) of one picture.
        n: How many pictures there are.
        with_gradients: Whether the activations of all layers are kept for the way back. Otherwise only those
            of a layer and the next one are needed at a time.
    """
    sizes = _sizes(model, shape)
    needed = NUMBER * (sum(sizes) if with_gradients else 2 * max(sizes))
    at_once = max(1, min(MOST, ACTIVATION_BYTES // needed))
    edges = np.linspace(0, n, math.ceil(n / at_once) + 1).round().astype(int).tolist()
    return (slice(start, stop) for start, stop in pairwise(edges))


@lru_cache(maxsize=32)
def _sizes(model: keras.Model, shape: tuple[int, ...]) -> list[int]:
    """Return how many numbers the input and each step's output have, for one picture of this shape."""
    shapes: list[Any] = [shape, *(step.shape for step in graph(model).steps)]
    if any(None in one for one in shapes):
        shapes = [shape, *_traced_shapes(model, shape)]
    return [math.prod(one) for one in shapes]


def _traced_shapes(model: keras.Model, shape: tuple[int, ...]) -> list[Any]:
    """Return each step's output shape where the model takes pictures of any size."""
    found: list[Any] = []

    def see(_: Step, output: Any) -> None:
        found.append(tuple(output.shape[1:]))

    picture = keras.KerasTensor((1, *shape))
    keras.src.backend.compute_output_spec(lambda x: graph(model).run(x, see=see), picture)
    return found
