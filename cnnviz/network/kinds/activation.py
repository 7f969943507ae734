"""Activation: a function applied to each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers.activation import SOFTMAX, activate, activate_backward
from cnnviz.layers.reach import Reach
from cnnviz.network import terms
from cnnviz.network.checks import Shape
from cnnviz.network.families import Elementwise, Weightless
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.setting import Choice, declared


@dataclass(frozen=True)
class Activation(Elementwise, Weightless):
    """An activation as a layer of its own."""

    activation: str = declared(
        Choice(terms.ACTIVATIONS, label="Activation", help=terms.ACTIVATION, positional=True), default="relu"
    )

    group = "activation"
    keras_name = "activation"
    title = "Activation"
    word = ""
    short = "{activation}"
    about = "Applies a function to each number, such as ReLU, tanh or softmax."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return ReLU."""
        return cls("relu")

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the interface of all layers
        """Return 0; functions do not count."""
        return 0

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:
        """Return the reach of the input's units; softmax on a column depends on all of them."""
        if self.activation == SOFTMAX and len(self.single_input(shapes)) == 1:
            return before[0].whole()
        return super().reach(axis, before, shapes)

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the values after the function."""
        return activate(self.activation, inputs[0])

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient times the derivative of the function."""
        return Gradients([activate_backward(self.activation, gradient, inputs[0])], [])

    @property
    def final_activation(self) -> str:
        """The activation itself."""
        return self.activation
