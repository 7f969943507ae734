"""Add: the sum of the inputs, number by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import add, add_backward
from cnnviz.network.checks import Shape
from cnnviz.network.families import Merging
from cnnviz.network.layer import Array, Gradients


@dataclass(frozen=True)
class Add(Merging):
    """The sum of the inputs, number by number."""

    keras_name = "add"
    title = "Add"
    word = "add"
    short = "add"
    about = "Adds the outputs of two or more layers, number by number. A shortcut ends here."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return the layer; it has no settings."""
        return cls()

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the common shape of the inputs."""
        return self.common(shapes)

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the interface of all layers
        """Return 0; sums do not count."""
        return 0

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the sum of the inputs, number by number."""
        return add(inputs)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of each input."""
        return Gradients(add_backward(gradient, inputs), [])
