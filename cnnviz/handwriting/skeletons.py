"""Digits in the styles of many countries, as lines and curves written down by hand."""

from __future__ import annotations

import numpy as np

from cnnviz.handwriting.geometry import Points, smooth_curve
from cnnviz.handwriting.pen_samples import Strokes

#: For each digit, its styles. A stroke is a row of points "x,y" in a box of 100x100, where y points down.
#: A smooth curve leads through the points; "|" is a corner, ";" begins another stroke.
SKELETONS: dict[int, dict[str, str]] = {
    0: {
        "plain": "50,0 15,20 5,50 15,82 50,100 85,82 95,50 85,20 52,0",
        "not closed": "62,3 22,12 5,50 18,85 52,100 88,80 94,45 82,12",
        "overlapped": "45,0 12,25 5,55 20,90 55,100 90,75 92,35 65,2 30,8 18,22",
        "with a curl": "75,12 45,0 12,25 5,60 25,95 60,98 92,70 88,30 60,5 40,12 55,26",
        "slashed": "50,0 15,20 5,50 15,82 50,100 85,82 95,50 85,20 52,0 ; 82,12 18,88",
        "slashed beyond": "50,0 15,20 5,50 15,82 50,100 85,82 95,50 85,20 52,0 ; 112,-10 -12,110",
        "dotted": "50,0 15,20 5,50 15,82 50,100 85,82 95,50 85,20 52,0 ; 50,48 52,53",
    },
    1: {
        "plain": "50,0 50,100",
        "with a flag": "22,30 52,0 | 52,100",
        "with a long flag": "2,55 55,0 | 52,100",
        "with a curved flag": "15,30 38,20 54,0 | 50,100",
        "with a flag and a foot": "25,22 50,0 | 50,100 ; 15,100 85,100",
        "with a foot": "50,0 50,100 ; 20,100 80,100",
        "with a short flag": "35,12 52,0 | 50,100",
        "in one stroke": "22,25 52,0 | 50,98 | 20,100 | 82,98",
    },
    2: {
        "plain": "8,22 25,3 60,0 85,20 75,45 40,75 5,100 | 95,100",
        "with a loop": "10,22 30,2 65,2 82,25 65,60 30,95 10,98 8,82 30,82 60,97 98,96",
        "like a z": "10,5 85,5 | 10,98 | 92,98",
        "like a swan": "12,30 30,2 70,5 75,35 45,70 5,95 40,88 95,98",
        "with a hook": "28,32 14,14 45,-2 80,12 78,42 10,100 | 92,100",
    },
    3: {
        "plain": "10,10 50,0 85,20 70,42 40,48 | 75,55 92,75 70,98 30,100 5,88",
        "with a flat top": "8,2 88,2 | 42,40 | 80,50 92,72 75,96 40,100 8,88",
        "with corners": "10,5 60,2 80,20 45,45 | 85,65 75,95 10,98",
        "round": "12,15 50,0 85,22 52,46 90,72 50,100 8,85",
        "with a loop": "10,12 50,0 82,22 55,45 42,50 48,56 60,48 92,72 60,100 8,88",
    },
    4: {
        "open": "20,0 10,58 | 95,58 ; 72,8 70,100",
        "open and round": "12,2 14,40 45,55 78,46 ; 86,0 78,50 66,100",
        "open in one stroke": "18,0 15,50 50,60 80,45 | 85,5 | 75,100",
        "closed": "65,0 5,68 | 95,68 ; 66,0 66,100",
        "closed in one stroke": "70,100 70,0 | 5,68 | 95,68",
        "with a short post": "30,0 8,55 | 85,55 ; 60,28 50,100",
        "almost closed": "58,2 5,62 | 98,60 ; 70,10 66,100",
    },
    5: {
        "in one stroke": "85,0 20,0 | 15,42 | 50,35 88,55 85,85 50,100 8,90",
        "in two strokes": "20,5 15,45 | 55,38 88,62 75,95 40,100 5,90 ; 20,5 88,0",
        "like an s": "85,8 40,2 20,22 40,42 75,58 75,88 40,100 8,90",
        "with a bar apart": "22,10 18,45 55,40 85,65 65,98 8,92 ; 32,2 92,-4",
        "with corners": "85,0 15,0 | 15,45 | 80,45 | 85,95 | 10,98",
    },
    6: {
        "plain": "75,0 35,25 10,65 25,95 60,100 85,78 65,55 35,58 12,78",
        "with a curl": "85,10 65,0 30,25 8,60 15,92 50,102 82,85 75,60 45,55 18,72",
        "straight": "60,0 12,70 20,95 55,100 80,80 60,58 15,72",
        "rolled up": "70,0 30,30 10,70 40,100 80,80 60,55 35,62 30,85",
        "upright": "22,0 15,60 20,92 55,100 82,80 62,55 18,65",
    },
    7: {
        "plain": "8,0 90,0 | 35,100",
        "crossed": "8,0 90,0 | 38,100 ; 25,50 80,48",
        "with a serif": "8,18 8,0 | 90,0 | 40,100",
        "crossed, with a serif": "8,18 10,0 | 90,2 | 40,100 ; 28,52 82,50",
        "curved": "5,8 30,0 92,3 60,45 42,100",
        "crossed and curved": "5,12 22,-2 55,6 92,0 | 60,50 48,100 ; 32,52 85,45",
    },
    8: {
        "from the right": "80,15 50,0 20,18 45,45 80,72 50,100 15,75 50,48 82,22 75,10",
        "as two circles": "50,0 22,12 25,40 50,48 78,12 50,0 ; 50,48 12,62 15,92 50,99 88,90 85,62 50,48",
        "from the top": "50,0 20,20 50,48 85,75 50,100 15,75 50,48 80,20 52,0",
        "open at the top": "85,5 50,45 15,75 50,100 85,75 45,42 20,15 45,0 60,2",
        "circles apart": "50,0 24,10 26,40 50,46 76,12 52,0 ; 52,52 14,62 15,92 50,99 88,90 85,64 48,52",
    },
    9: {
        "straight": "82,20 50,0 15,18 20,45 50,52 80,35 | 82,8 | 78,100",
        "with a curved tail": "85,20 50,0 12,22 30,50 70,45 85,15 | 85,60 65,95 20,98",
        "with a hook": "85,20 50,0 12,22 30,50 70,45 88,12 | 90,60 70,100 25,95 20,80",
        "slanted": "80,15 45,0 12,25 35,50 80,25 | 60,100",
        "smooth": "85,15 45,0 15,25 40,48 80,20 82,50 45,100",
        "like a g": "82,12 45,0 14,24 38,48 82,12 | 88,70 60,102 22,92 30,72 62,62",
    },
}
#: How far a point strays from its place, in the box of 100x100.
STRAY = 4.0


def skeleton(label: int, style: str, rng: np.random.Generator) -> Strokes:
    """Return a digit in one of its styles; each call draws it a little differently."""
    return [_stroke(text, rng) for text in SKELETONS[label][style].split(";")]


def _stroke(text: str, rng: np.random.Generator) -> Points:
    """Return the points of one stroke: its curves one after the other, each from the end of the last."""
    curves: list[Points] = []
    for run in text.split("|"):
        places = np.array([point.split(",") for point in run.split()], np.float64)
        points = places + rng.normal(0, STRAY, places.shape)
        start = [curves[-1][-1:]] if curves else []
        curves.append(smooth_curve(np.concatenate([*start, points])))
    return np.concatenate(curves)
