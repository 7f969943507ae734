"""Activation: a function that each number goes through by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers.activation import SOFTMAX, activate, activate_backward
from cnnviz.layers.reach import Reach
from cnnviz.network import terms
from cnnviz.network.checks import Shape
from cnnviz.network.families import OneByOne, Weightless
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.setting import Word, declared


@dataclass(frozen=True)
class Activation(OneByOne, Weightless):
    """An activation as a layer of its own."""

    activation: str = declared(
        Word(terms.ACTIVATIONS, label="Activation", help=terms.ACTIVATION, bare=True), default="relu"
    )

    group = "activation"
    keras_name = "activation"
    word = ""
    short = "{activation}"
    about = "Each number goes through a function by itself: ReLU, tanh, softmax and others."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return ReLU."""
        return cls("relu")

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the same question to every layer
        """Return 0: functions are not counted."""
        return 0

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:
        """Return what the units before see; the softmax of a column looks at all of it."""
        if self.activation == SOFTMAX and len(self.one(shapes)) == 1:
            return before[0].whole()
        return super().reach(axis, before, shapes)

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has none
        """Return the values after the function."""
        return activate(self.activation, inputs[0])

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient times the function's slope."""
        return Gradients([activate_backward(self.activation, gradient, inputs[0])], [])

    @property
    def final_activation(self) -> str:
        """The activation that it is."""
        return self.activation
