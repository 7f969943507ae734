"""A picture of several counts as bars with their names, to download."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from cnnviz.colours import GROUND, INK
from cnnviz.figures.font import SIZE
from cnnviz.figures.pictures import Encoded

#: Pixels: the width of the picture, the height of a row, the room around them, and the longest bar.
WIDTH, ROW, MARGIN, LONGEST = 1000, 62, 16, 760


def count_bars(counts: Sequence[tuple[str, int]]) -> Encoded:
    """Return a bar for each count, as long as the count, below its name.

    Args:
        counts: Names and counts; the largest has the longest bar.
    """
    most = max(1, *(count for _, count in counts))
    parts = []
    for n, (name, count) in enumerate(counts):
        top = MARGIN + n * ROW
        length = LONGEST * count / most
        parts.append(f'<text x="{MARGIN}" y="{top + SIZE}">{escape(name)}</text>')
        parts.append(f'<rect x="{MARGIN}" y="{top + 26}" width="{length:.1f}" height="22" opacity="0.4"/>')
        parts.append(f'<text x="{MARGIN + length + 10:.1f}" y="{top + 43}">{count:,}</text>')
    height = 2 * MARGIN + ROW * len(counts)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' font-family="sans-serif" font-size="{SIZE}" fill="{INK}">'
        f'<rect width="100%" height="100%" fill="{GROUND}"/>{"".join(parts)}</svg>'
    )
    return Encoded(text.encode(), "image/svg+xml", WIDTH, height)
