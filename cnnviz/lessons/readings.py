"""What a network reads in a digit that was found in a picture, and why a reading is doubtful."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz.digits import doubt

#: A reading with a smaller probability is doubtful.
SURE = 0.9


@dataclass(frozen=True)
class Reading:
    """The class with the largest probability, and the doubt about it."""

    label: int
    probability: float
    doubt: str = ""
    """Two or three words for a doubtful reading, such as "or 1"; "" for a clear one."""
    why: str = ""
    """A sentence that says what is doubtful."""


def reading(probabilities: npt.ArrayLike, is_digit: float) -> Reading:
    """Return what a network reads, from its probabilities.

    Args:
        probabilities: (10,), of the ten digits; their sum is 1.
        is_digit: The probability that it is a digit at all, in [0, 1].

    >>> reading([0, 0.35, 0, 0, 0, 0, 0, 0.65, 0, 0], is_digit=0.99).doubt
    'or 1'
    """
    shares = np.asarray(probabilities, np.float64)
    second, first = np.argsort(shares, kind="stable")[-2:]
    label, share = int(first), float(shares[first])
    if is_digit < doubt.SURE:
        why = "This may be no digit at all. The network must choose one of ten."
        return Reading(label, share, "no digit", why)
    if share < SURE:
        return Reading(label, share, f"or {second}", f"The network hesitates between {first} and {second}.")
    return Reading(label, share)
