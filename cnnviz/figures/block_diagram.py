"""A small drawing of some layers of a network: a box for each, branches below each other, skips above.

It is an SVG in the colour of the text around it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cnnviz.figures.font import SIZE
from cnnviz.figures.lanes import Arc, Lanes, laid_out
from cnnviz.figures.pictures import Encoded
from cnnviz.network import Network, Node
from cnnviz.network.families import Merging

#: Pixels: a box's height, the gaps between columns and lanes, the height of a level of arcs.
TALL, GAP, LANE, LEVEL = 32, 20, 44, 9
LETTER, PADDING, MARGIN = 0.56 * SIZE, 18, 2
#: The width of a layer that joins branches, and of the arrows that enter and leave the block.
JOINT, DOOR = 30, 0
#: The short names of kinds in a box, where the usual one is too long.
SHORT = {"BatchNormalization": "BN", "Add": "+", "Concatenate": "∪"}
#: The most layers that are drawn.
MAX_LAYERS = 24


@dataclass(frozen=True)
class _Box:
    """A box: its text, its left side, its width, its vertical centre."""

    text: str
    left: float
    width: float
    y: float

    @property
    def right(self) -> float:
        return self.left + self.width


def diagram(network: Network, block: Collection[str], name: str) -> Encoded:
    """Return a drawing of a block of a network, between an arrow that enters and one that leaves.

    Args:
        network: The network.
        block: The names of the block's layers, at most `MAX_LAYERS`.
        name: What the drawing shows, for those who do not see it.
    """
    nodes = [node for node in network.nodes if node.name in block][:MAX_LAYERS]
    places = {node.name: n for n, node in enumerate(nodes, start=1)}
    # With its nearest source first, a layer stays in that source's lane.
    known = [{places.get(one, 0) for one in node.inputs} for node in nodes]
    sources = [[], *(sorted(starts, reverse=True) for starts in known)]
    taken = {start for starts in sources for start in starts}
    sources.append([n for n in range(1, len(nodes) + 1) if n not in taken])
    lanes = laid_out(sources)
    texts = ["", *(label(node) for node in nodes), ""]
    boxes, height = _boxes(texts, lanes)
    parts = [_edge(boxes[start], boxes[end]) for start, end in lanes.straight]
    parts += [_arc(arc, boxes) for arc in lanes.arcs]
    parts += [
        _drawn(box, joint=isinstance(node.layer, Merging))
        for box, node in zip(boxes[1:-1], nodes, strict=True)
    ]
    width = round(boxes[-1].right + MARGIN)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    look = f'fill="none" stroke="currentColor" stroke-width="1.5" font-size="{SIZE}"'
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}" {size} {look}>'
        f"{''.join(parts)}</svg>"
    )
    return Encoded(text.encode(), "image/svg+xml", width, height)


def label(node: Node) -> str:
    """Return the short name of a layer in its box.

    >>> from cnnviz.network import Conv2D, Dropout
    >>> label(Node(Conv2D(8, (5, 5)))), label(Node(Dropout(0.5)))
    ('5 × 5', 'dropout')
    """
    kind, name = type(node.layer).__name__, node.layer.short_name.removeprefix("conv ")
    return SHORT.get(kind, "ReLU" if name == "relu" else name)


def _boxes(texts: Sequence[str], lanes: Lanes) -> tuple[list[_Box], int]:
    """Return the box of each layer, and the height of the drawing."""
    widths = [max(JOINT, LETTER * len(text) + PADDING) if text else DOOR for text in texts]
    lefts, left = [], float(MARGIN)
    for column in range(lanes.n_columns):
        wide = max(width for width, place in zip(widths, lanes.places, strict=True) if place.column == column)
        lefts.append((left, wide))
        left += wide + GAP
    tops, top = [], 0
    for lane in range(lanes.n_lanes):
        top += LEVEL * lanes.levels(lane)
        tops.append(top + LANE / 2)
        top += LANE
    boxes = [
        _Box(text, lefts[place.column][0] + (lefts[place.column][1] - width) / 2, width, tops[place.lane])
        for text, width, place in zip(texts, widths, lanes.places, strict=True)
    ]
    return boxes, top


def _edge(start: _Box, end: _Box) -> str:
    """Return the arrow between two boxes; it turns down at the start, or up at the end."""
    bend = ""
    if end.y > start.y:
        bend = f"H{start.right + GAP / 2:.1f}V{end.y:g}"
    elif end.y < start.y:
        bend = f"H{end.left - GAP / 2:.1f}V{end.y:g}"
    return _path(f"M{start.right:.1f},{start.y:g}{bend}H{end.left - 1:.1f}")


def _arc(arc: Arc, boxes: Sequence[_Box]) -> str:
    """Return the arrow that passes above the boxes between two others."""
    start, end = boxes[arc.start], boxes[arc.end]
    top = start.y - TALL / 2 - LEVEL * arc.level + LEVEL / 2
    rise, fall = start.right + GAP / 3, end.left + end.width / 2
    return _path(
        f"M{start.right:.1f},{start.y:g}H{rise:.1f}V{top:g}H{fall:.1f}V{end.y - TALL / 2 - 1:g}",
        "m-5,-6l5,6l5,-6",
    )


def _path(way: str, tip: str = "m-6,-5l6,5l-6,5") -> str:
    return f'<path d="{way}{tip}"/>'


def _drawn(box: _Box, *, joint: bool) -> str:
    """Return a box with its text; a joint is round."""
    top, radius = box.y - TALL / 2, TALL / 2 if joint else 5
    frame = (
        f'<rect x="{box.left:.1f}" y="{top:g}" width="{box.width:.1f}" height="{TALL}" rx="{radius:g}" '
        'fill="currentColor" fill-opacity="0.1"/>'
    )
    middle, line = box.left + box.width / 2, box.y + 0.34 * SIZE
    look = 'text-anchor="middle" fill="currentColor" stroke="none"'
    return f'{frame}<text x="{middle:.1f}" y="{line:.1f}" {look}>{box.text}</text>'
