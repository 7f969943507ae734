"""How much places in a picture have in common."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from cnnviz.digits.marks import Mark

Floats = npt.NDArray[np.float64]


def places_of(marks: Iterable[Mark]) -> Floats:
    """Return the places (n, 4) of marks: top, left, bottom, right in pixels of the given picture."""
    return np.array([mark.place for mark in marks], np.float64).reshape(-1, 4)


def sizes_of(places: Floats) -> Floats:
    """Return how many pixels each place (n, 4) has."""
    return np.asarray(np.prod(places[..., 2:] - places[..., :2], axis=-1))


def shared(place: Floats, places: Floats) -> Floats:
    """Return how many pixels a place (4,) has in common with each place (n, 4)."""
    sides = np.minimum(place[2:], places[:, 2:]) - np.maximum(place[:2], places[:, :2])
    return np.asarray(np.prod(sides.clip(0), axis=1))


def inside(n: int, places: Floats) -> Floats:
    """Return the share of the smaller one of both that each place (n, 4) has in common with place n."""
    sizes = sizes_of(places)
    return np.asarray(shared(places[n], places) / np.minimum(sizes, sizes[n]))
