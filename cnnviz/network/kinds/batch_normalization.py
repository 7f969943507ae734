"""BatchNormalization: mean 0 and variance 1 for each channel, then a learned scale and offset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from cnnviz.layers import batch_normalization, batch_normalization_backward
from cnnviz.network.checks import Shape
from cnnviz.network.families import Elementwise, n_numbers
from cnnviz.network.layer import Array, Fixed, Gradients, Weight
from cnnviz.network.setting import Flag, Number, declared

MOMENTUM = (
    "How much of the old averages stays after each batch. "
    "Keras's default of 0.99 needs hundreds of batches to settle. With few digits, 0.9 works better."
)


@dataclass(frozen=True)
class BatchNormalization(Elementwise):
    """Normalizes each channel to mean 0 and variance 1, then applies a learned scale and offset.

    Training uses the mean and variance of the batch, inference the moving mean and variance.
    """

    momentum: float = declared(
        Number(0, 1, label="Momentum", help=MOMENTUM, phrase="momentum {}"), default=0.99
    )
    epsilon: float = declared(Number(1e-7, 1, phrase="epsilon {}"), default=0.001)
    center: bool = declared(Flag("no center"), default=True)
    scale: bool = declared(Flag("no scale"), default=True)

    group = "normalization"
    keras_name = "batch_normalization"
    title = "Batch normalization"
    word = "norm"
    short = "normalize"
    about = (
        "Brings each channel to mean 0 and standard deviation 1 within a batch. "
        "Then it multiplies the channel by a learned number and adds another. "
        "After training it uses the averages of all batches."
    )
    keras_only = (
        Fixed("axis", (-1, 3), "Only the channel axis can be normalized."),
        Fixed("renorm", (False,), "Renormalization is not supported."),
    )

    @classmethod
    def usual(cls) -> Self:
        """Return a layer with a momentum that suits few batches."""
        return cls(momentum=0.9)

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:
        """Return gamma and beta if they are used, then the moving mean and variance."""
        channels = self.single_input(shapes)[-1:]
        gamma = (Weight("gamma", channels),) if self.scale else ()
        beta = (Weight("beta", channels),) if self.center else ()
        return (
            *gamma,
            *beta,
            Weight("moving_mean", channels, learned=False),
            Weight("moving_variance", channels, learned=False),
        )

    def multiplications(self, *shapes: Shape) -> int:
        """Return one multiplication for each number; variance and gamma combine to one scale."""
        return n_numbers(self.single_input(shapes))

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:
        """Return the values normalized by the moving mean and variance."""
        mean, variance = weights[-2:]
        learned = self._learned(weights)
        return batch_normalization(inputs[0], mean, variance, **learned, epsilon=self.epsilon)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:
        """Return the gradients of the input, and of gamma and beta if they are used."""
        mean, variance = weights[-2:]
        gamma = {name: array for name, array in self._learned(weights).items() if name == "gamma"}
        dx, dgamma, dbeta = batch_normalization_backward(
            gradient, inputs[0], mean, variance, **gamma, epsilon=self.epsilon
        )
        return Gradients([dx], [*([dgamma] if self.scale else []), *([dbeta] if self.center else [])])

    def _learned(self, weights: Sequence[Array]) -> dict[str, Any]:
        names = [*(["gamma"] if self.scale else []), *(["beta"] if self.center else [])]
        return dict(zip(names, weights, strict=False))

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
