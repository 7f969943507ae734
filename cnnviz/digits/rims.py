"""Rims along the border of a picture: the bar of a window, the page around tiles, the edge of a scan."""

from __future__ import annotations

import numpy as np

from cnnviz.digits.lines import Lines, Mask

#: A row or column belongs to a rim if this share of it is ink.
FULL = 0.9
#: A rim takes at most this share of the picture's height or width.
WIDEST = 0.35
#: Something is a rim itself if full rows and columns along the border are at least this share of it.
ONLY = 0.9


def rims(mask: Mask) -> Lines:
    """Return the rims in a mask of ink (h, w): rows and columns from the border on that are full.

    >>> mask = np.zeros((6, 4), bool)
    >>> mask[0] = mask[2, 1] = True
    >>> rims(mask).mask.any(axis=1)
    array([ True, False, False, False, False, False])
    """
    found, number = _along_border(mask, WIDEST)
    return Lines(found, number, 0.0)


def is_rim(mask: Mask) -> bool:
    """Return whether all ink in a mask (h, w), but a little, is one rim, as wide as it may be.

    >>> mask = np.zeros((6, 4), bool)
    >>> mask[:3] = mask[:, 3] = True
    >>> is_rim(mask)
    True
    """
    return bool(_along_border(mask, 1.0)[0].sum() >= ONLY * mask.sum())


def _along_border(mask: Mask, widest: float) -> tuple[Mask, int]:
    """Return the ink in full rows and columns from the border on, and along how many sides there are any.

    Args:
        mask: (h, w).
        widest: They take at most this share of the height or width.
    """
    found, number = np.zeros_like(mask), 0
    for turns in range(4):
        full = np.rot90(mask, turns).mean(axis=1) >= FULL
        n = len(full) if full.all() else int(np.argmin(full))
        if 0 < n <= widest * len(full):
            np.rot90(found, turns)[:n] = True
            number += 1
    return found & mask, number
