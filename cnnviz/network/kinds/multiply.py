"""Multiply: the product of the inputs, number by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import multiply, multiply_backward
from cnnviz.network.checks import Shape
from cnnviz.network.families import Merging, n_numbers
from cnnviz.network.layer import Array, Gradients


@dataclass(frozen=True)
class Multiply(Merging):
    """The product of the inputs, number by number."""

    keras_name = "multiply"
    title = "Multiply"
    word = "multiply"
    short = "multiply"
    about = "Multiplies the outputs of two or more layers, number by number. A 0 switches a number off."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return the layer; it has no settings."""
        return cls()

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the common shape of the inputs."""
        return self.common(shapes)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each number and each input after the first."""
        return (len(shapes) - 1) * n_numbers(self.common(shapes))

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the product of the inputs, number by number."""
        return multiply(inputs)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of each input."""
        return Gradients(multiply_backward(gradient, inputs), [])
