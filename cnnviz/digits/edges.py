"""The edges of the parts of ink: where their outlines are edges in the picture, and how sharp these are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.digits.ink import Ink
from cnnviz.digits.lines import Mask
from cnnviz.digits.prepared import Array

Ints = npt.NDArray[np.integer[Any]]
#: On each side, the brightness drops by at least this share of what is usual for the part.
EACH_SIDE = 0.3
#: The ways from a pixel to its neighbours: down, across.
DIRECTIONS = ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))


def edges(
    ink: Ink, labels: Ints, outline: Mask, n: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return for each part which share of its outline (n,) is an edge, and how far the brightness drops (n,).

    The paper between two lines has edges on two sides only, and the shade along a tile's edge on one: they
    are open, 0. What lies along the picture's border counts not. The darkest pixel on a short way outward
    counts: the paper between a digit and its tile's edge is narrow.
    """
    rows, columns = np.nonzero(outline)
    owner = labels[rows, columns]
    own = _deepest(ink, labels, rows, columns)
    reach = _reach(labels)
    around, n_around = np.zeros(len(own)), np.zeros(len(own), int)
    least = np.full(n + 1, np.inf)
    for down, across in DIRECTIONS:
        outside, _ = _looked_up(labels, rows + down, columns + across)
        there, in_picture = _looked_up(labels, rows + reach * down, columns + reach * across)
        counts_here = (outside != owner) & (there != owner) & in_picture
        way = [_looked_up(ink.bright, rows + k * down, columns + k * across)[0] for k in range(1, reach + 1)]
        darkest = np.minimum.reduce(way)
        around += counts_here * darkest
        n_around += counts_here
        if not (down and across):
            least = np.minimum(least, _mean_of_each(owner, own - darkest, counts_here, n))
    seen = n_around > 0
    owner, drops = owner[seen], (own[seen] - around[seen] / n_around[seen]).clip(0)
    counts = np.maximum(np.bincount(owner, minlength=n + 1), 1)
    usual = np.bincount(owner, drops, n + 1) / counts
    closed = np.bincount(owner, drops > usual[owner] / 2, n + 1) / counts
    closed[least < EACH_SIDE * usual] = 0
    return closed[1:], usual[1:]


def _reach(labels: Ints) -> int:
    """Return so many pixels away the paper is looked for: farther than the soft edge of a stroke."""
    return 1 if max(labels.shape) < 60 else 3


def _deepest(ink: Ink, labels: Ints, rows: Ints, columns: Ints) -> Array:
    """Return the brightest ink (n,) of the same part near places on its outline.

    A drawn picture's ink begins at the faintest edge of a stroke: its full ink is farther inside.
    """
    inward = _reach(labels) if ink.even else 1
    owner, own = labels[rows, columns], ink.bright[rows, columns]
    for down, across in DIRECTIONS:
        inside, _ = _looked_up(labels, rows + inward * down, columns + inward * across)
        deep, _ = _looked_up(ink.bright, rows + inward * down, columns + inward * across)
        own = np.maximum(own, np.where(inside == owner, deep, 0))
    return own


def _mean_of_each(
    owner: Ints, values: npt.NDArray[Any], counts_here: Mask, n: int
) -> npt.NDArray[np.float64]:
    """Return each part's mean (n + 1,) of the values that count; infinity where none does."""
    counts = np.bincount(owner, counts_here, n + 1)
    sums = np.bincount(owner, values * counts_here, n + 1)
    return np.asarray(np.divide(sums, counts, out=np.full(n + 1, np.inf), where=counts > 0))


def _looked_up(picture: npt.NDArray[Any], rows: Ints, columns: Ints) -> tuple[npt.NDArray[Any], Mask]:
    """Return a picture's values (n,) at places, those outside from the border, and which are inside."""
    height, width = picture.shape
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    return picture[rows.clip(0, height - 1), columns.clip(0, width - 1)], inside
