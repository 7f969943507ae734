"""A picture of a whole network with its blocks folded, to download: the parts of its drawing in rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnnviz.figures import volume_svg
from cnnviz.figures.opened_network import Box, OpenedNetwork, Part
from cnnviz.figures.pictures import Encoded

#: The largest width of a row, and the room around the rows, in pixels.
WIDEST, MARGIN = 1600, 16
#: The baselines of the texts below the middle of a volume, and of the count above it.
NAME, FIRST, SECOND, COUNT = 92, 116, 140, -76


def opened_picture(drawing: OpenedNetwork) -> Encoded:
    """Return the network's input and all its sections, each as one volume with its count."""
    parts = [(drawing.input, 1), *((section.folded, section.count) for section in drawing.sections)]
    rows = list(_rows(parts))
    drawn, top, right = [], float(MARGIN), 0.0
    for row in rows:
        left = float(MARGIN)
        for part, count in row:
            inside = "".join([_arrows(part), *(_volume(box, count) for box in part.boxes)])
            drawn.append(f'<g transform="translate({left:.1f},{top:.1f})">{inside}</g>')
            left += part.width
        top += max(part.height for part, _ in row)
        right = max(right, left)
    return volume_svg.svg(drawn, right + MARGIN, top + MARGIN)


def _rows(parts: Sequence[tuple[Part, int]]) -> Iterator[list[tuple[Part, int]]]:
    row: list[tuple[Part, int]] = []
    for part, count in parts:
        if row and sum(one.width for one, _ in row) + part.width > WIDEST:
            yield row
            row = []
        row.append((part, count))
    yield row


def _arrows(part: Part) -> str:
    """Return the arrows of a part, and the shape that comes in."""
    x, y = part.start
    words = [
        volume_svg.text(x + 9, y + (20 if n else -8), line, "carried") for n, line in enumerate(part.carried)
    ]
    return "".join([*map(volume_svg.arrow, part.ways), *words])


def _volume(box: Box, count: int) -> str:
    """Return a volume with its name, its parameters and its multiplications."""
    words = [volume_svg.text(box.x, box.y + NAME, box.name, "label")]
    if box.layer < 0 and box.name != "input":
        lines = zip((FIRST, SECOND), box.numbers, ("parameters", "multiplications"), strict=True)
        words += [volume_svg.text(box.x, box.y + down, f"{number}", kind) for down, number, kind in lines]
    if count > 1:
        words.append(volume_svg.text(box.x, box.y + COUNT, f"× {count}", "label"))
    return volume_svg.box(box.x, box.y, (box.width, box.height, box.depth)) + "".join(words)
