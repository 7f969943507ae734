"""DepthwiseConv2D: a convolution of each channel with its own kernels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import Window, depthwise_conv2d, depthwise_conv2d_backward
from cnnviz.layers.activation import activate, activate_backward
from cnnviz.layers.windows import Padding
from cnnviz.network import terms
from cnnviz.network.checks import Pair, Shape, check
from cnnviz.network.families import CHANNELS_LAST, Convolving, MapKernels, bias_of
from cnnviz.network.layer import Array, Gradients, Weight
from cnnviz.network.setting import declared


@dataclass(frozen=True)
class DepthwiseConv2D(Convolving):
    """A convolution that does not sum channels: each channel has its own `depth_multiplier` kernels."""

    kernel_size: Pair = declared(terms.KERNEL_SIZE, (3, 3))
    strides: Pair = declared(terms.EQUAL_STRIDES, (1, 1))
    padding: Padding = declared(terms.PADDING_MODE, "valid")
    depth_multiplier: int = declared(terms.DEPTH_MULTIPLIER, 1)
    dilation_rate: Pair = declared(terms.DILATION_RATE, (1, 1))
    activation: str = declared(terms.ACTIVATION_NAME, "linear")
    use_bias: bool = declared(terms.USE_BIAS, default=True)

    group = "convolution"
    keras_name = "depthwise_conv2d"
    title = "Depthwise convolution"
    word = "depthwise"
    short = "depthwise {kernel_size}"
    about = "Gives each channel its own kernel. It does not add up channels, so it has few weights."
    keras_only = CHANNELS_LAST

    @classmethod
    def usual(cls) -> Self:
        """Return a layer with kernels of 3x3, padding "same" and ReLU."""
        return cls(padding="same", activation="relu")

    def __post_init__(self) -> None:
        super().__post_init__()
        both = max(self.strides) > 1 and max(self.dilation_rate) > 1
        check(not both, "DepthwiseConv2D's strides and dilation cannot both be above 1.", self)

    def along(self, axis: int) -> Window:
        """Return the kernel along an axis: 0 for rows, 1 for columns."""
        return Window(self.kernel_size[axis], self.strides[axis], self.dilation_rate[axis], self.padding)

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height, width, channels times depth_multiplier)."""
        shape = self.feature_map_input(shapes)
        return (*self.output_size(shape), shape[2] * self.depth_multiplier)

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return the kernels, and the biases if there are any."""
        channels = self.feature_map_input(shapes)[2]
        kernel = Weight("kernel", (*self.kernel_size, channels, self.depth_multiplier))
        bias = Weight("bias", (channels * self.depth_multiplier,))
        return (kernel, bias) if self.use_bias else (kernel,)

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
        dx, *dweights = depthwise_conv2d_backward(
            slopes,
            inputs[0],
            weights[0],
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
        )
        return Gradients([dx], dweights[: len(weights)])

    def _sums(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        return depthwise_conv2d(
            inputs[0],
            *weights,
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
        )

    def map_kernels(self, channel: int, weights: Sequence[Array]) -> MapKernels:
        """Return the single kernel of a feature map, the channel that it sees, and its bias."""
        seen, n = divmod(channel, self.depth_multiplier)
        return MapKernels((seen,), weights[0][:, :, seen : seen + 1, n], bias_of(channel, weights, 1))

    @property
    def final_activation(self) -> str:
        """The layer's activation."""
        return self.activation
