"""Dropout: a share of the values is switched off while training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.network.checks import Shape
from cnnviz.network.families import OneByOne, Weightless
from cnnviz.network.layer import Array, Fixed, Gradients
from cnnviz.network.setting import Number, declared

ABOUT = "While training, switches this share of the numbers off, others each time. Later, none."


@dataclass(frozen=True)
class Dropout(OneByOne, Weightless):
    """Switches off a share of the values while training; passes everything on otherwise."""

    rate: float = declared(Number(0, 1, label="Rate", help=ABOUT, said="rate {}", bare=True), default=0.5)

    group = "regularization"
    keras_name = "dropout"
    word = "dropout"
    short = "dropout"
    about = ABOUT
    keras_only = (Fixed("noise_shape", (), "Every number must be switched off by itself."),)

    @classmethod
    def usual(cls) -> Self:
        """Return a rate of a quarter."""
        return cls(0.25)

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the same question to every layer
        """Return 0: after training everything passes as it is."""
        return 0

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has none
        """Return the input."""
        return inputs[0]

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient as it is."""
        return Gradients([gradient], [])

    @property
    def final_activation(self) -> str:
        """None."""
        return "linear"
