"""Bridges between the parts of one digit that nearly touch: the segments of a display, broken strokes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from cnnviz.digits.lines import Mask
from cnnviz.digits.parts import Ints

#: A gap is bridged if it is at most so many stroke widths long, and the bridge is about WIDE of them wide.
LONGEST, WIDE = 0.8, 0.5
#: A digit has at most so many parts: a display has seven segments. More are grain.
MOST_PARTS = 8
#: Gaps are looked for in a copy with at most about so many pixels along the longer side.
PLENTY = 160


def bridges(labels: Ints) -> Mask:
    """Return the paper (h, w) between parts that nearly touch.

    A place is in the bridge if the way from one part to the other over this place is hardly longer than the
    shortest way: an ellipse whose foci are where both parts are nearest.

    Args:
        labels: (h, w): 0 is paper, every other number is a part of one digit.

    >>> bridges(np.array([[1, 1, 1, 0, 2, 2, 2]] * 3)).astype(int)
    array([[0, 0, 0, 1, 0, 0, 0],
           [0, 0, 0, 1, 0, 0, 0],
           [0, 0, 0, 1, 0, 0, 0]])
    """
    numbers = np.unique(labels[labels > 0])
    found = np.zeros(labels.shape, bool)
    if not 2 <= len(numbers) <= MOST_PARTS:
        return found
    step = -(-max(labels.shape) // PLENTY)
    coarse = labels[::step, ::step]
    away = {n: ndimage.distance_transform_edt(coarse != n) for n in numbers if (coarse == n).any()}
    if len(away) < 2:  # the coarse copy has missed the others, which are thin
        return found
    stroke = _stroke(coarse > 0)
    bridge = np.zeros(coarse.shape, bool)
    for n, of_one in away.items():
        for m, of_other in away.items():
            if m <= n:
                continue
            ways = of_one + of_other
            # From pixel to pixel, touching parts are 1 apart, and there is no gap.
            gap = float(ways.min()) - 1
            if gap <= LONGEST * stroke + 0.5:
                bridge |= ways <= gap + 1 + WIDE * stroke
    height, width = labels.shape
    found |= np.kron(bridge, np.ones((step, step), bool))[:height, :width]
    return np.asarray(found & (labels == 0))


def _stroke(ink: npt.NDArray[np.bool_]) -> float:
    """Return the stroke width: twice the area divided by the length of the outline."""
    outline = ink & ~ndimage.binary_erosion(ink)
    return float(2 * ink.sum() / outline.sum())
