"""The cost of a layer: its parameters, and its multiplications for one sample."""

import math
from typing import NamedTuple

Shape = tuple[int, int, int]


class WeightCost(NamedTuple):
    """The numbers of weights and biases of a layer, and of its multiplications for one sample."""

    weights: int
    biases: int
    multiplications: int

    @property
    def parameters(self) -> int:
        """The number of parameters, as `count_params` of a Keras layer returns it."""
        return self.weights + self.biases


def conv2d_cost(kernel_size: tuple[int, int], in_channels: int, output_shape: Shape) -> WeightCost:
    """Return the cost of a convolution: few weights, each used at every position.

    Args:
        kernel_size: (rows, columns).
        in_channels: The number of channels of the input.
        output_shape: (height, width, filters).

    >>> conv2d_cost((3, 3), 1, (26, 26, 32))
    WeightCost(weights=288, biases=32, multiplications=194688)
    """
    height, width, filters = output_shape
    weights = math.prod(kernel_size) * in_channels * filters
    return WeightCost(weights, filters, weights * height * width)


def dense_cost(n_inputs: int, n_outputs: int) -> WeightCost:
    """Return the cost of a fully connected layer: one weight from each input to each output.

    >>> dense_cost(784, 10)
    WeightCost(weights=7840, biases=10, multiplications=7840)
    """
    return WeightCost(n_inputs * n_outputs, n_outputs, n_inputs * n_outputs)
