"""Rescaling: each number times a scale, plus an offset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from cnnviz.network.checks import Shape
from cnnviz.network.families import Elementwise, Weightless, n_numbers
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.setting import Number, declared

SCALE = "Every number is multiplied by this."
OFFSET = "This is then added to every number."


@dataclass(frozen=True)
class Rescaling(Elementwise, Weightless):
    """x * scale + offset, such as to scale inputs to the range that a network was trained with."""

    scale: float = declared(Number(-1e6, 1e6, label="Scale", help=SCALE, positional=True), default=1.0)
    offset: float = declared(Number(-1e6, 1e6, label="Offset", help=OFFSET, phrase="offset {}"), default=0.0)

    group = "normalization"
    keras_name = "rescaling"
    title = "Rescaling"
    word = "rescale"
    short = "rescale"
    about = "Multiplies every number by a scale and adds an offset. Nothing is learned."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return a layer that maps 0 to 1 to -1 to 1."""
        return cls(2.0, -1.0)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each number."""
        return n_numbers(self.single_input(shapes))

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return x * scale + offset."""
        return np.asarray(inputs[0] * np.float32(self.scale) + np.float32(self.offset), np.float32)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient times the scale."""
        return Gradients([np.asarray(gradient * np.float32(self.scale), np.float32)], [])

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
