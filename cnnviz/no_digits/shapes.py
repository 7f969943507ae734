"""Shapes in strokes: neither digits nor letters. People take a circle for a zero, so none is here."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnnviz.handwriting.geometry import line, smooth_curve
from cnnviz.handwriting.pen_samples import Strokes
from cnnviz.no_digits.letters import written

#: Shapes in the notation of letters.
DRAWN = {
    "triangle": "5,0 10,9 0,9 5,0",
    "triangle, open": "0,9 5,0 10,9 1,9",
    "square": "0,0 10,0 10,10 0,10 0,0",
    "rectangle": "0,0 10,0 10,6 0,6 0,0",
    "diamond": "5,0 10,5 5,10 0,5 5,0",
    "hexagon": "3,0 7,0 10,5 7,10 3,10 0,5 3,0",
    "heart": "~5,10 1,5 0,2 3,0 5,3; ~5,3 7,0 10,2 9,5 5,10",
    "arrow right": "0,5 10,5; 7,2 10,5 7,8",
    "arrow left": "10,5 0,5; 3,2 0,5 3,8",
    "arrow up": "5,10 5,0; 2,3 5,0 8,3",
    "arrow down": "5,0 5,10; 2,7 5,10 8,7",
    "double arrow": "0,5 10,5; 7,2 10,5 7,8; 3,2 0,5 3,8",
    "plus": "5,0 5,10; 0,5 10,5",
    "cross": "0,0 10,10; 10,0 0,10",
    "check": "0,6 3,10 10,0",
    "equals": "0,3 10,3; 0,7 10,7",
    "dash": "0,5 10,5",
    "two bars": "2,0 2,10; 6,0 6,10",
    "three bars": "1,0 1,10; 4,0 4,10; 7,0 7,10",
    "tally": "1,0 1,10; 3,0 3,10; 5,0 5,10; 7,0 7,10; 0,8 8,2",
    "hash": "3,0 3,10; 7,0 7,10; 0,3 10,3; 0,7 10,7",
    "house": "0,10 0,4 5,0 10,4 10,10 0,10; 4,10 4,6 6,6 6,10",
    "tree": "~4,6 1,6 0,3 3,0 7,0 10,3 9,6 6,6; 4,6 4,10; 6,6 6,10",
    "fir": "5,0 9,4 6,4 10,8 0,8 4,4 1,4 5,0; 5,8 5,10",
    "smiley": "~5,0 1,2 0,6 3,10 7,10 10,6 9,2 5,0; 3,3 3,4; 7,3 7,4; ~3,7 5,8 7,7",
    "stick figure": "~5,0 3,1 4,3 6,3 7,1 5,0; 5,3 5,7 2,10; 5,7 8,10; 1,5 9,5",
    "sun": "~5,3 3,5 5,7 7,5 5,3; 5,0 5,2; 5,8 5,10; 0,5 2,5; 8,5 10,5; 1,1 3,3; 9,9 7,7; 9,1 7,3; 1,9 3,7",
    "flower": "~5,4 4,5 5,6 6,5 5,4; ~5,4 4,1 6,1 5,4; ~6,5 9,4 9,6 6,5; ~5,6 6,9 4,9 5,6; ~4,5 1,6 1,4 4,5",
    "cloud": "~2,8 0,6 2,4 4,1 7,2 8,4 10,6 8,8 2,8",
    "moon": "~6,0 1,2 1,8 6,10 4,7 4,3 6,0",
    "fish": "~0,5 3,2 7,4 10,8; ~0,5 3,8 7,6 10,2; 10,2 10,8",
    "cup": "0,1 1,10 6,10 7,1 0,1; ~7,3 10,3 9,7 7,7",
    "flag": "0,0 0,10; 0,0 9,2 0,5",
    "lightning": "5,0 1,6 5,5 2,11",
    "crown": "0,9 0,1 3,5 5,0 7,5 10,1 10,9 0,9",
    "envelope": "0,0 10,0 10,7 0,7 0,0 5,4 10,0",
    "hourglass": "0,0 8,0 0,10 8,10 0,0",
    "bow": "0,0 0,8 10,0 10,8 0,0",
    "question mark": "~0,2 2,0 5,1 5,3 2,6 2,7; 2,9 2,9.4",
    "section": "0,0 10,0 10,10 0,10 0,0; 0,0 10,10",
    "window": "0,0 10,0 10,10 0,10 0,0; 5,0 5,10; 0,5 10,5",
    "circle with a cross": "~5,0 1,2 0,6 3,10 7,10 10,6 9,2 5,0; 2,2 8,8; 8,2 2,8",
    "circle with a plus": "~5,0 1,2 0,6 3,10 7,10 10,6 9,2 5,0; 5,0 5,10; 0,5 10,5",
    "circle with a dot": "~5,0 1,2 0,6 3,10 7,10 10,6 9,2 5,0; 5,5 5.5,5",
    "two circles": "~2,3 0,5 2,7 4,5 2,3; ~8,3 6,5 8,7 10,5 8,3",
    "brackets": "3,0 0,0 0,10 3,10; 7,0 10,0 10,10 7,10",
    "braces": "~3,0 1,1 2,4 0,5 2,6 1,9 3,10",
    "angle": "0,0 0,10 9,10",
    "less": "9,0 0,5 9,10",
    "greater": "0,0 9,5 0,10",
    "tilde": "~0,3 3,0 6,4 10,1",
    "caret": "0,6 5,0 10,6",
    "infinity": "~5,5 2,2 0,5 2,8 5,5 8,2 10,5 8,8 5,5",
    "ampersand": "~9,10 2,3 4,0 6,2 1,6 1,9 4,10 8,6",
    "at": "~6,4 4,3 3,6 6,6 6,3 7,7 9,5 8,1 4,0 0,4 1,9 5,10 8,9",
    "percent": "8,0 1,10; ~2,0 0,2 2,4 4,2 2,0; ~7,6 5,8 7,10 9,8 7,6",
    "divided by": "0,5 10,5; 5,1 5,1.5; 5,8.5 5,9",
    "pi": "0,0 10,0; 3,0 2,10; 7,0 7,10",
    "gallows": "3,10 3,0 9,0 9,3; 0,10 7,10",
    "stairs": "0,10 0,7 3,7 3,4 6,4 6,1 9,1",
    "battlements": "0,10 0,4 3,4 3,8 6,8 6,4 9,4 9,10",
    "table": "0,0 10,0; 1,0 1,8; 9,0 9,8",
    "chair": "0,0 0,10; 0,5 6,5 6,10",
    "ladder": "0,0 0,10; 5,0 5,10; 0,2 5,2; 0,5 5,5; 0,8 5,8",
    "fork": "0,0 0,4 6,4 6,0; 3,0 3,10",
    "umbrella": "~0,5 2,1 5,0 8,1 10,5; 0,5 10,5; ~5,5 5,9 3,10 2,9",
    "anchor": "5,0 5,10; 2,3 8,3; ~0,6 2,9 5,10 8,9 10,6",
    "bell": "~0,8 2,6 2,2 5,0 8,2 8,6 10,8; 0,8 10,8; ~4,9 5,10 6,9",
    "bird": "~0,2 2,0 5,4 8,0 10,2",
    "apple": "~5,3 2,2 0,5 2,9 5,9 8,9 10,5 8,2 5,3; ~5,3 5,1 7,0",
    "face": "~5,0 1,2 1,7 5,10 9,7 9,2 5,0; 3,4 4,4; 6,4 7,4; 5,5 5,6; 4,8 6,8",
    "cube": "0,3 7,3 7,10 0,10 0,3 3,0 10,0 10,7 7,10; 7,3 10,0",
}


def _star(rng: np.random.Generator) -> Strokes:
    n, inner = int(rng.integers(4, 8)), rng.uniform(0.3, 0.6)
    angles = np.pi * np.arange(2 * n + 1) / n - np.pi / 2
    reach = np.where(np.arange(2 * n + 1) % 2, inner, 1.0)
    return [np.stack([reach * np.cos(angles), reach * np.sin(angles)], axis=1)]


def _pentagram(rng: np.random.Generator) -> Strokes:
    angles = 4 * np.pi * np.arange(6) / 5 - np.pi / 2 + rng.normal(0, 0.1)
    return [np.stack([np.cos(angles), np.sin(angles)], axis=1)]


def _asterisk(rng: np.random.Generator) -> Strokes:
    n = int(rng.integers(3, 6))
    ends = np.exp(1j * (np.pi * np.arange(n) / n + rng.uniform(0, 1)))
    return [line((-end.real, -end.imag), (end.real, end.imag)) for end in ends]


def _spiral(rng: np.random.Generator) -> Strokes:
    turns = rng.uniform(1.8, 4.5)
    angles = np.linspace(0, 2 * np.pi * turns, 120)
    side = rng.choice([-1, 1])
    return [np.stack([angles * np.cos(angles), side * angles * np.sin(angles)], axis=1)]


def _wave(rng: np.random.Generator) -> Strokes:
    x, n = np.linspace(0, 1, 80), rng.uniform(2, 5)
    return [np.stack([x, rng.uniform(0.05, 0.3) * np.sin(2 * np.pi * n * x)], axis=1)]


def _zigzag(rng: np.random.Generator) -> Strokes:
    n = int(rng.integers(4, 10))
    y = np.where(np.arange(n) % 2, 1, -1) * rng.uniform(0.1, 0.4) + rng.normal(0, 0.03, n)
    points = np.stack([np.linspace(0, 1, n), y], axis=1)
    return [points if rng.random() < 0.6 else points[:, ::-1]]


def _scribble(rng: np.random.Generator) -> Strokes:
    n = int(rng.integers(6, 25))
    return [smooth_curve(np.cumsum(rng.normal(0, 1, (n, 2)), axis=0), 6)]


def _hatching(rng: np.random.Generator) -> Strokes:
    """Return what a pen fills in: dense strokes to and fro."""
    n = int(rng.integers(8, 24))
    x = np.where(np.arange(n) % 2, 1, 0) + rng.normal(0, 0.08, n)
    return [smooth_curve(np.stack([x, np.linspace(0, 1, n)], axis=1), 4)]


def _ball(rng: np.random.Generator) -> Strokes:
    """Return a ball of wool: curves around and around."""
    n = int(rng.integers(25, 60))
    angles = np.cumsum(rng.uniform(0.5, 2.5, n))
    reach = rng.uniform(0.3, 1, n)
    return [smooth_curve(np.stack([reach * np.cos(angles), reach * np.sin(angles)], axis=1), 4)]


def _sticks(rng: np.random.Generator) -> Strokes:
    n = int(rng.integers(3, 9))
    return [line(*rng.uniform(-1, 1, (2, 2))) for _ in range(n)]


def _bends(rng: np.random.Generator) -> Strokes:
    n = int(rng.integers(2, 5))
    return [smooth_curve(rng.uniform(-1, 1, (int(rng.integers(3, 6)), 2))) for _ in range(n)]


def _dots(rng: np.random.Generator) -> Strokes:
    n = int(rng.integers(2, 12))
    return [rng.uniform(-1, 1, (1, 2)) for _ in range(n)]


def _polygon(rng: np.random.Generator) -> Strokes:
    n = int(rng.integers(3, 7))
    points = rng.uniform(-1, 1, (n, 2))
    return [np.concatenate([points, points[:1]])]


#: Shapes that chance makes, about 2 wide, by name.
MADE: dict[str, Callable[[np.random.Generator], Strokes]] = {
    "star": _star,
    "pentagram": _pentagram,
    "asterisk": _asterisk,
    "spiral": _spiral,
    "wave": _wave,
    "zigzag": _zigzag,
    "scribble": _scribble,
    "hatching": _hatching,
    "ball of wool": _ball,
    "sticks": _sticks,
    "bends": _bends,
    "dots": _dots,
    "polygon": _polygon,
}


#: The names of all shapes.
SHAPES = (*DRAWN, *MADE)


def shape(name: str, rng: np.random.Generator) -> Strokes:
    """Return a shape of this name; each call draws it a little differently."""
    return written(DRAWN[name], rng) if name in DRAWN else [10 * stroke for stroke in MADE[name](rng)]
