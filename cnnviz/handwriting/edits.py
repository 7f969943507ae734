"""Edits of a digit that someone wrote: each gives it a style that its writer did not use."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnnviz.handwriting.geometry import Points, corners_of, lengths_along, line, part, smooth_curve
from cnnviz.handwriting.pen_samples import Strokes

Edit = Callable[[Strokes, np.random.Generator], Strokes]


def slashed(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 0 with a line through it, from the top right to the bottom left, sometimes beyond its edge."""
    low, high = corners_of(strokes)
    beyond = rng.uniform(-0.2, 0.2)
    start = low + (high - low) * [1 + beyond, -beyond] + rng.normal(0, 0.05, 2) * (high - low)
    end = low + (high - low) * [-beyond, 1 + beyond] + rng.normal(0, 0.05, 2) * (high - low)
    return [*strokes, line(start, end)]


def opened(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 0 whose end does not meet its beginning."""
    *others, last = strokes
    return [*others, part(last, 0, rng.uniform(0.84, 0.95))]


def plain(strokes: Strokes, rng: np.random.Generator) -> Strokes:  # noqa: ARG001 - as every edit
    """Return a 1 that begins at its top: without a flag."""
    longest = max(strokes, key=lambda stroke: lengths_along(stroke)[-1])
    top, bottom = longest[:, 1].argmin(), longest[:, 1].argmax()
    return [longest[top : bottom + 1]] if top < bottom else strokes


def flagged(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 1 with a flag that rises to its top, short or as long as in Germany."""
    (stem,), height = plain(strokes, rng)[:1], _height(strokes)
    angle, length = np.radians(rng.uniform(25, 65)), height * rng.uniform(0.2, 0.6)
    start = stem[0] + length * np.array([-np.sin(angle), np.cos(angle)])
    return [np.concatenate([line(start, stem[0])[:-1], stem]), *strokes[1:]]


def footed(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 1 that stands on a line."""
    points, height = np.concatenate(strokes), _height(strokes)
    foot = points[points[:, 1].argmax()]
    left, right = rng.uniform(0.15, 0.4, 2) * height
    tilt = rng.normal(0, 0.03) * height
    return [*strokes, _bar(foot, left, right, tilt)]


def crossed(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 7 with a bar through its stem."""
    bare = uncrossed(strokes, rng)
    stem = bare[0]
    low, high = corners_of(bare)
    level = low[1] + (high[1] - low[1]) * rng.uniform(0.4, 0.65)
    below = np.flatnonzero(stem[:, 1] >= level)
    middle = np.array([stem[below[0] if len(below) else -1, 0], level])
    left, right = (high[1] - low[1]) * rng.uniform(0.15, 0.4, 2)
    tilt = rng.normal(0, 0.05) * (high[1] - low[1])
    return [*bare, _bar(middle, left, right, tilt)]


def uncrossed(strokes: Strokes, rng: np.random.Generator) -> Strokes:  # noqa: ARG001 - as every edit
    """Return a 7 in one stroke: the one that reaches from its top to its bottom, if there is one."""
    tallest = max(strokes, key=lambda stroke: np.ptp(stroke[:, 1]))
    return [tallest] if np.ptp(tallest[:, 1]) >= 0.85 * _height(strokes) else strokes


def with_serif(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 7 whose top line begins with a small stroke down."""
    first, *others = strokes
    drop = _height(strokes) * rng.uniform(0.1, 0.22)
    start = first[0] + [rng.normal(0, 0.02) * drop, drop]
    return [np.concatenate([line(start, first[0])[:-1], first]), *others]


def closed(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 4 of two strokes whose tops meet."""
    return _with_post(strokes, strokes[0][0] + rng.normal(0, 0.03, 2) * _height(strokes))


def opened_wide(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 4 of two strokes whose second stroke begins far to the right."""
    low, high = corners_of(strokes)
    return _with_post(strokes, np.array([high[0] + rng.uniform(-0.1, 0.2) * (high[0] - low[0]), low[1]]))


def _with_post(strokes: Strokes, top: Points) -> Strokes:
    """Return a 4 whose second stroke is leant over so that it begins at `top`; its end stays where it is."""
    if len(strokes) != 2:
        return strokes
    first, post = strokes
    still = np.linspace(1, 0, len(post))[:, np.newaxis]
    return [first, post + (top - post[0]) * still]


def hooked(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 9 whose tail turns to the left and up again."""
    *others, last = strokes
    size = _height(strokes) * rng.uniform(0.15, 0.4)
    rise = rng.uniform(0.1, 0.8)
    hook = np.array([[0, 0], [-0.35, 0.25], [-0.9, 0.15], [-1.2, 0.15 - rise]]) * size
    return [*others, np.concatenate([last, smooth_curve(last[-1] + hook)[1:]])]


def straightened(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 9 with a straight tail, from where its pen last began to go down."""
    *others, last = strokes
    low, high = corners_of(strokes)
    upper = np.flatnonzero(last[:, 1] < low[1] + 0.35 * (high[1] - low[1]))
    if not len(upper) or upper[-1] == len(last) - 1:
        return strokes
    start = last[upper[-1]]
    end = np.array([start[0] - rng.uniform(-0.05, 0.35) * (high[1] - low[1]), high[1]])
    return [*others, np.concatenate([last[: upper[-1]], line(start, end)])]


def curled(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a 6 that begins with a small curl to the right."""
    first, *others = strokes
    size = _height(strokes) * rng.uniform(0.12, 0.3)
    curl = first[0] + np.array([[0.9, 0.6], [0.8, 0.0], [0.35, -0.3], [0, 0]]) * size
    return [np.concatenate([smooth_curve(curl)[:-1], first]), *others]


def _bar(middle: Points, left: float, right: float, tilt: float) -> Points:
    """Return a short line across the digit; with a tilt, its right end is higher."""
    return line(middle - np.array([left, -tilt]), middle + np.array([right, -tilt]))


def _height(strokes: Strokes) -> float:
    low, high = corners_of(strokes)
    return float(max(high[1] - low[1], 1.0))


#: The edits of each digit. Digits without one have all their styles as skeletons.
EDITS: dict[int, tuple[Edit, ...]] = {
    0: (slashed, opened),
    1: (plain, flagged, footed),
    4: (closed, opened_wide),
    6: (curled,),
    7: (crossed, uncrossed, with_serif),
    9: (hooked, straightened),
}


def edited(label: int, strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return a digit after one of its edits, or as it is if it has none."""
    edits = EDITS.get(label, ())
    return edits[rng.integers(len(edits))](strokes, rng) if edits else strokes
