"""Convert a drawing to and from the pad's format, which is Fabric.js's."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from cnnviz.drawing.strokes import BOARD, MAX_POINTS, PEN, TOO_MUCH, Drawing, Stroke
from cnnviz.errors import ImageError

Points = npt.NDArray[np.float64]

#: The maximum distance, in cells of the board, between a simplified stroke and the points left out.
TOLERANCE = 0.5
#: The maximum number of points on all curves before they are simplified: minutes of drawing without a pause.
MAX_SAMPLES = 20_000
#: Pad coordinates beyond this do not come from a drawing.
MAX_COORDINATE = 1e5

#: The number of points of each of Fabric.js's path commands.
_COMMANDS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
_ORIGINS = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}


def to_fabric(drawing: Drawing, width: int, height: int) -> dict[str, Any]:
    """Return the drawing as `initial_drawing` of st_canvas, for a pad of width x height pixels."""
    scale, offset = _placing(width, height)
    return {
        "objects": [
            _fabric_path((np.array(stroke) + 0.5 - offset) / scale, scale) for stroke in drawing.strokes
        ]
    }


def _fabric_path(points: Points, scale: float) -> dict[str, Any]:
    if len(points) == 1:  # a line of length 0 would not be drawn; Fabric.js also makes a short one
        points = np.add(points, [[-PEN / scale / 1000, 0], [PEN / scale / 1000, 0]])
    start, *rest = points.round(3).tolist()
    centre = (points.min(axis=0) + points.max(axis=0)) / 2
    return {
        "type": "Path",
        "path": [["M", *start], *(["L", *point] for point in rest)],
        "left": float(centre[0]),
        "top": float(centre[1]),
        "originX": "center",
        "originY": "center",
        "fill": None,
        "stroke": "#000000",
        "strokeWidth": PEN / scale,
        "strokeLineCap": "round",
        "strokeLineJoin": "round",
    }


def from_fabric(json_data: object, width: int, height: int) -> Drawing:
    """Return what was drawn on a pad of streamlit-drawable-canvas (Fabric.js 7), simplified.

    The longer side of the pad fills the board. Unreadable objects and ink beyond the pad's edge are dropped.

    Args:
        json_data: `CanvasResult.json_data`: paths, and dots as circles, even moved, scaled or rotated ones.
        width: Width of the pad in pixels.
        height: Height of the pad in pixels.

    Raises:
        ImageError: If it is not a drawing, or larger than a link can hold.
    """
    if json_data is None:
        return Drawing()
    objects = json_data.get("objects", []) if isinstance(json_data, dict) else None
    if not isinstance(objects, list):
        raise ImageError("The pad gave no drawing. Clear it and draw again.")
    scale, offset = _placing(width, height)
    lines = [
        _simplified(part * scale + offset)
        for line in _lines(objects)
        for part in _on_pad(line, np.array([width, height]), PEN / scale / 2)
    ]
    return Drawing(tuple(lines))


def _placing(width: int, height: int) -> tuple[float, Points]:
    """Return (scale, offset): board = pad * scale + offset, with the pad centred on the board."""
    scale = BOARD / max(width, height)
    return scale, (BOARD - np.array([width, height]) * scale) / 2


def _lines(objects: list[Any]) -> Iterator[Points]:
    """Yield the lines of all readable objects, (n, 2) in pad pixels."""
    n_samples = 0
    for one in objects:
        try:
            lines = _object_lines(one)
        except (IndexError, TypeError, ValueError):  # it comes from a browser and may hold anything
            continue
        for line in lines:
            n_samples += len(line)
            if n_samples > MAX_SAMPLES:
                raise ImageError(TOO_MUCH)
            yield line


def _object_lines(one: Any) -> list[Points]:
    """Return the lines of one Fabric.js object, (n, 2) each, in pad pixels.

    Raises:
        IndexError, TypeError, ValueError: If it is not a path or circle.
    """
    kind = one.get("type") if isinstance(one, dict) else None
    if kind == "Circle":
        size, lines = np.full(2, 2 * _number(one, "radius", 0)), [np.zeros((1, 2))]
    elif kind == "Path":
        lines = _path_lines(one.get("path"))
        low, high = np.concatenate(lines).min(axis=0), np.concatenate(lines).max(axis=0)
        size, lines = high - low, [line - (low + high) / 2 for line in lines]
    else:
        raise ValueError(kind)
    matrix, centre = _transform(one, size)
    return [line @ matrix.T + centre for line in lines]


def _path_lines(path: Any) -> list[Points]:
    """Return the lines of a path (n, 2), with points along its curves, in the path's coordinates."""
    if not isinstance(path, list):
        raise TypeError(path)
    lines: list[list[Points]] = []
    for name, *values in path[: MAX_SAMPLES + 1]:  # more would be rejected anyway
        points = np.array([_finite(value) for value in values]).reshape(-1, 2)
        if len(points) != _COMMANDS.get(name):
            raise ValueError(name)
        if name == "M":
            lines.append([points])
        else:
            line = lines[-1]
            line.append(_bezier(np.vstack([line[-1][-1:], line[0] if name == "Z" else points])))
    return [np.concatenate(line) for line in lines]


