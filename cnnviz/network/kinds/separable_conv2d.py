"""SeparableConv2D: a depthwise convolution, then a 1x1 convolution over the channels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from cnnviz.layers import (
    Window,
    conv2d,
    conv2d_backward,
    depthwise_conv2d,
    depthwise_conv2d_backward,
)
from cnnviz.layers.activation import activate, activate_backward
from cnnviz.layers.windows import Padding
from cnnviz.network import terms
from cnnviz.network.checks import Pair, Shape, check
from cnnviz.network.families import CHANNELS_LAST, Convolving, MapKernels, bias_of
from cnnviz.network.layer import Array, Gradients, Weight
from cnnviz.network.setting import declared


@dataclass(frozen=True)
class SeparableConv2D(Convolving):
    """A depthwise convolution, then `filters` weighted sums of the channels, and an activation."""

    filters: int = declared(terms.FILTERS)
    kernel_size: Pair = declared(terms.KERNEL_SIZE, (3, 3))
    strides: Pair = declared(terms.EQUAL_STRIDES, (1, 1))
    padding: Padding = declared(terms.PADDING_MODE, "valid")
    dilation_rate: Pair = declared(terms.DILATION_RATE, (1, 1))
    depth_multiplier: int = declared(terms.DEPTH_MULTIPLIER, 1)
    activation: str = declared(terms.ACTIVATION_NAME, "linear")
    use_bias: bool = declared(terms.USE_BIAS, default=True)

    group = "convolution"
    keras_name = "separable_conv2d"
    title = "Separable convolution"
    word = "separable"
    short = "separable {kernel_size}"
    about = (
        "A convolution in two steps. First, each channel has its own kernel. "
        "Then each place adds up its channels with weights. It has far fewer weights than Conv2D."
    )
    keras_only = CHANNELS_LAST

    @classmethod
    def usual(cls) -> Self:
        """Return a layer with 32 filters of 3x3 and ReLU."""
        return cls(32, activation="relu")

    def __post_init__(self) -> None:
        super().__post_init__()
        both = max(self.strides) > 1 and max(self.dilation_rate) > 1
        check(not both, "SeparableConv2D's strides and dilation cannot both be above 1.", self)

    def along(self, axis: int) -> Window:
        """Return the kernel along an axis: 0 for rows, 1 for columns."""
        return Window(self.kernel_size[axis], self.strides[axis], self.dilation_rate[axis], self.padding)

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height, width, filters)."""
        return (*self.output_size(self.feature_map_input(shapes)), self.filters)

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return the kernels of both steps, and the biases if there are any."""
        channels = self.feature_map_input(shapes)[2]
        depthwise = Weight("depthwise_kernel", (*self.kernel_size, channels, self.depth_multiplier))
        pointwise = Weight("pointwise_kernel", (1, 1, channels * self.depth_multiplier, self.filters))
        bias = (Weight("bias", (self.filters,)),) if self.use_bias else ()
        return (depthwise, pointwise, *bias)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each weight of both steps at each position."""
        height, width, _ = self.output_shape(*shapes)
        kernels = self.weights(*shapes)[:2]
        return sum(math.prod(kernel.shape) for kernel in kernels) * height * width

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        """Return the feature maps after the activation."""
        return activate(self.activation, conv2d(self._by_channel(inputs, weights), *weights[1:]))

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:
        """Return the gradients of the input, the kernels of both steps and the biases."""
        between = self._by_channel(inputs, weights)
        slopes = activate_backward(self.activation, gradient, conv2d(between, *weights[1:]))
        dbetween, dpointwise, dbias = conv2d_backward(slopes, between, weights[1])
        dx, ddepthwise, _ = depthwise_conv2d_backward(
            dbetween,
            inputs[0],
            weights[0],
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
        )
        return Gradients([dx], [ddepthwise, dpointwise, dbias][: len(weights)])

    def _by_channel(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        return depthwise_conv2d(
            inputs[0],
            weights[0],
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
        )

    def map_kernels(self, channel: int, weights: Sequence[Array]) -> MapKernels:
        """Return both steps as one kernel for each channel, and the bias of a feature map."""
        by_channel, across = weights[:2]
        n_channels = by_channel.shape[2]
        shares = across[0, 0, :, channel].reshape(n_channels, self.depth_multiplier)
        kernels = np.einsum("ijcm,cm->ijc", by_channel, shares)
        return MapKernels(tuple(range(n_channels)), kernels, bias_of(channel, weights, 2))

    @property
    def final_activation(self) -> str:
        """The layer's activation."""
        return self.activation
