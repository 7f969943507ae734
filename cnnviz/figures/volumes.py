"""An SVG picture of a network's layer outputs as volumes, to scale, with branches below each other.

It uses the colours of the page that contains it; as a file, it is dark on white.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.colours import GROUND, INK, WARNING
from cnnviz.errors import NetworkError
from cnnviz.figures.font import SIZE
from cnnviz.figures.lanes import Arc, Lanes, laid_out
from cnnviz.figures.pictures import Encoded
from cnnviz.network import INPUT, Brick, Network, Shape, by, completed, fitting, layer_of

#: The most pixels for one row or column of a map, and for the square root of the number of channels.
CELL, CHANNEL = 3.0, 3.0
#: The most pixels for the longest side of all maps, and the fewest for any side, so that all are visible.
LARGEST, SMALLEST = 84.0, 2.0
#: The longest column of units in pixels, and the most pixels for the square root of their number.
LONGEST, UNIT = 115.0, 7.0
#: The shift of the back face to the right and up, in pixels for each pixel of depth.
SLANT = 0.6
THIN = 10.0
#: The vertical centre of all volumes, the top of the names below them, and the total height.
MIDDLE, NAMES, HEIGHT = 64, 146, 178
#: The distance of two lines of text, and the widths of letters.
LINE = 22
LETTER, LETTER_BOLD = 0.51 * SIZE, 0.56 * SIZE
MARGIN, ARROW = 8, 30
#: The width that an edge needs to change its lane, and the height of one level of arcs.
BEND, ARC = 12, 16
SCALE = (
    "The height and width of the maps are to scale. "
    "More channels make a map thicker, by their square root. "
    "More units make a column longer, by their square root."
)
_INK, _GROUND = f"var(--st-text-color, {INK})", f"var(--st-background-color, {GROUND})"
_RED = f"var(--st-red-color, {WARNING})"
_STYLE = " ".join(
    (
        f"svg .ground {{ fill: {_GROUND} }}",
        f"svg text {{ fill: {_INK}; font: {SIZE}px var(--st-font, sans-serif); text-anchor: middle }}",
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
    """The drawing of one output: width, height and depth in pixels, and its text."""

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


@dataclass(frozen=True)
class _Spot:
    """The position of a volume: the middle of its column and of its lane."""

    x: float
    y: float
    volume: Volume

    @property
    def left(self) -> float:
        return self.x - self.volume.reach / 2

    @property
    def right(self) -> float:
        return self.x + self.volume.reach / 2


def picture(bricks: Sequence[Brick], input_shape: Shape) -> Encoded:
    """Return a picture of the input and of each layer's output, up to the first layer that does not fit."""
    drawn = volumes(bricks, input_shape)
    lanes = laid_out(_sources(bricks, len(drawn)))
    spots, width, height = _spots(drawn, lanes)
    parts = [_edge(spots[start], spots[end]) for start, end in lanes.straight]
    parts += [_arc(arc, spots) for arc in lanes.arcs]
    parts += [_parameter_count(spot) for spot in spots if spot.volume.parameters]
    parts += [_group(n - 1, spot) for n, spot in enumerate(spots)]
    size = f'width="{math.ceil(width)}" height="{height}" viewBox="0 0 {math.ceil(width)} {height}"'
    style = f'<style>{_STYLE}</style><rect class="ground" width="100%" height="100%"/>'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{"".join(parts)}</svg>'
    return Encoded(text.encode(), "image/svg+xml", math.ceil(width), height)


def volumes(bricks: Sequence[Brick], input_shape: Shape) -> list[Volume]:
    """Return the input and each layer's output as volumes; the first layer that does not fit is a `fault`."""
    fit = fitting(bricks, input_shape)
    network = Network(input_shape, fit) if fit else None
    shapes = [input_shape, *(network.output_shapes if network else ())]
    names = ["input", *(layer_of(brick).short_name for brick in fit)]
    parameters = [0, *(network.parameters if network else ())]
    scale = _scale(shapes)
    drawn = [
        _volume(shape, (name, by(shape)), n, scale)
        for shape, name, n in zip(shapes, names, parameters, strict=True)
    ]
    if len(fit) < len(bricks):
        misfit = layer_of(bricks[len(fit)]).short_name
        drawn.append(Volume(60, 60, 0, (misfit, "does not fit"), fault=True))
    return drawn


def _sources(bricks: Sequence[Brick], n_drawn: int) -> list[list[int]]:
    """Return the indices of the inputs of each drawn volume; the network's input is volume 0."""
    nodes = completed(bricks[: n_drawn - 1]) if _in_order(bricks[: n_drawn - 1]) else ()
    if len(nodes) < n_drawn - 1:  # the last has unknown inputs: draw it after the previous brick
        nodes = completed([*bricks[: n_drawn - 2], layer_of(bricks[n_drawn - 2])])
    places = {INPUT: 0} | {node.name: n for n, node in enumerate(nodes, start=1)}
    return [[], *([places[name] for name in node.inputs] for node in nodes)]


