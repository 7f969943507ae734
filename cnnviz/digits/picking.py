"""Pick one of the digits that were found in a picture."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.digits import doubt
from cnnviz.digits.finding import FoundDigit


def pick(found: Sequence[FoundDigit], place: int | None = None) -> FoundDigit:
    """Return the digit at a place; without one, the first that is surely a digit, or the first of all.

    Args:
        found: At least one digit, in reading order.
        place: The digit's index. One that is too large counts as None.
    """
    if place is not None and place < len(found):
        return found[place]
    return next((one for one in found if one.probability >= doubt.SURE), found[0])
