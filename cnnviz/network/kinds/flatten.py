"""Flatten: the maps as one column of numbers."""

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
    """Height, width and channels as one column: position by position, all channels of each."""

    group = "shape"
    keras_name = "flatten"
    word = "flatten"
    short = "flatten"
    about = "Lays height, width and channels out as one column: place by place, all channels of each."
    keras_only = CHANNELS_LAST

    @classmethod
    def usual(cls) -> Self:
        """Return the layer; it has no settings."""
        return cls()

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height * width * channels,)."""
        return (n_numbers(self.one(shapes)),)

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the same question to every layer
        """Return 0."""
        return 0

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return what the units before see: each number of the column is one of them."""
        return before[0]

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has none
        """Return all numbers in one column."""
        return flatten(inputs[0])

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient with each number at its place."""
        return Gradients([flatten_backward(gradient, inputs[0].shape)], [])

    @property
    def takes_maps(self) -> bool:
        """False."""
        return False

    @property
    def final_activation(self) -> str:
        """None."""
        return "linear"
