"""Dropout: a share of the numbers is set to 0 during training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.network.checks import Shape
from cnnviz.network.families import Elementwise, Weightless
from cnnviz.network.layer import Array, Fixed, Gradients
from cnnviz.network.setting import Number, declared

ABOUT = "In training, sets this share of the numbers to 0, at random. Afterwards it does nothing."


@dataclass(frozen=True)
class Dropout(Elementwise, Weightless):
    """Sets a random share of the numbers to 0 during training; does nothing in inference."""

    rate: float = declared(
        Number(0, 1, label="Rate", help=ABOUT, phrase="rate {}", positional=True), default=0.5
    )

    group = "regularization"
    keras_name = "dropout"
    title = "Dropout"
    word = "dropout"
    short = "dropout"
    about = ABOUT
    keras_only = (Fixed("noise_shape", (), "A noise shape of dropout is not supported."),)

    @classmethod
    def usual(cls) -> Self:
        """Return a layer with a rate of 0.25."""
        return cls(0.25)

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the interface of all layers
        """Return 0; inference does nothing."""
        return 0

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the input."""
        return inputs[0]

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient unchanged."""
        return Gradients([gradient], [])

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
