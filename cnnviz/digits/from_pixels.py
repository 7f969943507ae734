"""Turn a photo or another picture of one digit into 28x28, prepared as MNIST was, and keep every step."""

from __future__ import annotations

import numpy.typing as npt

from cnnviz.digits import doubt
from cnnviz.digits.choosing import chosen_among
from cnnviz.digits.company import in_company
from cnnviz.digits.finding import candidates
from cnnviz.digits.prepared import PreparedDigit
from cnnviz.errors import ImageError

#: The beginning of every refusal.
UNKNOWN = "No digit that I know"
#: Among many marks that are none, one that is less probable than this is taken for a spot in a photograph.
CLEARLY = 0.7
MANY = f"{UNKNOWN}: most of what stands out is no digit. Take an upright picture of the digit alone."
NOTHING = f"{UNKNOWN}: nothing stands out from the paper. Write it larger, with a thick dark pen."


def from_picture(picture: npt.ArrayLike) -> PreparedDigit:
    """Return the digit in a photo or another picture, prepared as MNIST was.

    Of several digits it is one that is large and surely a digit.

    Args:
        picture: (height, width) or (height, width, 3), numbers in [0, 1]; dark ink on bright or the reverse.

    Returns:
        The digit (28, 28) and the steps that led to it.

    Raises:
        ImageError: If it is not a picture, or there is no digit in it; the sentence says why.
    """
    seen = candidates(picture)
    found = chosen_among(seen)
    for marks in (found, seen):
        if marks:
            best = max(marks, key=lambda mark: mark.probability * mark.longest**0.5)
            why = doubt.reason(best.digit)
            if why is not None:
                raise ImageError(f"{UNKNOWN}: {why[0].lower()}{why[1:]}")
            probability = dict(zip(found, in_company(found, seen), strict=True))[best]
            if probability < min(CLEARLY, best.probability):
                raise ImageError(MANY)
            return best.prepared()
    raise ImageError(NOTHING)
