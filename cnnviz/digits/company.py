"""How probable a mark is, given the other marks in the picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cnnviz.digits.choosing import OVERLAP, SALIENT
from cnnviz.digits.marks import Mark
from cnnviz.digits.overlap import places_of, shared, sizes_of

#: With fewer other marks in the picture, nothing is known about the company of a mark.
COMPANY = 4
#: On a page of digits, the marks have at least this probability on average. Chosen by a few photographs.
USUAL_ON_A_PAGE = 0.85


def in_company(chosen: Sequence[Mark], seen: Sequence[Mark]) -> list[float]:
    """Return how probable it is that each mark is a digit, given the other marks in the picture.

    A photograph of a face or a house has hundreds of dark and bright spots. By chance, some of them look like
    digits, but most of their neighbours do not. So the odds of a mark fall with the square of the odds of the
    others, on average, if these are lower than on a page of digits.

    Args:
        chosen: The marks that may be digits; they do not overlap.
        seen: All marks that were looked at.
    """
    own = np.array([mark.probability for mark in chosen])
    others = np.array([mark.probability for mark in _salient_others(chosen, seen)])
    n = len(own) + len(others) - 1
    if n < COMPANY:
        return [float(one) for one in own]
    mean = (own.sum() + others.sum() - own) / n
    usual = USUAL_ON_A_PAGE / (1 - USUAL_ON_A_PAGE)
    factor = np.minimum(mean / np.maximum(1 - mean, 1e-6) / usual, 1) ** 2
    odds = factor * own / np.maximum(1 - own, 1e-6)
    return [float(one) for one in odds / (1 + odds)]


def _salient_others(chosen: Sequence[Mark], seen: Sequence[Mark]) -> list[Mark]:
    """Return the marks that overlap neither the chosen ones nor each other, and are no specks beside them."""
    usual = float(np.median([mark.drop * mark.longest for mark in chosen])) if chosen else 0.0
    others: list[Mark] = []
    places = places_of(chosen)
    for mark in sorted(seen, key=lambda mark: -mark.probability):
        if mark.drop * mark.longest < SALIENT * usual:
            continue
        place = np.array(mark.place)
        smaller = np.minimum(sizes_of(places), sizes_of(place))
        if not (shared(place, places) > OVERLAP * smaller).any():
            others.append(mark)
            places = np.concatenate([places, place[np.newaxis]])
    return others
