"""What an image leaves open: kernels that differ, and make the same picture of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from cnnviz.lessons.descent.problems import ROUNDING, Array, Problem
from cnnviz.lessons.descent.runs import start


@dataclass(frozen=True)
class Freedom:
    """How much of a kernel an image fixes, and two kernels that it cannot tell apart if that is not all."""

    numbers: int
    """Weights and bias: so many are to be learned."""
    rank: int
    """So many of them the patches fix: the rank of their Gram matrix."""
    wanted: Array = field(repr=False)
    """A kernel that makes the target, (size, size)."""
    direction: Array = field(repr=False)
    """What can be added to it, (size, size); 0 where the image leaves nothing open."""
    added: float
    """What has to be added to each pixel along with it."""
    difference: float
    """By how much the two pictures differ at most."""

    @property
    def open(self) -> int:
        """How many directions change nothing in the picture."""
        return self.numbers - self.rank

    @property
    def other(self) -> Array:
        """The other kernel: where plain descent, or one with momentum, comes to from the random start."""
        other: Array = self.wanted + self.direction
        return other


def freedom(given: Problem, seed: int = 0) -> Freedom:
    """Return what the image leaves open of the kernel.

    Along an eigenvector of the Gram matrix with eigenvalue 0 the picture does not change. Nor is there a
    slope, so that descent leaves that part of its random start as it is.

    Args:
        given: what is to be learned.
        seed: of the random start; its part along those directions is what is added to the wanted kernel.
    """
    values, vectors = np.linalg.eigh(given.gram)
    null = vectors[:, values <= ROUNDING * values[-1]]
    along = null @ (null.T @ (start(given.size, seed) - given.optimum))
    (wanted, other), added = given.in_image_units(np.array([given.optimum, given.optimum + along]))
    direction, change = other - wanted, float(added[1] - added[0])
    difference = float(np.abs(given.made(direction, change)).max())
    return Freedom(len(values), len(values) - null.shape[1], wanted, direction, change, difference)
