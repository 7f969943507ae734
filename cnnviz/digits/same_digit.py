"""Which marks are strokes of one digit: the bar of a 5, the post of an open 4, the two circles of an 8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cnnviz.digits.doubt import DOUBTFUL, SURE
from cnnviz.digits.marks import Mark
from cnnviz.digits.parts import Parts

#: Strokes of one digit are at most this share of the longest one apart. Rows are farther apart.
GAP = 0.35
#: In a drawn picture nothing is there by chance. A doubtful mark with at least STROKE of the ink of the one
#: beside it is rather a stroke of it. If the gap is at most BESIDE of the longer side, both together may be
#: less probable by MEANT.
STROKE, BESIDE, MEANT = 0.1, 0.15, 0.65


def strokes_joined(singles: Sequence[Mark], found: Parts) -> list[Mark]:
    """Return the marks, doubtful ones joined with a neighbour where both are rather a digit together.

    Args:
        singles: The marks.
        found: The parts that they consist of.
    """
    marks = list(singles)
    boxes = np.array([mark.box for mark in marks]).reshape(-1, 4)
    gone: set[int] = set()
    for n in np.argsort([-max(mark.size) for mark in marks]):
        if n in gone:
            continue
        reach = GAP * max(marks[n].size)
        for _ in range(3):
            gaps = np.maximum(boxes[:, :2] - boxes[n, 2:], boxes[n, :2] - boxes[:, 2:]).max(axis=1)
            near_by = [
                int(other)
                for other in np.argsort(gaps)
                if other != n and other not in gone and gaps[other] <= reach
            ][:4]
            for other in near_by:
                both = _together(marks[n], marks[other], found, float(gaps[other]))
                if both is not None:
                    marks[n], boxes[n] = both, both.box
                    gone.add(other)
                    break
            else:
                break
    return [mark for n, mark in enumerate(marks) if n not in gone]


def _together(one: Mark, other: Mark, found: Parts, gap: float) -> Mark | None:
    """Return two marks as one if they are rather a digit together, or None.

    Args:
        one: The larger one.
        other: The smaller one.
        found: The parts of both.
        gap: The pixels between them, along the axis where they are farther apart.
    """
    less, most = sorted((one.probability, other.probability))
    if less > 0.7 or other.drop < 0.35 * one.drop or other.area < 0.04 * one.area:
        return None
    both = Mark(found, one.numbers + other.numbers)
    height, width = both.size
    if width > 1.5 * height or max(both.size) > 2.2 * max(one.size):
        return None
    if found.ink.even and less < SURE and other.area >= STROKE * one.area:
        enough = MEANT * most if gap <= BESIDE * max(one.size) else most
        return replace(both, meant=True) if both.probability >= max(DOUBTFUL, enough) else None
    return both if both.probability > (most + 0.03 if most >= SURE else SURE) else None
