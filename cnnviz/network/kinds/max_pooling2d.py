"""MaxPooling2D: the largest value of each window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.layers import max_pool2d, max_pool2d_backward
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.pooling import Pooling2D


@dataclass(frozen=True)
class MaxPooling2D(Pooling2D):
    """The largest value of each window."""

    keras_name = "max_pooling2d"
    title = "Max pooling"
    word = "max"
    short = "max {pool_size}"
    about = "Keeps the largest number of each window."

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the largest value of each window."""
        return max_pool2d(inputs[0], self.pool_size, strides=self.strides, padding=self.padding)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of the input."""
        x = inputs[0]
        dx = max_pool2d_backward(gradient, x, self.pool_size, strides=self.strides, padding=self.padding)
        return Gradients([dx], [])
