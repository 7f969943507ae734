"""The update rules of Keras's optimizers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
#: Maps the gradient of the weights to the update that is added to them.
Update: TypeAlias = Callable[[Array], Array]
#: Maps a learning rate to an `Update` with its own state.
Optimizer: TypeAlias = Callable[[float], Update]

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


OPTIMIZERS: dict[str, Optimizer] = {"momentum": momentum, "sgd": sgd, "adam": adam}
