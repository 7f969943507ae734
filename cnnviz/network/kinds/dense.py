"""Dense: each unit is a weighted sum of all inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers import dense, dense_backward
from cnnviz.layers.activation import activate, activate_backward
from cnnviz.layers.reach import Reach
from cnnviz.network import terms
from cnnviz.network.checks import Shape, by, check
from cnnviz.network.layer import Array, Gradients, Layer, Weight
from cnnviz.network.setting import Integer, declared


@dataclass(frozen=True)
class Dense(Layer):
    """A fully connected layer: each unit is a weighted sum of all inputs plus a bias, with an activation."""

    units: int = declared(
        Integer(1, terms.MAX_UNITS, "unit", label="Units", help=terms.UNITS, positional=True)
    )
    activation: str = declared(terms.ACTIVATION_NAME, "linear")
    use_bias: bool = declared(terms.USE_BIAS, default=True)

    group = "core"
    keras_name = "dense"
    title = "Dense"
    word = "dense"
    short = "dense"
    about = "Fully connected: every unit has a weight for every input."
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return a layer with 64 units and ReLU."""
        return cls(64, activation="relu")

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (units,) for an input of one column."""
        shape = self.single_input(shapes)
        check(
            len(shape) == 1,
            f"Dense needs one column of numbers, not {by(shape)}. Put a Flatten before it.",
            shape,
        )
        return (self.units,)

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return the weights, and the biases if there are any."""
        kernel = Weight("kernel", (self.single_input(shapes)[0], self.units))
        return (kernel, Weight("bias", (self.units,))) if self.use_bias else (kernel,)

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each weight."""
        return self.single_input(shapes)[0] * self.units

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return the union of the reaches of all input units."""
        return before[0].whole()

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        """Return the weighted sums after the activation."""
        return activate(self.activation, dense(inputs[0], *weights))

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:
        """Return the gradients of the input, the weights and the biases."""
        slopes = activate_backward(self.activation, gradient, dense(inputs[0], *weights))
        dx, *dweights = dense_backward(slopes, inputs[0], weights[0])
        return Gradients([dx], dweights[: len(weights)])

    @property
    def takes_maps(self) -> bool:
        """False; see `Layer`."""
        return False

    @property
    def final_activation(self) -> str:
        """The layer's activation."""
        return self.activation
