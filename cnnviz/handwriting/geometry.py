"""Measures of strokes and simple curves, which edits and distortions of handwriting share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.handwriting.pen_samples import Strokes

Points = npt.NDArray[np.float64]


def corners_of(strokes: Strokes) -> tuple[Points, Points]:
    """Return the top left and the bottom right corner of the box around the strokes, (2,) each."""
    points = np.concatenate(strokes)
    return points.min(axis=0), points.max(axis=0)


def size_of(strokes: Strokes) -> float:
    """Return the longer side of the box around the strokes, at least 1."""
    low, high = corners_of(strokes)
    return float(max(*(high - low), 1.0))


def lengths_along(stroke: Points) -> Points:
    """Return the length of the path from the stroke's beginning to each of its points, (n,)."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])


def resampled(stroke: Points, n_points: int) -> Points:
    """Return the stroke with `n_points` points at equal distances along its path."""
    along = lengths_along(stroke)
    places = np.linspace(0, along[-1], n_points)
    return np.stack([np.interp(places, along, axis) for axis in stroke.T], axis=1)


def part(stroke: Points, start: float, end: float) -> Points:
    """Return the part of a stroke between two shares of its length, from 0 to 1."""
    along = lengths_along(stroke)
    first, last = start * along[-1], end * along[-1]
    places = np.concatenate([[first], along[(along > first) & (along < last)], [last]])
    return np.stack([np.interp(places, along, axis) for axis in stroke.T], axis=1)


def line(start: npt.ArrayLike, end: npt.ArrayLike, n_points: int = 8) -> Points:
    """Return the points of a straight line, (n_points, 2)."""
    return np.linspace(np.asarray(start, np.float64), np.asarray(end, np.float64), n_points)


def smooth_curve(through: Points, n_between: int = 7) -> Points:
    """Return a curve through points (n, 2), n >= 2: a Catmull-Rom spline; two points give a line.

    Source: E. Catmull, R. Rom, "A class of local interpolating splines", 1974.
    """
    padded = np.concatenate([[2 * through[0] - through[1]], through, [2 * through[-1] - through[-2]]])
    t = np.linspace(0, 1, n_between, endpoint=False)[:, np.newaxis]
    spans = [_span(padded[n : n + 4], t) for n in range(len(through) - 1)]
    return np.concatenate([*spans, through[-1:]])


def _span(four: Points, t: Points) -> Points:
    before, start, end, after = four
    slope, bend = (end - before) / 2, before - 2.5 * start + 2 * end - after / 2
    curve: Points = start + t * (slope + t * (bend + t * ((after - before) / 2 + 1.5 * (start - end))))
    return curve
