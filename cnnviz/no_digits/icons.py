"""Icons as strokes, from SVG files whose pictures are lines."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np

from cnnviz.handwriting.pen_samples import Strokes

#: Icons whose names hold one of these words look like a digit, or are empty but for a line.
LIKE_DIGITS = re.compile(
    r"(^|-)(circle|circle-small|circle-slash|circle-slash-2|circle-off|dot|minus|slash|egg|egg-off|ellipsis|zero|one|[0-9]|diameter"
    r"|bean|lasso|loader|infinity|ring|orbit|letter|type|hash|binary|clock|timer|ban|donut|disc|tally|ligature|section"
    r"|pilcrow|spline|tangent|beef|cookie|euro|dollar|pound|sterling|bold|italic|heading|h[1-6]|gauge|line|route|worm|bring|pipe)(-|$)"
)


def icon_files(folder: Path) -> list[Path]:
    """Return the SVG files below a folder, sorted, without those that look like a digit."""
    return [file for file in sorted(folder.rglob("*.svg")) if not LIKE_DIGITS.search(file.stem)]


def lines_of(file: Path) -> Strokes:
    """Return the lines of an icon as strokes."""
    from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415 - only training needs it
    from fontTools.svgLib.path import PathBuilder, parse_path  # noqa: PLC0415 - only training needs it

    builder = PathBuilder()
    for element in ET.parse(file).iter():  # noqa: S314 - an icon of a package that the trainer has chosen
        builder.add_path_from_element(element)
    lines: list[list[tuple[float, float]]] = []
    for path in builder.paths:
        pen = RecordingPen()
        parse_path(path, pen)
        _follow(pen.value, lines)
    return [np.array(line) for line in lines]


def _follow(commands: list[Any], lines: list[list[tuple[float, float]]]) -> None:
    for name, points in commands:
        match name:
            case "moveTo":
                lines.append([points[0]])
            case "lineTo":
                lines[-1].append(points[0])
            case "curveTo" | "qCurveTo":
                lines[-1] += _bezier([lines[-1][-1], *points])
            case "closePath":
                lines[-1].append(lines[-1][0])


def _bezier(points: list[tuple[float, float]], n: int = 10) -> list[tuple[float, float]]:
    """Return points along a Bézier curve, by de Casteljau, without its first."""
    t = np.linspace(0, 1, n + 1)[1:, None]
    level = [np.broadcast_to(np.array(point, float), (n, 2)) for point in points]
    while len(level) > 1:
        level = [(1 - t) * a + t * b for a, b in pairwise(level)]
    return [(float(x), float(y)) for x, y in level[0]]
