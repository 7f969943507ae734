"""AveragePooling2D: the mean of each window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.layers import average_pool2d, average_pool2d_backward
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.pooling import Pooling2D


@dataclass(frozen=True)
class AveragePooling2D(Pooling2D):
    """The mean of each window."""

    keras_name = "average_pooling2d"
    title = "Average pooling"
    word = "average"
    short = "average {pool_size}"
    about = "Keeps the mean of each window."

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the mean of each window."""
        return average_pool2d(inputs[0], self.pool_size, strides=self.strides, padding=self.padding)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of the input."""
        x = inputs[0]
        dx = average_pool2d_backward(gradient, x, self.pool_size, strides=self.strides, padding=self.padding)
        return Gradients([dx], [])
