"""Flatten: the feature maps as one column of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import flatten, flatten_backward
from cnnviz.layers.reach import Reach
from cnnviz.network.checks import Shape
from cnnviz.network.families import CHANNELS_LAST, Weightless, n_numbers
from cnnviz.network.layer import Array, Gradients


@dataclass(frozen=True)
class Flatten(Weightless):
    """Flattens (height, width, channels) to one column, position by position, all channels of each."""

    group = "shape"
    keras_name = "flatten"
    title = "Flatten"
    word = "flatten"
    short = "flatten"
    about = "Writes all maps into one column: place by place, all channels of each."
    keras_only = CHANNELS_LAST

    @classmethod
    def usual(cls) -> Self:
        """Return the layer; it has no settings."""
        return cls()

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height * width * channels,)."""
        return (n_numbers(self.single_input(shapes)),)

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the interface of all layers
        """Return 0."""
        return 0

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return the reach of the input's units, which become the numbers of the column."""
        return before[0]

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return all numbers in one column."""
        return flatten(inputs[0])

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient in the shape of the input."""
        return Gradients([flatten_backward(gradient, inputs[0].shape)], [])

    @property
    def takes_maps(self) -> bool:
        """False; see `Layer`."""
        return False

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
