"""The rules by which an optimiser turns gradients into steps, as Keras's optimisers apply them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
#: From the weights' gradient to what is added to the weights.
Step: TypeAlias = Callable[[Array], Array]
#: From a learning rate to a `Step` with a memory of its own.
Optimizer: TypeAlias = Callable[[float], Step]

#: The share of the last step that the next one keeps.
MOMENTUM = 0.9
#: Keras's defaults for Adam: how slowly the means of gradient and square move, and what is never 0.
BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-7


def sgd(rate: float) -> Step:
    """Return the steps of `keras.optimizers.SGD(rate)`: against the gradient, times the rate.

    >>> sgd(0.5)(np.array([2.0, -4.0]))
    array([-1.,  2.])
    """
    return lambda gradient: -rate * gradient


def momentum(rate: float) -> Step:
    """Return the steps of `keras.optimizers.SGD(rate, momentum=0.9)`: each keeps a share of the last.

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


def adam(rate: float) -> Step:
    """Return the steps of `keras.optimizers.Adam(rate)`: of about the rate, whatever the gradient's size.

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
        return -next(rates) * mean / (np.sqrt(square) + EPSILON)

    return step


def _unbiased(rate: float) -> Iterator[float]:
    """Give the rate of each step, which makes up for means that began with 0."""
    n = 0
    while True:
        n += 1
        yield float(rate * np.sqrt(1 - BETA_2**n) / (1 - BETA_1**n))


OPTIMIZERS: dict[str, Optimizer] = {"sgd": sgd, "momentum": momentum, "adam": adam}
