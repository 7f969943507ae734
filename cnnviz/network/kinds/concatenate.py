"""Concatenate: the channels of all inputs, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import concatenate, concatenate_backward
from cnnviz.network.checks import Shape, by, check
from cnnviz.network.families import Merging
from cnnviz.network.layer import Array, Fixed, Gradients


@dataclass(frozen=True)
class Concatenate(Merging):
    """The channels of all inputs, one after the other."""

    keras_name = "concatenate"
    title = "Concatenate"
    word = "concatenate"
    short = "concatenate"
    about = "Stacks the maps of two or more layers. Their channels add up."
    keras_only = (Fixed("axis", (-1, 3), "Only channels can be concatenated."),)

    @classmethod
    def usual(cls) -> Self:
        """Return the layer; it has no settings."""
        return cls()

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the height and width of the inputs, with the sum of their channels."""
        first, *rest = self.several(shapes)
        given = " and ".join(by(shape) for shape in shapes)
        check(
            all(shape[:-1] == first[:-1] for shape in rest),
            f"Concatenate needs inputs of the same height and width, not {given}.",
            shapes,
        )
        return (*first[:-1], sum(shape[-1] for shape in shapes))

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the interface of all layers
        """Return 0; nothing is computed."""
        return 0

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the channels of all inputs, one after the other."""
        return concatenate(inputs)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of each input."""
        return Gradients(concatenate_backward(gradient, inputs), [])
