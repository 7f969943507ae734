"""What a hand with a mouse or a pen does to a digit: slant, size, speed, a trembling line, gaps, hooks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from cnnviz.drawing import BOARD
from cnnviz.handwriting.geometry import Points, corners_of, lengths_along, part, resampled, size_of
from cnnviz.handwriting.pen_samples import Strokes

Distortion = Callable[[Strokes, np.random.Generator], Strokes]

#: The standard deviations: of the turn and the slant in radians, of the logarithm of width by height.
TURN, SLANT, ASPECT = 0.13, 0.2, 0.18
#: The largest turn, slant and logarithm: beyond them people, too, take a digit for another.
LARGEST = 0.4


def as_drawn(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a digit as somebody else might have drawn it: leant and bent, with some of a hand's flaws.

    The points are whole cells of the board afterwards, so a small drawing has few of them.
    """
    strokes = bent(leant(strokes, rng), rng)
    for distortion, share in OFTEN.items():
        if rng.random() < share:
            strokes = distortion(strokes, rng)
    return on_board(strokes, rng)


def leant(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return the strokes turned, slanted, and wider or narrower."""
    turn, slant, aspect = rng.normal(0, (TURN, SLANT, ASPECT)).clip(-LARGEST, LARGEST)
    shear = np.array([[np.exp(aspect), -slant], [0, 1]])
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return [stroke @ (rotation @ shear).T for stroke in strokes]


def bent(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return the strokes moved by two smooth waves, each across the digit at most one and a half times."""
    low, size = corners_of(strokes)[0], size_of(strokes)
    for _ in range(2):
        wave = rng.normal(0, 1, 2)
        wave *= 2 * np.pi * rng.uniform(0.3, 1.5) / np.hypot(*wave)
        push, phase = rng.normal(0, 0.02, 2) * size, rng.uniform(0, 2 * np.pi)
        strokes = [
            stroke + np.sin((stroke - low) / size @ wave + phase)[:, np.newaxis] * push for stroke in strokes
        ]
    return strokes


def trembling(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return the strokes with the tremor of a hand: noise that neighbours share."""
    spread, smoothness = size_of(strokes) * rng.uniform(0.005, 0.03), rng.uniform(0.5, 3)
    return [stroke + _tremor(len(stroke), smoothness, rng) * spread for stroke in strokes]


def _tremor(n_points: int, smoothness: float, rng: np.random.Generator) -> Points:
    noise = rng.normal(0, 1, (n_points, 2))
    smooth: Points = ndimage.gaussian_filter1d(noise, smoothness, axis=0)
    smooth *= np.sqrt(2 * np.sqrt(np.pi) * smoothness)  # about as large as before
    return smooth


def quick(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return the strokes with few points, as a quick mouse leaves them: corners where there were curves."""
    step = size_of(strokes) * rng.uniform(0.08, 0.25)
    return [
        resampled(stroke, 2 + int(lengths_along(stroke)[-1] / step)) if len(stroke) > 1 else stroke
        for stroke in strokes
    ]


def overshot(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return one stroke that ends too late or too early."""
    n, amount = int(rng.integers(len(strokes))), rng.uniform(-0.1, 0.12)
    stroke = strokes[n]
    if len(stroke) < 3 or lengths_along(stroke)[-1] == 0:
        return strokes
    if amount < 0:
        return _with(strokes, n, part(stroke, 0, 1 + amount))
    direction = stroke[-1] - part(stroke, 0.85, 1)[0]
    end = stroke[-1] + direction / max(np.hypot(*direction), 1e-9) * amount * size_of(strokes)
    return _with(strokes, n, np.concatenate([stroke, [end]]))


def with_hook(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return one stroke with a small hook where the pen first touches."""
    n = int(rng.integers(len(strokes)))
    hook = rng.normal(0, 0.05, 2) * size_of(strokes)
    return _with(strokes, n, np.concatenate([[strokes[n][0] + hook], strokes[n]]))


def with_gap(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return one stroke interrupted, as by a pen that was lifted for a moment."""
    n, start = int(rng.integers(len(strokes))), rng.uniform(0.1, 0.85)
    if lengths_along(strokes[n])[-1] < 0.3 * size_of(strokes):
        return strokes
    end = start + rng.uniform(0.02, 0.07)
    return [*strokes[:n], part(strokes[n], 0, start), part(strokes[n], end, 1), *strokes[n + 1 :]]


def doubled(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return the strokes with a part of one drawn a second time beside itself."""
    n, start = int(rng.integers(len(strokes))), rng.uniform(0, 0.7)
    if lengths_along(strokes[n])[-1] < 0.3 * size_of(strokes):
        return strokes
    again = part(strokes[n], start, start + rng.uniform(0.1, 0.3))
    return [*strokes, again + rng.normal(0, 0.03, 2) * size_of(strokes)]


def on_board(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return the strokes at some size and place on the board, rounded to its cells."""
    low, high = corners_of(strokes)
    longest = BOARD * np.exp(rng.uniform(np.log(0.12), np.log(0.9)))
    scale = longest / max(*(high - low), 1e-9)
    start = rng.uniform(0, np.maximum(BOARD - 1 - (high - low) * scale, 0))
    return [np.rint((stroke - low) * scale + start).clip(0, BOARD - 1) for stroke in strokes]


def _with(strokes: Strokes, n: int, stroke: Points) -> Strokes:
    return [*strokes[:n], stroke, *strokes[n + 1 :]]


#: The share of drawings that have each flaw.
OFTEN: dict[Distortion, float] = {
    trembling: 0.5,
    quick: 0.25,
    overshot: 0.3,
    with_hook: 0.2,
    with_gap: 0.1,
    doubled: 0.08,
}
