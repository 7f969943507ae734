"""The optimizers: one table for training, for learning a kernel, and for the code that pages offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
#: Maps the gradient of the weights to the update that is added to them.
Update: TypeAlias = Callable[[Array], Array]
#: Maps a learning rate to an `Update` with its own state.
Rule: TypeAlias = Callable[[float], Update]

#: The share of the last update that is kept in the next one.
MOMENTUM = 0.9
#: Keras's defaults for Adam: the decay rates of the moving means, and the term that prevents division by 0.
BETA_1, BETA_2, ADAM_EPSILON = 0.9, 0.999, 1e-7


def sgd(rate: float) -> Update:
    """Return the update rule of `keras.optimizers.SGD(rate)`: minus the rate times the gradient.

    >>> sgd(0.5)(np.array([2.0, -4.0]))
    array([-1.,  2.])
    """
    return lambda gradient: -rate * gradient


def momentum(rate: float) -> Update:
    """Return the update rule of `keras.optimizers.SGD(rate, momentum=0.9)`: the last update is partly kept.

    >>> step = momentum(0.5)
    >>> step(np.array([2.0])), step(np.array([2.0]))
    (array([-1.]), array([-1.9]))
    """
    velocity: Array | float = 0.0

    def step(gradient: Array) -> Array:
        nonlocal velocity
        velocity = MOMENTUM * velocity - rate * gradient
        return velocity

    return step


def adam(rate: float) -> Update:
    """Return the update rule of `keras.optimizers.Adam(rate)`: updates near the rate at any gradient size.

    Source: D. P. Kingma, J. Ba, Adam: A Method for Stochastic Optimization, 2015.

    >>> adam(0.5)(np.array([2.0, -4.0])).round(4)
    array([-0.5,  0.5])
    """
    mean: Array | float = 0.0
    square: Array | float = 0.0
    rates = _unbiased(rate)

    def step(gradient: Array) -> Array:
        nonlocal mean, square
        mean = mean + (gradient - mean) * (1 - BETA_1)
        square = square + (gradient**2 - square) * (1 - BETA_2)
        return -next(rates) * mean / (np.sqrt(square) + ADAM_EPSILON)

    return step


def _unbiased(rate: float) -> Iterator[float]:
    """Yield the rate of each step, corrected for the bias of moving means that start at 0."""
    n = 0
    while True:
        n += 1
        yield float(rate * np.sqrt(1 - BETA_2**n) / (1 - BETA_1**n))


@dataclass(frozen=True)
class Optimizer:
    """An optimizer of Keras.

    Args:
        label: Its name on the screen.
        keras_class: Its class in `keras.optimizers`.
        arguments: Keyword arguments of the class besides the learning rate.
        rule: Its update rule in NumPy, if there is one here: a kernel can be learned with it.
        slots: Number of arrays that Keras's optimizer keeps for each array of weights.
        stability: Gradient descent on a paraboloid diverges above this value divided by the largest
            curvature; None where there is no such limit.
        short_label: Its name where there is little room; by default the label.
    """

    label: str
    keras_class: str
    arguments: Mapping[str, float] = field(default_factory=dict)
    rule: Rule | None = None
    slots: int = 0
    stability: float | None = None
    short_label: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "short_label", self.short_label or self.label)

    def keras_code(self, rate: float) -> str:
        """Return the code that makes the Keras object.

        >>> OPTIMIZERS["momentum"].keras_code(0.5)
        'keras.optimizers.SGD(0.5, momentum=0.9)'
        """
        arguments = "".join(f", {name}={value!r}" for name, value in self.arguments.items())
        return f"keras.optimizers.{self.keras_class}({rate!r}{arguments})"


#: By their names in settings and links. The limits are from B. T. Polyak, Some methods of speeding up the
#: convergence of iteration methods, 1964.
OPTIMIZERS: dict[str, Optimizer] = {
    "sgd": Optimizer("SGD", "SGD", rule=sgd, stability=2),
    "momentum": Optimizer(
        "SGD with momentum",
        "SGD",
        {"momentum": MOMENTUM},
        rule=momentum,
        slots=1,
        stability=2 * (1 + MOMENTUM),
        short_label="Momentum",
    ),
    "adam": Optimizer("Adam", "Adam", rule=adam, slots=2),
    "rmsprop": Optimizer("RMSprop", "RMSprop", slots=1),
}
