"""Which different kernels give the same picture of an image, so that the image cannot tell them apart."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from cnnviz.lessons.descent.iterations import random_start
from cnnviz.lessons.descent.problems import ROUNDING, Array, Problem


@dataclass(frozen=True)
class Freedom:
    """How much of a kernel an image determines, and two kernels that it cannot tell apart, if any."""

    numbers: int
    """Number of values to learn: weights and bias."""
    rank: int
    """Number of them that the patches determine: the rank of the patches' Gram matrix."""
    wanted: Array = field(repr=False)
    """A kernel that gives the target, (size, size)."""
    direction: Array = field(repr=False)
    """What can be added to it without changing the picture, (size, size); 0 if nothing can."""
    added: float
    """What is then added to each pixel as well."""
    difference: float
    """The largest difference between the two pictures."""

    @property
    def open(self) -> int:
        """Number of directions in which the picture does not change."""
        return self.numbers - self.rank

    @property
    def other(self) -> Array:
        """The other kernel: descent from the random start, plain or with momentum, ends here."""
        other: Array = self.wanted + self.direction
        return other


def freedom(given: Problem, seed: int = 0) -> Freedom:
    """Return what the image leaves undetermined in the kernel.

    Along an eigenvector of the Gram matrix with eigenvalue 0 the picture does not change. The gradient is 0
    there, too, so descent keeps that part of its random start.

    Args:
        given: The problem to solve.
        seed: Seed of the random start; its part along those directions is added to the wanted kernel.
    """
    values, vectors = np.linalg.eigh(given.gram)
    null = vectors[:, values <= ROUNDING * values[-1]]
    along = null @ (null.T @ (random_start(given.size, seed) - given.optimum))
    (wanted, other), added = given.in_image_units(np.array([given.optimum, given.optimum + along]))
    direction, change = other - wanted, float(added[1] - added[0])
    difference = float(np.abs(given.made(direction, change)).max())
    return Freedom(len(values), len(values) - null.shape[1], wanted, direction, change, difference)
