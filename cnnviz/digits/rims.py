"""Rims along the border of a picture: the bar of a window, the page around tiles, the edge of a scan."""

from __future__ import annotations

import numpy as np

from cnnviz.digits.lines import Lines, Mask

#: A row or column belongs to a rim if this share of it is ink.
FULL = 0.9
#: A rim takes at most this share of the picture's height or width.
WIDEST = 0.35


def rims(mask: Mask) -> Lines:
    """Return the rims in a mask of ink (h, w): rows and columns from the border on that are full.

    >>> mask = np.zeros((6, 4), bool)
    >>> mask[0] = mask[2, 1] = True
    >>> rims(mask).mask.any(axis=1)
    array([ True, False, False, False, False, False])
    """
    found, number = np.zeros_like(mask), 0
    for turns in range(4):
        n = _full_rows(np.rot90(mask, turns))
        np.rot90(found, turns)[:n] = True
        number += n > 0
    return Lines(found & mask, number, 0.0)


def _full_rows(mask: Mask) -> int:
    """Return how many of the first rows are a rim."""
    full = mask.mean(axis=1) >= FULL
    n = len(full) if full.all() else int(np.argmin(full))
    return n if n <= WIDEST * len(full) else 0
