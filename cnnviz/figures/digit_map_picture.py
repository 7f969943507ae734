"""A picture of the map of all digits, to download."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.colours import CLASSES, GROUND, INK, css
from cnnviz.figures.pictures import Encoded

#: The longest side, and the room at the edges, in pixels.
LONGEST, MARGIN = 1200, 24
#: The height of a numeral, and the radius of the ring around a mistake.
FONT, RING = 18, 12


def drawn(points: npt.NDArray[np.floating], labels: Sequence[int], wrong: Sequence[bool]) -> Encoded:
    """Return the digits as numerals in the colours of their classes, with rings around mistakes.

    Args:
        points: Their places, (n, 2); the second axis points up.
        labels: Their classes.
        wrong: Whether the network misreads each of them.
    """
    least, most = points.min(axis=0), points.max(axis=0)
    scale = (LONGEST - 2 * MARGIN) / max(float((most - least).max()), 1e-9)
    width, height = (int(side) + 2 * MARGIN for side in scale * (most - least))
    parts = []
    for (x, y), label, is_wrong in zip(points, labels, wrong, strict=True):
        across = MARGIN + scale * float(x - least[0])
        down = height - MARGIN - scale * float(y - least[1])
        parts.append(
            f'<text x="{across:.1f}" y="{down:.1f}" fill="{css(CLASSES[label])}" dy="0.36em">{label}</text>'
        )
        if is_wrong:
            parts.append(f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{RING}"/>')
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' font-family="sans-serif" font-size="{FONT}" font-weight="700" text-anchor="middle">'
        f'<rect width="100%" height="100%" fill="{GROUND}"/>'
        f'<g fill="none" stroke="{INK}" stroke-width="1.5">{"".join(parts)}</g></svg>'
    ).replace("<text ", '<text stroke="none" ')
    return Encoded(text.encode(), "image/svg+xml", width, height)
