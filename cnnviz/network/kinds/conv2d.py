"""Conv2D: a convolution with learned kernels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import Window, conv2d, conv2d_backward
from cnnviz.layers.activation import activate, activate_backward
from cnnviz.layers.windows import Padding
from cnnviz.network import terms
from cnnviz.network.checks import Pair, Shape, check
from cnnviz.network.families import CHANNELS_LAST, Convolving, MapKernels, bias_of
from cnnviz.network.layer import Array, Gradients, Weight
from cnnviz.network.setting import Integer, declared

GROUPS = (
    "Splits the channels into this many equal parts. Each kernel sees only one part. "
    "The layer has that many times fewer weights."
)


@dataclass(frozen=True)
class Conv2D(Convolving):
    """A convolution with `filters` kernels, each over all channels of its group, and an activation."""

    filters: int = declared(terms.FILTERS)
    kernel_size: Pair = declared(terms.KERNEL_SIZE, (3, 3))
    strides: Pair = declared(terms.STRIDES, (1, 1))
    padding: Padding = declared(terms.PADDING_MODE, "valid")
    dilation_rate: Pair = declared(terms.DILATION_RATE, (1, 1))
    activation: str = declared(terms.ACTIVATION_NAME, "linear")
    use_bias: bool = declared(terms.USE_BIAS, default=True)
    groups: int = declared(
        Integer(1, terms.MAX_UNITS, "group", label="Groups", help=GROUPS, rare=True), default=1
    )

    group = "convolution"
    keras_name = "conv2d"
    title = "Convolution"
    word = "conv"
    short = "conv {kernel_size}"
    about = "Slides learned kernels over the input. The same few weights serve every place."
    keras_only = CHANNELS_LAST

    @classmethod
    def usual(cls) -> Self:
        """Return a layer with 32 kernels of 3x3 and ReLU."""
        return cls(32, activation="relu")

    def __post_init__(self) -> None:
        super().__post_init__()
        both = max(self.strides) > 1 and max(self.dilation_rate) > 1
        check(not both, "As in Keras, Conv2D's strides and dilation cannot both be above 1.", self)
        check(
            self.filters % self.groups == 0,
            f"Conv2D's filters must be divisible by the number of groups, {self.groups}.",
            self.filters,
        )

    def along(self, axis: int) -> Window:
        """Return the kernel along an axis: 0 for rows, 1 for columns."""
        return Window(self.kernel_size[axis], self.strides[axis], self.dilation_rate[axis], self.padding)

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height, width, filters)."""
        shape = self.feature_map_input(shapes)
        check(
            shape[2] % self.groups == 0,
            f"{shape[2]:,} channels cannot be split into {self.groups} equal groups.",
            shape,
        )
        return (*self.output_size(shape), self.filters)

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return the kernels, and the biases if there are any."""
        kernel = Weight(
            "kernel", (*self.kernel_size, self.feature_map_input(shapes)[2] // self.groups, self.filters)
        )
        return (kernel, Weight("bias", (self.filters,))) if self.use_bias else (kernel,)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each weight at each position."""
        height, width, _ = self.output_shape(*shapes)
        return math.prod(self.weights(*shapes)[0].shape) * height * width

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        """Return the feature maps after the activation."""
        return activate(self.activation, self._sums(inputs, weights))

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:
        """Return the gradients of the input, the kernels and the biases."""
        slopes = activate_backward(self.activation, gradient, self._sums(inputs, weights))
        dx, *dweights = conv2d_backward(
            slopes,
            inputs[0],
            weights[0],
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
            groups=self.groups,
        )
        return Gradients([dx], dweights[: len(weights)])

    def _sums(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        return conv2d(
            inputs[0],
            *weights,
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
            groups=self.groups,
        )

    def map_kernels(self, channel: int, weights: Sequence[Array]) -> MapKernels:
        """Return the kernel of a filter for each channel of its group, and its bias."""
        kernels = weights[0][..., channel]
        first = channel // (self.filters // self.groups) * kernels.shape[2]
        channels = tuple(range(first, first + kernels.shape[2]))
        return MapKernels(channels, kernels, bias_of(channel, weights, 1))

    @property
    def final_activation(self) -> str:
        """The layer's activation."""
        return self.activation