def _in_order(bricks: Sequence[Brick]) -> bool:
    try:
        return len(completed(bricks)) == len(bricks)
    except NetworkError:
        return False


def _spots(drawn: Sequence[Volume], lanes: Lanes) -> tuple[list[_Spot], float, int]:
    """Return the position of each volume, and the picture's width and height."""
    columns = [
        [volume for volume, place in zip(drawn, lanes.places, strict=True) if place.column == column]
        for column in range(lanes.n_columns)
    ]
    bends = {lanes.places[end].column for start, end in lanes.straight if _bent(lanes, start, end)}
    bends |= {lanes.places[arc.end].column for arc in lanes.arcs}
    bends |= {lanes.places[arc.start].column + 1 for arc in lanes.arcs}  # an arc rises next to a number
    left, middles = float(MARGIN), []
    for column, there in enumerate(columns):
        gap = max(one.arrow for one in there) + 2 * BEND * (column in bends) if column else 0
        wide = max(one.reach for one in there)
        middles.append(left + gap + wide / 2)
        left += gap + wide
    top, tops = 0, []
    for lane in range(lanes.n_lanes):
        top += ARC * lanes.levels(lane)
        tops.append(top)
        top += HEIGHT
    spots = [
        _Spot(middles[place.column], tops[place.lane] + MIDDLE, volume)
        for volume, place in zip(drawn, lanes.places, strict=True)
    ]
    return spots, left + MARGIN, top


def _bent(lanes: Lanes, start: int, end: int) -> bool:
    return lanes.places[start].lane != lanes.places[end].lane


@dataclass(frozen=True)
class _Scale:
    """Pixels for one row or column of a map, and for the square roots of channels and units."""

    cell: float
    channel: float
    unit: float

    def side(self, n: int) -> float:
        """Return the length of a map's side in pixels."""
        return max(SMALLEST, self.cell * n)


def _scale(shapes: Sequence[Shape]) -> _Scale:
    """Return the largest scale at which all maps and columns fit."""
    maps = [shape for shape in shapes if len(shape) == 3]
    cell = min(CELL, LARGEST / max(max(shape[:2]) for shape in maps))
    room = [(2 * MIDDLE - max(SMALLEST, cell * h)) / (SLANT * math.sqrt(c)) for h, _, c in maps]
    most = max([1, *(shape[0] for shape in shapes if len(shape) == 1)])
    return _Scale(cell, min([CHANNEL, *room]), min(UNIT, LONGEST / math.sqrt(most)))


def _volume(shape: Shape, lines: tuple[str, str], parameters: int, scale: _Scale) -> Volume:
    if len(shape) == 1:
        return Volume(THIN, scale.unit * math.sqrt(shape[0]), THIN / 2, lines, parameters)
    height, width, channels = shape
    deep = scale.channel * math.sqrt(channels)
    return Volume(scale.side(width), scale.side(height), deep, lines, parameters)


def _edge(start: _Spot, end: _Spot) -> str:
    """Return the arrow from one volume to another; it turns down at the start, or up at the end."""
    begin, tip = start.right + 4, end.left - 5
    bend = ""
    if end.y > start.y:
        bend = f"H{begin + BEND:.1f}V{end.y:g}"
    elif end.y < start.y:
        bend = f"H{tip - BEND:.1f}V{end.y:g}"
    return _path(f"M{begin:.1f},{start.y:g}{bend}H{tip:.1f}")


def _arc(arc: Arc, spots: Sequence[_Spot]) -> str:
    """Return the arrow that passes above the volumes between two others, at the height of its level."""
    start, end = spots[arc.start], spots[arc.end]
    top, begin, tip = start.y - MIDDLE - ARC * arc.level + ARC / 2, start.right + 4, end.left - 5
    way = f"H{begin + BEND / 2:.1f}V{top:g}H{tip - BEND:.1f}V{end.y:g}H{tip:.1f}"
    return _path(f"M{begin:.1f},{start.y:g}{way}")


def _path(way: str) -> str:
    return f'<path class="arrow" d="{way}m-6,-5l6,5l-6,5"/>'


def _parameter_count(spot: _Spot) -> str:
    """Return the number of a volume's parameters, above the arrow to it."""
    x, y = spot.left - spot.volume.arrow / 2, spot.y - 10
    return _text(x, y, f"{spot.volume.parameters:,}", "parameters")


def _group(brick: int, spot: _Spot) -> str:
    """Return a volume with its text below; `data-brick` is the index of its brick, −1 for the input."""
    one, names = spot.volume, spot.y - MIDDLE + NAMES
    words = [_text(spot.x, names + LINE * n, line, ("label", "shape")[n]) for n, line in enumerate(one.lines)]
    box = _box(spot.x - (one.width + SLANT * one.depth) / 2, spot.y, one)
    kind = "brick fault" if one.fault else "brick"
    return f'<g class="{kind}" data-brick="{brick}">{box}{"".join(words)}</g>'


def _box(left: float, middle: float, one: Volume) -> str:
    """Return the three visible faces of a volume."""
    back = SLANT * one.depth
    top = middle - (one.height - back) / 2
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
