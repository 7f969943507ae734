"""Subsampling2D: LeNet-5's pooling, which learns a coefficient and a bias for each map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from cnnviz.layers import Window
from cnnviz.layers.subsampling import subsample2d, subsample2d_backward
from cnnviz.network import terms
from cnnviz.network.checks import Pair, Shape
from cnnviz.network.defined import Defined
from cnnviz.network.families import Windowed, n_numbers
from cnnviz.network.layer import Array, Gradients, Weight
from cnnviz.network.setting import declared


@dataclass(frozen=True)
class Subsampling2D(Windowed, Defined):
    """The sum of each window, times a learned coefficient of the channel, plus a learned bias."""

    pool_size: Pair = declared(terms.POOL_SIZE, (2, 2))
    strides: Pair | None = declared(replace(terms.STRIDES, follows="pool_size"), None)

    group = "pooling"
    keras_name = "subsampling2d"
    title = "Subsampling"
    word = "subsample"
    short = "subsample {pool_size}"
    about = "Adds up each window, multiplies the sum by a learned number and adds another. LeNet-5 used it."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return a window of 2x2 with strides of 2."""
        return cls()

    def along(self, axis: int) -> Window:
        """Return the window along an axis: 0 for rows, 1 for columns."""
        return Window(self.pool_size[axis], (self.strides or self.pool_size)[axis])

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height, width, channels), with one position for each window."""
        shape = self.feature_map_input(shapes)
        return (*self.output_size(shape), shape[2])

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return the coefficients and the biases, one of each for each channel."""
        channels = self.feature_map_input(shapes)[2:]
        return Weight("coefficient", channels), Weight("bias", channels)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each window."""
        return n_numbers(self.output_shape(*shapes))

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        """Return the sum of each window, scaled and moved."""
        coefficient, bias = weights
        return subsample2d(inputs[0], coefficient, bias, self.pool_size, strides=self.strides)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:
        """Return the gradients of the input, the coefficients and the biases."""
        dx, *learned = subsample2d_backward(
            gradient, inputs[0], weights[0], self.pool_size, strides=self.strides
        )
        return Gradients([dx], learned)

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
