"""A picture of a whole network as it is drawn at first, to download: its parts in rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnnviz.figures import volume_svg
from cnnviz.figures.opened_network import OpenedNetwork
from cnnviz.figures.opened_parts import Box, Part
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.volume_shapes import BASELINES, LETTER

#: The largest width of a row, the room around the rows, and the height of the line below them, in pixels.
WIDEST, MARGIN, LINE = 1600, 16, 30
LEGEND = "Below each name: its parameters, then its multiplications for one picture."
LEGEND_WIDTH = MARGIN + LETTER * len(LEGEND)
#: How far above a volume its count stands.
COUNT = 26


def opened_picture(drawing: OpenedNetwork) -> Encoded:
    """Return the network's input and all its sections, each that folds as one volume with its count."""
    parts = [(drawing.input, 1), *((section.folded, section.count) for section in drawing.sections)]
    rows = list(_rows(parts))
    drawn, top, right = [], float(MARGIN), 0.0
    for row in rows:
        left = float(MARGIN)
        middle = max(part.start[1] for part, _ in row)
        for part, count in row:
            inside = "".join([_arrows(part), *(_volume(box, count) for box in part.boxes)])
            at = f"{left:.1f},{top + middle - part.start[1]:.1f}"
            drawn.append(f'<g transform="translate({at})">{inside}</g>')
            left += part.width
        top += middle + max(part.height - part.start[1] for part, _ in row)
        right = max(right, left)
    drawn.append(volume_svg.text(MARGIN, top + LINE / 2, LEGEND, "carried"))
    return volume_svg.svg(drawn, max(right, LEGEND_WIDTH) + MARGIN, top + LINE)


def _rows(parts: Sequence[tuple[Part, int]]) -> Iterator[list[tuple[Part, int]]]:
    row: list[tuple[Part, int]] = []
    for part, count in parts:
        if row and sum(one.width for one, _ in row) + part.width > WIDEST:
            yield row
            row = []
        row.append((part, count))
    yield row


def _arrows(part: Part) -> str:
    """Return the arrows of a part with the shapes that they carry."""
    places = [
        (*part.start, part.carried),
        *((box.x + box.reach / 2, box.y, box.carried) for box in part.boxes),
    ]
    words = [
        volume_svg.text(x + 12, y + (20 if n else -8), line, "carried")
        for x, y, lines in places
        for n, line in enumerate(lines)
    ]
    return "".join([*map(volume_svg.arrow, part.ways), *words])


def _volume(box: Box, count: int) -> str:
    """Return a volume with its name and the lines below it."""
    lines = zip(BASELINES, (box.name, *box.lines), ("label", "parameters", "multiplications"), strict=True)
    words = [volume_svg.text(box.x, box.y + down, line, kind) for down, line, kind in lines if line]
    if count > 1:
        words.append(volume_svg.text(box.x, box.y - box.height / 2 - COUNT, f"× {count}", "label"))
    volume = volume_svg.box(box.x, box.y, (box.width, box.height, box.depth), flat=box.misfit)
    return f'<g class="{"misfit" if box.misfit else "layer"}">{volume}{"".join(words)}</g>'
