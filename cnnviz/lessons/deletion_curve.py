"""How good an explanation is: the probability while pixels are taken away, or given back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class DeletionCurve:
    """The probability of a class at growing shares of pixels that are taken away or given back.

    >>> DeletionCurve(np.array([0, 0.5, 1]), np.array([1, 0.5, 0])).area
    0.5
    """

    shares: npt.NDArray[np.float64]
    """The shares of the pixels, from 0 to 1."""
    probabilities: npt.NDArray[np.float64]
    """The probability at each share."""

    @property
    def area(self) -> float:
        """The area under the curve: low is good for deletion, high for insertion."""
        return float(np.trapezoid(self.probabilities, self.shares))

    @property
    def mirrored(self) -> DeletionCurve:
        """The curve from its end: what is taken away in one order is given back in the reverse order."""
        return DeletionCurve(1 - self.shares[::-1], self.probabilities[::-1])
