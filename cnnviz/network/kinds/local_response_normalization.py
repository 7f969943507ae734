"""LocalResponseNormalization: strong numbers make those of the neighbouring channels smaller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cnnviz.layers.response import local_response_normalization, local_response_normalization_backward
from cnnviz.network.checks import Shape
from cnnviz.network.defined import Defined
from cnnviz.network.families import Elementwise, Weightless, n_numbers
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.setting import Integer, Number, declared

RADIUS = "How many channels on either side count, besides the number's own."
BIAS = "This is added to the sum of squares, so that it is never 0."
ALPHA = "The sum of squares is multiplied by this."
BETA = "The exponent. With 0 the layer changes nothing."


@dataclass(frozen=True)
class LocalResponseNormalization(Elementwise, Weightless, Defined):
    """Divides each number by (bias + alpha * sum of squares of neighbouring channels) ** beta.

    The settings and their defaults are those of `tf.nn.local_response_normalization`.
    """

    depth_radius: int = declared(Integer(0, 512, label="Radius", help=RADIUS, phrase="radius {}"), default=5)
    bias: float = declared(Number(0.001, 1000, 1, label="Bias", help=BIAS, phrase="bias {}"), default=1.0)
    alpha: float = declared(Number(0, 1000, label="Alpha", help=ALPHA, phrase="alpha {}"), default=1.0)
    beta: float = declared(Number(0, 2, label="Beta", help=BETA, phrase="beta {}"), default=0.5)

    group = "normalization"
    keras_name = "local_response_normalization"
    title = "Local response normalization"
    word = "local-norm"
    short = "local normalize"
    about = (
        "Divides each number by the strength of the channels beside it, at the same place. "
        "Nothing is learned. AlexNet used it. Batch normalization has taken its place."
    )
    keras_only = ()

    @classmethod
    def usual(cls) -> Self:
        """Return the layer with AlexNet's settings."""
        return cls(2, 2.0, 1e-4, 0.75)

    def multiplications(self, *shapes: Shape) -> int:
        """Return three multiplications for each number: its square, the sum times alpha, the division."""
        return 3 * n_numbers(self.single_input(shapes))

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the normalized values."""
        return local_response_normalization(inputs[0], **self.values)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of the input."""
        return Gradients([local_response_normalization_backward(gradient, inputs[0], **self.values)], [])

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
