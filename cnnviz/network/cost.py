"""What each layer of a network costs: shape, parameters with their product, multiplications, what it sees."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cnnviz.layers import Window, conv2d_cost, dense_cost, receptive_field
from cnnviz.network.checks import Pair, Shape
from cnnviz.network.kinds import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    GlobalAveragePooling2D,
    Layer,
    Pooling2D,
)
from cnnviz.network.network import Network


@dataclass(frozen=True)
class Cost:
    """What one layer costs, for one input."""

    name: str
    """As Keras names it: conv2d_1."""
    output_shape: Shape
    parameters: int
    """What `count_params` of the Keras layer gives."""
    trainable: int
    """How many of them are learned; a normalization keeps the others."""
    product: str
    """How the parameters come about: "3·3·1·32 + 32 = 320"; "0" where there are none."""
    multiplications: int
    """By a weight or, when values are normalized, by a scale. Sums, maxima and means are not counted."""
    field: Pair
    """Rows and columns of the input that one number of the output depends on, as far as they reach."""


def costs(network: Network) -> list[Cost]:
    """Return what each layer costs.

    >>> from cnnviz.network import lecture_network
    >>> first = costs(lecture_network())[0]
    >>> first.product, first.multiplications, first.field
    ('3·3·1·32 + 32 = 320', 194688, (3, 3))
    """
    inputs = (network.input_shape, *network.output_shapes)
    fields = receptive_fields(network)
    return [
        Cost(
            name=name,
            output_shape=inputs[n + 1],
            parameters=network.parameters[n],
            trainable=network.trainable[n],
            product=product(layer, inputs[n]),
            multiplications=multiplications(layer, inputs[n]),
            field=fields[n],
        )
        for n, (layer, name) in enumerate(zip(network.layers, network.names, strict=True))
    ]


def product(layer: Layer, shape: Shape) -> str:
    """Return how many parameters a layer has for an input of this shape, as the product that gives them.

    >>> product(Dense(10), (128,)), product(BatchNormalization(), (13, 13, 32))
    ('128·10 + 10 = 1,290', '2·32 learned + 2·32 kept = 128')
    """
    arrays = layer.weight_shapes(shape)
    total = sum(map(math.prod, arrays))
    if isinstance(layer, BatchNormalization):
        kept, learned = layer.n_kept, len(arrays) - layer.n_kept
        terms = [f"{n}·{shape[-1]:,} {word}" for n, word in ((learned, "learned"), (kept, "kept")) if n]
    else:
        terms = ["·".join(f"{side:,}" for side in array) for array in arrays]
    return f"{' + '.join(terms)} = {total:,}" if terms else "0"


def multiplications(layer: Layer, shape: Shape) -> int:
    """Return how often a layer multiplies for one input of this shape."""
    output = layer.output_shape(shape)
    if isinstance(layer, Conv2D):
        height, width, filters = output
        return conv2d_cost(layer.kernel_size, shape[2], (height, width, filters)).multiplications
    if isinstance(layer, Dense):
        return dense_cost(shape[0], layer.units).multiplications
    return math.prod(output) if isinstance(layer, BatchNormalization) else 0


def receptive_fields(network: Network) -> list[Pair]:
    """Return rows and columns that one number of each layer's output depends on.

    A convolution's or a pooling's field may reach beyond the input, into the padding. What looks at all
    numbers before it, as Dense does, depends on all that these see of the input.
    """
    stack: list[Conv2D | Pooling2D] = []
    found: list[Pair] = []
    field: Pair = (1, 1)
    whole: Pair | None = None
    shape = network.input_shape
    for layer, output in zip(network.layers, network.output_shapes, strict=True):
        if isinstance(layer, Conv2D | Pooling2D):
            stack.append(layer)
            field = _both(network.input_shape, stack, _of_one)
        elif _sees_all(layer, shape):
            whole = field = whole or _both(network.input_shape, stack, _of_all)
        found.append(field)
        shape = output
    return found


def _sees_all(layer: Layer, shape: Shape) -> bool:
    """Whether each number of the layer's output depends on every place of its input."""
    softmax = isinstance(layer, Activation) and layer.activation == "softmax" and len(shape) == 1
    return softmax or isinstance(layer, Dense | GlobalAveragePooling2D)


def _both(
    shape: Shape, stack: Sequence[Conv2D | Pooling2D], along: Callable[[int, list[Window]], int]
) -> Pair:
    rows, columns = (along(shape[axis], [layer.along(axis) for layer in stack]) for axis in (0, 1))
    return (rows, columns) if rows and columns else (0, 0)  # no column of any row is no row either


def _of_one(side: int, stack: Sequence[Window]) -> int:
    return receptive_field(side, stack).size


def _of_all(side: int, stack: Sequence[Window]) -> int:
    """Return how far it is from the first pixel that any unit sees to the last; 0 where none sees any."""
    n_units = receptive_field(side, stack).n_units
    seen = {pixel for unit in range(n_units) for pixel in receptive_field(side, stack, unit).seen}
    return max(seen) - min(seen) + 1 if seen else 0
