"""Letters in strokes, in several hands, without those that people, too, read as digits.

The text of a letter holds its strokes: points "x,y" in a box 10 wide and 10 high, y down. A stroke that
begins with "~" is a smooth curve through its points.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cnnviz.handwriting.geometry import Points, line, smooth_curve
from cnnviz.handwriting.pen_samples import Strokes

#: Letters that are digits to people, too.
LIKE_DIGITS = frozenset("OoDlIiSsZzBbgq")

#: The hands, each with its letters; a letter that a hand writes in two ways stands there twice.
HANDS: dict[str, tuple[tuple[str, str], ...]] = {
    "block": (
        ("A", "0,10 5,0 10,10; 2,6 8,6"),
        ("C", "~9,2 6,0 2,1 0,5 2,9 6,10 9,8"),
        ("E", "8,0 0,0 0,10 8,10; 0,5 6,5"),
        ("F", "8,0 0,0 0,10; 0,5 6,5"),
        ("G", "~9,2 6,0 2,1 0,5 2,9 6,10 9,8; 9,8 9,5 5,5"),
        ("H", "0,0 0,10; 8,0 8,10; 0,5 8,5"),
        ("J", "~7,0 7,7 5,10 2,10 0,8"),
        ("K", "0,0 0,10; 8,0 0,6; 2,4 8,10"),
        ("L", "0,0 0,10 7,10"),
        ("M", "0,10 0,0 5,7 10,0 10,10"),
        ("N", "0,10 0,0 8,10 8,0"),
        ("P", "0,0 0,10; ~0,0 5,0 7,2 5,5 0,5"),
        ("Q", "~5,0 1,2 0,6 3,10 7,9 9,5 7,1 5,0; 6,7 10,11"),
        ("R", "0,0 0,10; ~0,0 5,0 7,2 5,5 0,5; 3,5 8,10"),
        ("T", "0,0 9,0; 4.5,0 4.5,10"),
        ("U", "~0,0 0,6 2,10 6,10 8,6 8,0"),
        ("V", "0,0 4,10 8,0"),
        ("W", "0,0 3,10 5,3 7,10 10,0"),
        ("X", "0,0 8,10; 8,0 0,10"),
        ("Y", "0,0 4,5 8,0; 4,5 4,10"),
    ),
    "small": (
        ("a", "~8,2 5,0 1,2 1,7 4,9 8,6; 8,1 8,8 9,10"),
        ("c", "~8,2 5,0 1,2 0,6 3,10 8,8"),
        ("d", "~8,5 5,4 1,5 1,9 4,10 8,8; 8,0 8,10"),
        ("e", "~1,5 8,5 7,1 3,0 0,4 1,9 5,10 8,8"),
        ("f", "~7,1 5,0 3,2 3,10; 0,4 6,4"),
        ("h", "0,0 0,10; ~0,6 3,4 6,6 6,10"),
        ("j", "~5,3 5,9 3,12 0,11; 5,0 5,0.4"),
        ("k", "0,0 0,10; 5,4 0,7; 1,6 6,10"),
        ("m", "0,2 0,10; ~0,5 2,2 4,4 4,10; ~4,5 6,2 8,4 8,10"),
        ("n", "0,2 0,10; ~0,5 3,2 6,4 6,10"),
        ("p", "0,0 0,12; ~0,2 3,0 6,3 4,7 0,6"),
        ("r", "0,2 0,10; ~0,6 2,3 5,2"),
        ("t", "~3,0 3,8 5,10 7,9; 0,3 6,3"),
        ("u", "~0,2 0,8 2,10 5,9 6,6; 6,2 6,10"),
        ("v", "0,2 3,10 6,2"),
        ("w", "~0,2 2,9 4,4 6,9 8,2"),
        ("x", "0,2 6,10; 6,2 0,10"),
        ("y", "0,2 3,8; 7,2 1,13"),
    ),
    "quick": (
        ("A", "0,10 4,0 8,10; -1,7 9,5"),
        ("A", "0,10 4,0 8,10 1,6 9,6"),
        ("A", "~0,10 2,3 5,0 7,4 8,10; 0,6 9,6"),
        ("a", "~7,1 3,0 0,4 1,9 5,8 7,1 7,8 10,9"),
        ("C", "~8,0 3,1 0,6 3,10 9,9"),
        ("d", "~6,5 2,5 0,8 2,10 5,9 7,0 7,10 9,10"),
        ("E", "~7,1 3,0 1,3 5,5 1,6 1,9 4,10 8,9"),
        ("e", "~0,6 5,5 6,2 3,1 0,5 2,10 8,8"),
        ("F", "0,0 8,0; 1,0 0,10; 0,5 6,4"),
        ("f", "~6,0 3,1 3,7 2,12 0,11; 0,5 6,4"),
        ("G", "~8,1 3,0 0,5 3,9 7,7 8,5; 5,5 9,5 8,12"),
        ("H", "0,0 1,10; 7,0 7,10; -1,6 8,4"),
        ("h", "~0,9 3,4 3,0 1,2 1,10; ~1,7 4,5 5,7 5,9 7,9"),
        ("J", "2,0 9,0; ~6,0 6,8 3,10 0,8"),
        ("K", "0,0 1,10; ~7,0 1,5 4,7 8,10"),
        ("k", "~0,8 3,2 1,0 1,10; ~1,7 5,5 3,7 1,7 6,10"),
        ("L", "~3,1 1,0 1,8 0,10 3,9 8,10"),
        ("m", "~0,4 1,3 1,9; ~1,5 3,3 4,5 4,9; ~4,5 6,3 8,5 8,9 10,8"),
        ("n", "~0,4 1,3 2,5 1,9 2,5 5,3 6,9 8,8"),
        ("N", "0,10 1,0 7,10 8,-1"),
        ("P", "~1,10 1,0 6,0 6,5 1,6"),
        ("p", "~0,3 1,12; ~0,4 4,2 6,5 3,8 1,7"),
        ("Q", "~6,0 1,1 0,7 5,9 8,5 6,0; ~3,7 6,8 10,10"),
        ("R", "~1,10 1,0 6,0 6,4 1,5 7,10"),
        ("r", "~0,4 1,3 2,4 2,10; ~2,6 4,3 6,4"),
        ("t", "3,0 2,9 5,9; -1,4 7,3"),
        ("T", "-1,1 9,0; 4,0 3,10"),
        ("u", "~0,3 0,8 3,9 5,4 5,9 7,9"),
        ("U", "~0,0 1,8 4,10 7,7 8,0; ~8,0 8,9 10,10"),
        ("V", "~-1,1 0,0 4,10 7,1 9,0"),
        ("W", "~0,0 1,9 5,3 6,9 10,0"),
        ("X", "~0,1 2,1 7,10 9,9; 8,0 0,10"),
        ("x", "~0,3 3,4 3,8 6,9; ~6,2 3,5 2,8 0,9"),
        ("Y", "~0,0 1,4 5,5; ~8,0 5,6 3,10"),
        ("y", "~0,2 0,6 3,7 6,3; ~6,2 6,10 3,13 0,11"),
    ),
}


#: How far a point strays from its place, in units of the box.
STRAY = 0.35


def written(text: str, rng: np.random.Generator) -> Strokes:
    """Return the strokes in the text of a letter or a shape; each call draws it a little differently."""
    return [_stroke(part.strip(), rng) for part in text.split(";")]


def _stroke(text: str, rng: np.random.Generator) -> Points:
    given = np.array([point.split(",") for point in text.removeprefix("~").split()], np.float64)
    points = given + rng.normal(0, STRAY, given.shape)
    if text.startswith("~"):
        return smooth_curve(points)
    return np.concatenate([line(*ends) for ends in pairwise(points)])
