"""An SVG picture of a network's layer outputs as volumes, to scale.

It uses the colours of the page that it stands in; in a file of its own, it is dark on white.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.figures.pictures import Encoded
from cnnviz.network import DIGIT, Layer, Network, Shape, by, fitting, short_name

#: Pixels for a row or column of a map, and at most for the square root of the number of channels.
CELL, CHANNEL = 3.0, 3.0
#: The length of the longest column of units, and the most pixels for the square root of their number.
LONGEST, UNIT = 115.0, 7.0
#: How far the back is shifted right and up, in pixels for each pixel of depth.
SLANT = 0.6
THIN = 10.0
#: The vertical centre of all volumes, the top of the names below them, and the total height.
MIDDLE, NAMES, HEIGHT = 64, 142, 168
LETTER, LETTER_BOLD = 7.6, 8.4
MARGIN, ARROW = 8, 30
SCALE = (
    "Height and width of the maps are to scale; their thickness goes with the root of the number of "
    "channels, the length of a column with the root of the number of units."
)
_INK, _GROUND = "var(--st-text-color, #1b232c)", "var(--st-background-color, #ffffff)"
_RED = "var(--st-red-color, #c62828)"
_STYLE = " ".join(
    (
        f"svg .ground {{ fill: {_GROUND} }}",
        f"svg text {{ fill: {_INK}; font: 15px var(--st-font, sans-serif); text-anchor: middle }}",
        "svg .label { font-weight: 700 }",
        f"svg .volume {{ fill: {_INK}; stroke: {_INK}; stroke-linejoin: round }}",
        "svg .front { fill-opacity: 0.12 } svg .top { fill-opacity: 0.22 } svg .side { fill-opacity: 0.34 }",
        f"svg .arrow {{ stroke: {_INK}; stroke-width: 1.5; fill: none }}",
        f"svg .fault .volume {{ fill: none; stroke: {_RED}; stroke-width: 2.5; stroke-dasharray: 6 4 }}",
        f"svg .fault text {{ fill: {_RED} }}",
    )
)


@dataclass(frozen=True)
class Volume:
    """The drawing of one output: its face's width and height and its depth, in pixels, and its text."""

    width: float
    height: float
    depth: float
    lines: tuple[str, str]
    parameters: int = 0
    fault: bool = False

    @property
    def reach(self) -> float:
        """Width including the text."""
        words = max(LETTER_BOLD * len(self.lines[0]), LETTER * len(self.lines[1]))
        return max(self.width + SLANT * self.depth, words)

    @property
    def arrow(self) -> float:
        """Length of the arrow to it, with the number of parameters above."""
        return max(ARROW, LETTER * len(f"{self.parameters:,}") + 18) if self.parameters else ARROW


def picture(bricks: Sequence[Layer], input_shape: Shape = DIGIT) -> Encoded:
    """Return a picture of the input and of each layer's output, up to the first layer that does not fit."""
    drawn = volumes(bricks, input_shape)
    width = 2 * MARGIN + sum(one.reach for one in drawn) + sum(one.arrow for one in drawn[1:])
    parts, left = [], float(MARGIN)
    for n, one in enumerate(drawn):
        if n:
            parts.append(_arrow(left, one))
            left += one.arrow
        parts.append(_group(n - 1, left, one))
        left += one.reach
    size = f'width="{math.ceil(width)}" height="{HEIGHT}" viewBox="0 0 {math.ceil(width)} {HEIGHT}"'
    style = f'<style>{_STYLE}</style><rect class="ground" width="100%" height="100%"/>'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{"".join(parts)}</svg>'
    return Encoded(text.encode(), "image/svg+xml", math.ceil(width), HEIGHT)


def volumes(bricks: Sequence[Layer], input_shape: Shape = DIGIT) -> list[Volume]:
    """Return the input and each layer's output as volumes; the first layer that does not fit is a `fault`."""
    fit = fitting(bricks, input_shape)
    network = Network(input_shape, fit) if fit else None
    shapes = [input_shape, *(network.output_shapes if network else ())]
    names = ["input", *map(short_name, fit)]
    parameters = [0, *(network.parameters if network else ())]
    unit, channel = _unit(shapes), _channel(shapes)
    drawn = [
        _volume(shape, (name, by(shape)), n, unit, channel)
        for shape, name, n in zip(shapes, names, parameters, strict=True)
    ]
    if len(fit) < len(bricks):
        drawn.append(Volume(60, 60, 0, (short_name(bricks[len(fit)]), "does not fit"), fault=True))
    return drawn


def _unit(shapes: Sequence[Shape]) -> float:
    """Return the pixels for the square root of a number of units, so that the longest column is LONGEST."""
    most = max([1, *(shape[0] for shape in shapes if len(shape) == 1)])
    return min(UNIT, LONGEST / math.sqrt(most))


def _channel(shapes: Sequence[Shape]) -> float:
    """Return the pixels for the square root of a number of channels, so that the deepest maps fit."""
    room = [
        (2 * MIDDLE - CELL * shape[0]) / (SLANT * math.sqrt(shape[2])) for shape in shapes if len(shape) == 3
    ]
    return min([CHANNEL, *room])


def _volume(shape: Shape, lines: tuple[str, str], parameters: int, unit: float, channel: float) -> Volume:
    if len(shape) == 1:
        return Volume(THIN, unit * math.sqrt(shape[0]), THIN / 2, lines, parameters)
    height, width, channels = shape
    return Volume(CELL * width, CELL * height, channel * math.sqrt(channels), lines, parameters)


def _arrow(left: float, one: Volume) -> str:
    """Return the arrow to a volume, with the number of parameters on it."""
    start, end = left + 4, left + one.arrow - 5
    head = f"M{start:.1f},{MIDDLE}H{end:.1f}m-6,-5l6,5l-6,5"
    words = _text(left + one.arrow / 2, MIDDLE - 10, f"{one.parameters:,}", "parameters")
    return f'<path class="arrow" d="{head}"/>{words if one.parameters else ""}'


def _group(brick: int, left: float, one: Volume) -> str:
    """Return a volume with its text below; `data-brick` is the number of its layer, −1 for the input."""
    middle = left + one.reach / 2
    words = [_text(middle, NAMES + 20 * n, line, ("label", "shape")[n]) for n, line in enumerate(one.lines)]
    box = _box(middle - (one.width + SLANT * one.depth) / 2, one)
    kind = "brick fault" if one.fault else "brick"
    return f'<g class="{kind}" data-brick="{brick}">{box}{"".join(words)}</g>'


def _box(left: float, one: Volume) -> str:
    """Return the three visible faces of a volume."""
    back = SLANT * one.depth
    top = MIDDLE - (one.height - back) / 2
    right, bottom = left + one.width, top + one.height
    front = [(left, top), (right, top), (right, bottom), (left, bottom)]
    above = [(left, top), (left + back, top - back), (right + back, top - back), (right, top)]
    side = [(right, top), (right + back, top - back), (right + back, bottom - back), (right, bottom)]
    faces = {"front": front} if one.fault else {"front": front, "top": above, "side": side}
    return "".join(_polygon(points, name) for name, points in faces.items())


def _polygon(points: Sequence[tuple[float, float]], name: str) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon class="volume {name}" points="{corners}"/>'


def _text(x: float, y: float, words: str, name: str) -> str:
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}">{words}</text>'
