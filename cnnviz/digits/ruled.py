"""Pieces of ruled lines. A line may break in one copy of the picture, and a piece of it looks like a 1."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import ndimage

from cnnviz.digits.lines import STEEPEST, Lines, Mask
from cnnviz.digits.marks import Box, Mark

#: A piece has this share of its ink on a line.
ON_LINE = 0.6
#: The shorter side of a piece has at most this share of the longer one: a wide digit is none.
NARROW = 0.5
#: Beyond a piece the line goes on. That is looked at over this share of the piece's length, half of it ink.
BEYOND, GOES_ON = 0.3, 0.5
#: A piece is at most so many times as thick as its line, and two pixels more.
THICKER = 1.5
#: Lines that together are thicker than this share of the picture's height and width are the paper's grain.
DENSE = 0.2


class Ruled(NamedTuple):
    """The lines in one copy of the picture."""

    mask: Mask
    """(h, w): the lines, and one pixel around them."""
    scale: float
    """So many pixels of the given picture became one, along each side."""
    dark: bool
    """Whether they are darker than the paper."""
    thickness: float
    """Their usual thickness, in pixels of this copy."""

    def has_piece(self, mark: Mark) -> bool:
        """Return whether a mark is a piece of a line that goes on beyond it."""
        if mark.parts.ink.dark != self.dark or mark.covered(self.mask, self.scale) < ON_LINE:
            return False
        top, left, bottom, right = (round(side / self.scale) for side in mark.place)
        sides = sorted((bottom - top, right - left))
        if sides[0] > NARROW * sides[1] or mark.thickness / self.scale > THICKER * self.thickness + 2:
            return False
        if bottom - top >= right - left:
            return goes_on(self.mask, (top, left, bottom, right))
        return goes_on(self.mask.T, (left, top, right, bottom))


def ruled(found: Lines, scale: float, *, dark: bool) -> Ruled:
    """Return the lines that were found in one copy of the picture; none if they are grain."""
    if found.number * found.thickness > DENSE * sum(found.mask.shape):
        return Ruled(np.zeros_like(found.mask), scale, dark, found.thickness)
    return Ruled(ndimage.binary_dilation(found.mask, np.ones((3, 3))), scale, dark, found.thickness)


def goes_on(mask: Mask, box: Box) -> bool:
    """Return whether an upright line in a mask (h, w) goes on above or below a box.

    >>> line = np.zeros((60, 9), bool)
    >>> line[:, 4] = True
    >>> goes_on(line, (20, 3, 40, 6)), goes_on(line, (0, 3, 60, 6))
    (True, False)
    """
    top, left, bottom, right = box
    reach = max(round(BEYOND * (bottom - top)), 1)
    drift = round(STEEPEST * reach)
    across = np.asarray(mask[:, max(left - drift, 0) : right + drift].any(axis=1))
    above, below = across[max(top - reach, 0) : top], across[bottom : bottom + reach]
    return max(int(above.sum()), int(below.sum())) >= GOES_ON * reach
