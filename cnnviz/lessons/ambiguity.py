"""Ambiguity: one digit becomes another, step by step, and where a network doubts most.

The browser computes the same pictures in `components/morph/morphing.js`. Both use only operations that
IEEE 754 defines to the last bit, in the same order, so that the pictures are equal.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.errors import ImageError
from cnnviz.mnist import SIDE

Levels: TypeAlias = npt.NDArray[np.uint8]
Array: TypeAlias = npt.NDArray[np.float32]
_Doubles: TypeAlias = npt.NDArray[np.float64]

#: The second digit's share is a step divided by STEPS: 0 is the first digit, STEPS the second.
STEPS = 400
#: The steps from one point of the curve to the next.
EVERY = 10
#: How far an outline may move to keep the amount of ink, in pixels, and how often that range is halved.
REACH, HALVINGS = 40.0, 48


def morph(first: Levels, second: Levels, step: int, way: str = "outlines") -> Levels:
    """Return a picture between two digits.

    Args:
        first: (28, 28) uint8, bright ink on dark.
        second: (28, 28) uint8.
        step: From 0, the first digit, to STEPS, the second.
        way: One of `WAYS`.

    Returns:
        (28, 28) uint8.

    Raises:
        ImageError: If a digit has no ink or the wrong shape.
        KeyError: If the way is unknown.
    """
    for digit in (first, second):
        _check(digit)
    return WAYS[way](first, second, step / STEPS)


def heights(digit: Levels) -> _Doubles:
    """Return how deep each pixel lies in the ink, in pixels; 0.5 is the outline.

    A grey pixel's height is its share of ink. From there, heights grow by 1 per pixel into the ink, and fall
    by 1 per pixel away from it. So the heights cut off at 0 and 1 are the digit again.

    Args:
        digit: (28, 28) uint8, some of it ink, some of it not full of ink.

    >>> line = np.zeros((28, 28), np.uint8)
    >>> line[:, 13] = 255
    >>> heights(line)[0, 11:16].tolist()
    [-1.0, 0.0, 1.0, 0.0, -1.0]
    """
    share = digit.ravel() / 255
    inked, pale = np.flatnonzero(share > 0), np.flatnonzero(share < 1)
    outside = (share[inked] - _distances()[:, inked]).max(axis=1)
    inside = (share[pale] + _distances()[:, pale]).min(axis=1)
    found: _Doubles = np.where(share <= 0, outside, np.where(share >= 1, inside, share))
    return found.reshape(digit.shape)


def margin(probabilities: npt.ArrayLike) -> float:
    """Return the lead of the best answer over the second best.

    >>> margin([0.25, 0.75, 0.0])
    0.5
    """
    second, first = np.sort(np.asarray(probabilities, np.float64))[-2:]
    return float(first - second)


def greatest_doubt(read: Callable[[int], npt.ArrayLike]) -> int:
    """Return the step at which the lead of the best answer over the second best is smallest.

    The steps that are tried are every EVERY-th, and those that halve the way to each change of the answer.

    Args:
        read: Returns the probabilities at a step.
    """
    tried = {step: np.asarray(read(step)) for step in range(0, STEPS + 1, EVERY)}
    for low, high in pairwise(sorted(tried)):
        left, right = low, high
        while right - left > 1 and tried[left].argmax() != tried[right].argmax():
            middle = (left + right) // 2
            tried[middle] = np.asarray(read(middle))
            if tried[middle].argmax() == tried[left].argmax():
                left = middle
            else:
                right = middle
    return min(tried, key=lambda step: (margin(tried[step]), step))


def _outlines(first: Levels, second: Levels, share: float) -> Levels:
    """Return the shape whose heights are between those of both digits, with as much ink as lies between."""
    between = (1 - share) * heights(first) + share * heights(second)
    wanted = (1 - share) * int(first.sum()) + share * int(second.sum())
    low, high = -REACH, REACH
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if int(_inked(between + middle).sum()) < wanted:
            low = middle
        else:
            high = middle
    return _inked(between + high)


def _inked(height: _Doubles) -> Levels:
    return np.floor(255 * height.clip(0, 1) + 0.5).astype(np.uint8)


def _pixels(first: Levels, second: Levels, share: float) -> Levels:
    """Return a mix of both digits, pixel by pixel."""
    return np.floor((1 - share) * first + share * second.astype(np.float64) + 0.5).astype(np.uint8)


#: The ways from one digit to another: their outlines move, or their pixels are mixed.
WAYS: dict[str, Callable[[Levels, Levels, float], Levels]] = {"outlines": _outlines, "pixels": _pixels}


@cache
def _distances() -> _Doubles:
    """Return the distance between each two pixels, (784, 784)."""
    rows, columns = np.divmod(np.arange(SIDE * SIDE), SIDE)
    down, across = (np.subtract.outer(places, places) for places in (rows, columns))
    distances: _Doubles = np.sqrt(down * down + across * across)
    return distances


def _check(digit: Levels) -> None:
    if digit.shape != (SIDE, SIDE) or digit.dtype != np.uint8:
        raise ImageError(f"A digit must be {SIDE}x{SIDE} bytes. Received: {digit.shape} {digit.dtype}")
    if not digit.any() or digit.min() == 255:
        raise ImageError("A digit needs ink on paper. Draw one first.")