def _bezier(controls: Points) -> Points:
    """Return points along a Bézier curve, (n, 2), without the first, for (2 to 4, 2) control points."""
    degree = len(controls) - 1
    length = float(np.hypot(*np.diff(controls, axis=0).T).sum())
    n_samples = 1 if degree == 1 else min(max(4, math.ceil(length / 2)), 200)
    t = np.arange(1, n_samples + 1)[:, None] / n_samples
    weights = [math.comb(degree, k) * t**k * (1 - t) ** (degree - k) for k in range(degree + 1)]
    return np.hstack(weights) @ controls


def _transform(one: dict[str, Any], size: Points) -> tuple[Points, Points]:
    """Return where Fabric.js places an object of this size: a matrix (2, 2) and its centre (2,)."""
    angle, skew_x, skew_y = (math.radians(_number(one, name, 0)) for name in ("angle", "skewX", "skewY"))
    rotation = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    scale = np.array([_number(one, "scaleX", 1), _number(one, "scaleY", 1)])
    flip = np.array([-1 if one.get(name) is True else 1 for name in ("flipX", "flipY")])
    skew = np.array([[1, math.tan(skew_x)], [0, 1]]) @ np.array([[1, 0], [math.tan(skew_y), 1]])
    origin = np.array([_ORIGINS.get(one.get(name, "center"), 0.5) for name in ("originX", "originY")])
    to_centre = (0.5 - origin) * (size + _number(one, "strokeWidth", 1)) * scale
    position = np.array([_number(one, "left", 0), _number(one, "top", 0)])
    return rotation @ np.diag(scale * flip) @ skew, position + rotation @ to_centre


def _number(one: dict[str, Any], name: str, default: float) -> float:
    return _finite(one.get(name, default))


def _finite(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MAX_COORDINATE:
        raise ValueError(value)
    return float(value)


def _on_pad(line: Points, size: Points, margin: float) -> Iterator[Points]:
    """Yield the parts of a line (n, 2) whose ink is visible on the pad, with their points moved onto it."""
    low, high = np.full(2, -margin), size + margin
    seen = np.all((line >= low) & (line <= high), axis=1).tolist()
    for is_seen, group in groupby(range(len(line)), key=seen.__getitem__):
        if is_seen:
            run = list(group)
            before = [_edge(line[n], line[n - 1], low, high) for n in run[:1] if n > 0]
            after = [_edge(line[n], line[n + 1], low, high) for n in run[-1:] if n + 1 < len(line)]
            yield np.clip(np.vstack([*before, line[run], *after]), 0, size)


def _edge(inside: Points, outside: Points, low: Points, high: Points) -> Points:
    """Return the point where the segment from inside a rectangle to outside crosses its edge."""
    way = outside - inside
    bound = np.where(way > 0, high, low)
    t = np.divide(bound - inside, way, out=np.ones(2), where=way != 0).clip(0, 1)
    return inside + float(t.min()) * way


def _simplified(line: Points) -> Stroke:
    """Return a line (n, 2) on the board as a stroke, simplified.

    It is simplified again after rounding, so that drawing a stroke again and simplifying it changes nothing.
    """
    cells = np.clip(np.floor(_without_needless(line)), 0, BOARD - 1)
    return tuple((int(x), int(y)) for x, y in _without_needless(cells))


def _without_needless(line: Points) -> Points:
    """Return a line (n, 2) without the points that are within TOLERANCE of the simplified line.

    Source: Ramer 1972; Douglas and Peucker 1973.
    """
    moved = np.append(1, np.abs(np.diff(line, axis=0)).sum(axis=1))
    line = line[np.flatnonzero(moved)]
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        if len(keep) > MAX_POINTS:
            raise ImageError(TOO_MUCH)
        distances = _distances(line[first + 1 : last], line[first], line[last])
        farthest = int(distances.argmax())
        if distances[farthest] > TOLERANCE:
            middle = first + 1 + farthest
            keep.add(middle)
            spans += [(first, middle), (middle, last)]
    return line[sorted(keep)]


def _distances(points: Points, start: Points, end: Points) -> Points:
    """Return the distances of points (n, 2) from the line segment between start and end, (n,)."""
    along = end - start
    t = np.clip((points - start) @ along / max(1e-9, float(along @ along)), 0, 1)
    return cast(Points, np.hypot(*(points - start - t[:, None] * along).T))
