"""An SVG picture of a network's layer outputs as volumes, to scale, with branches below each other.

It uses the colours of the page that contains it; as a file, it is dark on white.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from cnnviz.colours import GROUND, INK, WARNING
from cnnviz.errors import NetworkError
from cnnviz.figures.font import SIZE
from cnnviz.figures.lanes import laid_out
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.volume_places import Spot, spots, ways
from cnnviz.figures.volume_shapes import MIDDLE, SLANT, Volume, arrow, volume_scale
from cnnviz.network import INPUT, Brick, Network, Shape, by, completed, fitting, layer_of

#: The top of the names below the volumes, and the distance of two lines of text.
NAMES, LINE = 146, 22
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


def picture(bricks: Sequence[Brick], input_shape: Shape) -> Encoded:
    """Return a picture of the input and of each layer's output, up to the first layer that does not fit."""
    drawn = volumes(bricks, input_shape)
    lanes = laid_out(_sources(bricks, len(drawn)))
    placed, width, height = spots(drawn, lanes)
    parts = [_path(way) for way in ways(lanes, placed)]
    parts += [_before(spot) for spot in placed if spot.volume.before]
    parts += [_group(n - 1, spot) for n, spot in enumerate(placed)]
    size = f'width="{math.ceil(width)}" height="{height:g}" viewBox="0 0 {math.ceil(width)} {height:g}"'
    style = f'<style>{_STYLE}</style><rect class="ground" width="100%" height="100%"/>'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{"".join(parts)}</svg>'
    return Encoded(text.encode(), "image/svg+xml", math.ceil(width), math.ceil(height))


def volumes(bricks: Sequence[Brick], input_shape: Shape) -> list[Volume]:
    """Return the input and each layer's output as volumes; the first layer that does not fit is a `fault`."""
    fit = fitting(bricks, input_shape)
    network = Network(input_shape, fit) if fit else None
    shapes = [input_shape, *(network.output_shapes if network else ())]
    names = ["input", *(layer_of(brick).short_name for brick in fit)]
    parameters = [0, *(network.parameters if network else ())]
    scale = volume_scale(shapes)
    drawn = [
        Volume(*scale.size(shape), (name, by(shape)), before=f"{n:,}" if n else "")
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


def _path(way: str) -> str:
    return f'<path class="arrow" d="{way}m-6,-5l6,5l-6,5"/>'


def _before(spot: Spot) -> str:
    """Return the text above the arrow to a volume, the number of its parameters."""
    words = spot.volume.before
    return _text(spot.left - arrow(words) / 2, spot.y - 10, words, "parameters")


def _group(brick: int, spot: Spot) -> str:
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
