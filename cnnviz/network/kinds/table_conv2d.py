"""TableConv2D: a convolution in which a table says which channels each kernel sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import Window, conv2d, conv2d_backward
from cnnviz.layers.activation import activate, activate_backward
from cnnviz.layers.connections import connected_kernel, connections
from cnnviz.layers.windows import Padding
from cnnviz.network import terms
from cnnviz.network.checks import Pair, Shape, check
from cnnviz.network.defined import Defined
from cnnviz.network.families import Convolving, MapKernels, bias_of
from cnnviz.network.layer import Array, Gradients, Weight
from cnnviz.network.setting import Rows, declared


@dataclass(frozen=True)
class TableConv2D(Convolving, Defined):
    """A convolution with one filter for each row of the table, over the channels that the row lists."""

    table: tuple[tuple[int, ...], ...] = declared(Rows(terms.MAX_UNITS, "filter", positional=True))
    kernel_size: Pair = declared(terms.KERNEL_SIZE, (3, 3))
    strides: Pair = declared(terms.EQUAL_STRIDES, (1, 1))
    padding: Padding = declared(terms.PADDING_MODE, "valid")
    activation: str = declared(terms.ACTIVATION_NAME, "linear")
    use_bias: bool = declared(terms.USE_BIAS, default=True)

    group = "convolution"
    keras_name = "table_conv2d"
    title = "Convolution by a table"
    word = "table-conv"
    short = "table conv {kernel_size}"
    about = "A convolution in which each kernel sees only some channels. A table lists them. LeNet-5 used it."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return a layer with four filters of 3x3, of which each sees two of four channels."""
        return cls(((0, 1), (1, 2), (2, 3), (0, 3)), activation="relu")

    def along(self, axis: int) -> Window:
        """Return the kernel along an axis: 0 for rows, 1 for columns."""
        return Window(self.kernel_size[axis], self.strides[axis], padding=self.padding)

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height, width, filters)."""
        shape = self.feature_map_input(shapes)
        needed = max(max(row) for row in self.table) + 1
        check(
            shape[2] >= needed,
            f"Its table needs {needed:,} channels. Make more in the layer before.",
            shape,
        )
        return (*self.output_size(shape), len(self.table))

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return one kernel for each connection, row by row, and the biases if there are any."""
        self.output_shape(*shapes)
        kernel = Weight("kernel", (*self.kernel_size, sum(map(len, self.table))))
        return (kernel, Weight("bias", (len(self.table),))) if self.use_bias else (kernel,)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each weight at each position."""
        height, width, _ = self.output_shape(*shapes)
        rows, columns, n_connections = self.weights(*shapes)[0].shape
        return rows * columns * n_connections * height * width

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        """Return the feature maps after the activation."""
        return activate(self.activation, self._sums(inputs, weights))

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:
        """Return the gradients of the input, the kernels and the biases."""
        slopes = activate_backward(self.activation, gradient, self._sums(inputs, weights))
        kernel = connected_kernel(weights[0], self.table, inputs[0].shape[2])
        dx, dkernel, dbias = conv2d_backward(
            slopes, inputs[0], kernel, strides=self.strides, padding=self.padding
        )
        channels, filters = connections(self.table)
        return Gradients([dx], [dkernel[:, :, channels, filters], dbias][: len(weights)])

    def _sums(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        kernel = connected_kernel(weights[0], self.table, inputs[0].shape[2])
        return conv2d(inputs[0], kernel, *weights[1:], strides=self.strides, padding=self.padding)

    def map_kernels(self, channel: int, weights: Sequence[Array]) -> MapKernels:
        """Return the kernel of a filter for each channel of its row, and its bias."""
        first = sum(map(len, self.table[:channel]))
        row = self.table[channel]
        kernels = weights[0][:, :, first : first + len(row)]
        return MapKernels(row, kernels, bias_of(channel, weights, 1))

    @property
    def final_activation(self) -> str:
        """The layer's activation."""
        return self.activation
