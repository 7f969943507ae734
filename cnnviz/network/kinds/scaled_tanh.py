"""ScaledTanh: LeNet-5's squashing function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers.squashing import scaled_tanh, scaled_tanh_backward
from cnnviz.network.checks import Shape
from cnnviz.network.defined import Defined
from cnnviz.network.families import Elementwise, Weightless, n_numbers
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.setting import Number, declared

AMPLITUDE = "The largest value that the function comes near."
SLOPE = "Every number is multiplied by this first."


@dataclass(frozen=True)
class ScaledTanh(Elementwise, Weightless, Defined):
    """amplitude * tanh(slope * x). With LeNet-5's settings 1 stays 1, and -1 stays -1."""

    amplitude: float = declared(
        Number(0, 10, label="Amplitude", help=AMPLITUDE, phrase="amplitude {}"), default=1.7159
    )
    slope: float = declared(Number(0, 10, label="Slope", help=SLOPE, phrase="slope {}"), default=2 / 3)

    group = "activation"
    keras_name = "scaled_tanh"
    title = "Scaled tanh"
    word = "scaled-tanh"
    short = "tanh (scaled)"
    about = "Squashes each number, as tanh does, but 1 stays 1. LeNet-5 used it."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return LeNet-5's function."""
        return cls()

    def multiplications(self, *shapes: Shape) -> int:
        """Return two multiplications for each number; tanh does not count."""
        return 2 * n_numbers(self.single_input(shapes))

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the squashed values."""
        return scaled_tanh(inputs[0], self.amplitude, self.slope)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient times the slope of the function."""
        return Gradients([scaled_tanh_backward(gradient, inputs[0], self.amplitude, self.slope)], [])

    @property
    def final_activation(self) -> str:
        """Its own: none of Keras's."""
        return "scaled_tanh"
