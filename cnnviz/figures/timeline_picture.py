"""A picture of the history of networks, to download: year, error, and parameters as the area of a circle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from cnnviz.colours import GROUND, INK
from cnnviz.figures.pictures import Encoded

#: Pixels: the whole picture, the room around the circles, and the height of the strip of those without error.
WIDTH, HEIGHT, LEFT, TOP, BELOW, STRIP = 1280, 720, 90, 40, 50, 110
#: The radius of the network with the most parameters, and the least radius.
LARGEST, LEAST = 44.0, 5.0
#: The distance of the scale's lines, in percent.
STEP = 5


class TimelinePoint(NamedTuple):
    """A network of the history."""

    title: str
    year: int
    error: float | None
    """In percent; None for a network without an error."""
    parameters: int


def timeline_picture(points: Sequence[TimelinePoint], error_name: str) -> Encoded:
    """Return the circles, each with its title; those without an error lie in a strip below.

    Args:
        points: The networks in the order of their years.
        error_name: What the error is, for the scale.
    """
    most = max((point.error for point in points if point.error is not None), default=STEP)
    top = STEP * math.ceil(most / STEP)
    largest = max(point.parameters for point in points)
    floor = HEIGHT - BELOW - STRIP

    def down(error: float | None) -> float:
        return floor + STRIP / 2 if error is None else floor - error / top * (floor - TOP)

    parts = [f'<text x="{LEFT}" y="24">{escape(error_name)}</text>']
    for percent in range(0, top + 1, STEP):
        parts.append(f'<path d="M{LEFT},{down(percent):.1f}H{WIDTH}" stroke-opacity="0.3"/>')
        parts.append(f'<text x="8" y="{down(percent) + 6:.1f}">{percent} %</text>')
    for n, point in enumerate(points):
        x = LEFT + (n + 0.5) * (WIDTH - LEFT) / len(points)
        y = down(point.error)
        radius = max(LEAST, LARGEST * math.sqrt(point.parameters / largest))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill-opacity="0.25"/>')
        words = (
            f'<text x="{x:.1f}" y="{y - radius - 6:.1f}" text-anchor="middle">{escape(point.title)}</text>'
        )
        parts.append(words)
        if n == 0 or points[n - 1].year != point.year:
            parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 16}" text-anchor="middle">{point.year}</text>')
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="sans-serif" font-size="13" fill="{INK}" stroke="{INK}">'
        f'<rect width="100%" height="100%" fill="{GROUND}" stroke="none"/>{"".join(parts)}</svg>'
    ).replace("<text ", '<text stroke="none" ')
    return Encoded(text.encode(), "image/svg+xml", WIDTH, HEIGHT)
