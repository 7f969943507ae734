"""An SVG picture of a network's layer outputs as volumes, to scale, with branches below each other.

It uses the colours of the page that contains it; as a file, it is dark on white.
"""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.errors import NetworkError
from cnnviz.figures import volume_svg
from cnnviz.figures.lanes import laid_out
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.volume_places import Spot, spots, ways
from cnnviz.figures.volume_shapes import MIDDLE, Volume, arrow, volume_scale
from cnnviz.network import INPUT, Brick, Network, Shape, by, completed, fitting, layer_of

#: The top of the names below the volumes, and the distance of two lines of text.
NAMES, LINE = 146, 22
SCALE = (
    "The height and width of the maps are to scale. "
    "More channels make a map thicker, by their square root. "
    "More units make a column longer, by their square root."
)


def picture(bricks: Sequence[Brick], input_shape: Shape) -> Encoded:
    """Return a picture of the input and of each layer's output, up to the first layer that does not fit."""
    drawn = volumes(bricks, input_shape)
    lanes = laid_out(_sources(bricks, len(drawn)))
    placed, width, height = spots(drawn, lanes)
    parts = [volume_svg.arrow(way) for way in ways(lanes, placed)]
    parts += [_before(spot) for spot in placed if spot.volume.before]
    parts += [_group(n - 1, spot) for n, spot in enumerate(placed)]
    return volume_svg.svg(parts, width, height)


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


def _before(spot: Spot) -> str:
    """Return the text above the arrow to a volume, the number of its parameters."""
    words = spot.volume.before
    return volume_svg.text(spot.left - arrow(words) / 2, spot.y - 10, words, "parameters")


def _group(brick: int, spot: Spot) -> str:
    """Return a volume with its text below; `data-brick` is the index of its brick, −1 for the input."""
    one, names = spot.volume, spot.y - MIDDLE + NAMES
    words = [
        volume_svg.text(spot.x, names + LINE * n, line, ("label", "shape")[n])
        for n, line in enumerate(one.lines)
    ]
    box = volume_svg.box(spot.x, spot.y, (one.width, one.height, one.depth), flat=one.fault)
    kind = "brick fault" if one.fault else "brick"
    return f'<g class="{kind}" data-brick="{brick}">{box}{"".join(words)}</g>'
