"""ReLU: the rectified linear unit as a layer, with an optional maximum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import clipped_relu, clipped_relu_backward
from cnnviz.network.checks import Shape
from cnnviz.network.families import Elementwise, Weightless, n_numbers
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.setting import Number, declared

MAXIMUM = "Larger numbers become this number. Leave it empty for no limit."
SLOPE = "Numbers below the threshold are multiplied by this. 0 makes them 0."
THRESHOLD = "Where the function begins to rise."


@dataclass(frozen=True)
class ReLU(Elementwise, Weightless):
    """max(x, 0), with an optional maximum, a threshold, and a slope below it."""

    max_value: float | None = declared(
        Number(0, 1e6, 1, optional=True, label="Maximum", help=MAXIMUM, phrase="maximum {}"), default=None
    )
    negative_slope: float = declared(
        Number(0, 100, label="Slope below", help=SLOPE, phrase="slope below {}"), default=0.0
    )
    threshold: float = declared(
        Number(0, 1e6, 1, label="Threshold", help=THRESHOLD, phrase="threshold {}"), default=0.0
    )

    group = "activation"
    keras_name = "re_lu"
    title = "ReLU"
    word = "rectify"
    short = "ReLU"
    about = "Negative numbers become 0. With a maximum of 6, it is called ReLU6."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return ReLU6, a layer with a maximum of 6."""
        return cls(6.0)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each number if there is a slope below the threshold, otherwise 0."""
        return n_numbers(self.single_input(shapes)) if self.negative_slope else 0

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the rectified values."""
        return clipped_relu(inputs[0], self.max_value, self.negative_slope, self.threshold)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient times the slope at each value."""
        dx = clipped_relu_backward(gradient, inputs[0], self.max_value, self.negative_slope, self.threshold)
        return Gradients([dx], [])

    @property
    def final_activation(self) -> str:
        """ReLU."""
        return "relu"
