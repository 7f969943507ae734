"""Marks that the finder of digits sees in photographs without digits."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.digits.finding import strongest
from cnnviz.digits.ink import inks
from cnnviz.digits.marks import Mark
from cnnviz.digits.parts import dark_enough, parts
from cnnviz.digits.planes import planes
from cnnviz.handwriting.inked import Digit, as_bytes
from cnnviz.no_digits.kinds_of_things import Things

Array = npt.NDArray[np.float32]

#: How many views there are of each photograph, and the most marks of a view.
VIEWS, MOST = 64, 24
#: The smallest piece of a photograph is so many pixels wide; a view is shown in at least and at most so many.
PIECE, FEWEST_PIXELS, MOST_PIXELS = 100, 120, 600
#: The longer side of a mark has at least so many pixels. Smaller ones look like coarse scans of digits.
SHORTEST = 14
#: What is so many times as long as wide, and less than so many radians from upright, may be a 1.
SLENDER, UPRIGHT = 3.2, 1.1


@lru_cache(maxsize=4096)
def marks_in(things: Things, photograph: int, number: int) -> tuple[Digit, ...]:
    """Return some of the marks in a view of a photograph, each prepared like a digit, (28, 28) uint8.

    Args:
        things: Has the photographs.
        photograph: The index of one of them.
        number: Which of its views, from 0 to VIEWS - 1. The same one has the same marks.
    """
    rng = np.random.default_rng((photograph, number))
    marks = all_marks(view(things.photographs[photograph], rng))
    chosen = rng.permutation(len(marks))[:MOST]
    return tuple(as_bytes(marks[n].digit) for n in chosen)


def all_marks(picture: Array) -> list[Mark]:
    """Return what the finder looks at in a picture (height, width), but for what people may take for a 1.

    No network has chosen them, unlike those of `finding.candidates`.
    """
    marks: list[Mark] = []
    for ink in inks(planes(picture)):
        marks += strongest(parts(ink, dark_enough(ink, ink.contrast >= ink.faintest)))
    return [mark for mark in marks if max(mark.size) >= SHORTEST and not is_like_a_one(mark.digit)]


def is_like_a_one(digit: Array) -> bool:
    """Return whether a picture (height, width) of ink is a bar, upright or slanted.

    >>> is_like_a_one(np.eye(20, dtype=np.float32)), is_like_a_one(np.ones((20, 20), np.float32))
    (True, False)
    """
    rows, columns = np.nonzero(digit)
    spread = np.cov(columns, rows, aweights=digit[rows, columns], bias=True)
    variances, directions = np.linalg.eigh(spread + np.eye(2) / 12)  # a pixel is a square, no point
    across, down = np.abs(directions[:, 1])
    return bool(variances[1] > SLENDER**2 * variances[0] and np.arctan2(across, down) < UPRIGHT)


def view(photograph: Array, rng: np.random.Generator) -> Array:
    """Return a square piece of a photograph (height, width), anywhere, in any size, in a mirror or not."""
    shortest = min(photograph.shape)
    side = int(_between(min(PIECE, shortest), shortest, rng))
    top, left = (int(rng.integers(0, n - side + 1)) for n in photograph.shape)
    part = photograph[top : top + side, left : left + side]
    part = np.ascontiguousarray(part[:, ::-1] if rng.random() < 0.5 else part)
    size = round(_between(FEWEST_PIXELS, MOST_PIXELS, rng))
    return np.asarray(Image.fromarray(part).resize((size, size), Image.Resampling.BILINEAR)).clip(0, 1)


def _between(low: float, high: float, rng: np.random.Generator) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))
