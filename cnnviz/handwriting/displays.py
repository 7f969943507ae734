"""Digits of seven segments, as displays show them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from scipy import ndimage

#: For each digit, the segments that are lit, in every form that displays have.
LIT: dict[int, tuple[str, ...]] = {
    0: ("abcdef",),
    1: ("bc",),
    2: ("abdeg",),
    3: ("abcdg",),
    4: ("bcfg",),
    5: ("acdfg",),
    6: ("acdefg", "cdefg"),
    7: ("abc", "abcf"),
    8: ("abcdefg",),
    9: ("abcdfg", "abcfg"),
}
#: Where each segment begins and ends: columns 0 and 1, rows 0 to 2.
SEGMENTS: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "a": ((0, 0), (1, 0)),
    "b": ((1, 0), (1, 1)),
    "c": ((1, 1), (1, 2)),
    "d": ((0, 2), (1, 2)),
    "e": ((0, 1), (0, 2)),
    "f": ((0, 0), (0, 1)),
    "g": ((0, 1), (1, 1)),
}
#: The height of a display in pixels.
HEIGHT = 120


class Display(NamedTuple):
    """What a display's digits look like, in shares of their height.

    Args:
        width: How far the segments on the left are from those on the right.
        thick: How thick a segment is.
        gap: The gap between two segments, as a share of their thickness.
        bevel: The ends of a segment: 0 is straight, 1 is pointed.
        slant: How far the top leans to the right.
        glow: The standard deviation of the blur around a segment.
    """

    width: float
    thick: float
    gap: float
    bevel: float
    slant: float
    glow: float


def display(rng: np.random.Generator) -> Display:
    """Return one of the displays that there are."""
    thick = float(rng.uniform(0.06, 0.19))
    return Display(
        width=float(rng.uniform(0.34, 0.6)),
        thick=thick,
        gap=float(rng.choice([0.0, rng.uniform(0, 0.6)])),
        bevel=float(rng.choice([0.0, 0.5, 1.0])),
        slant=float(rng.choice([0.0, rng.uniform(0, 0.25)])),
        glow=float(rng.uniform(0, 0.25)) * thick,
    )


def shown(lit: str, look: Display) -> npt.NDArray[np.float32]:
    """Return segments as ink (height, width) float32 in [0, 1].

    Args:
        lit: The names of the segments.
        look: What they look like.
    """
    fine = 2  # pixels for each pixel, on either side
    margin = round(HEIGHT * (0.05 + look.thick + 3 * look.glow))
    across = round(HEIGHT * (look.width + abs(look.slant))) + 2 * margin
    canvas = Image.new("L", (fine * across, fine * (HEIGHT + 2 * margin)))
    paint = ImageDraw.Draw(canvas)
    for name in lit:
        corners = _outline(name, look) * HEIGHT + margin
        paint.polygon([(fine * float(x), fine * float(y)) for x, y in corners], fill=255)
    ink = np.asarray(canvas.reduce(fine), np.float32) / np.float32(255)
    glowing: npt.NDArray[np.float32] = ndimage.gaussian_filter(ink, look.glow * HEIGHT)
    return glowing


def _outline(name: str, look: Display) -> npt.NDArray[np.float64]:
    """Return the six corners (6, 2) of a segment, x before y, in shares of the digit's height."""
    start, end = (np.array([x * look.width, y / 2]) for x, y in SEGMENTS[name])
    along = (end - start) / np.hypot(*(end - start))
    side = np.array([-along[1], along[0]]) * look.thick / 2
    first = start + along * look.thick * look.gap / 2
    last = end - along * look.thick * look.gap / 2
    cut = along * look.thick / 2 * look.bevel
    corners = np.array(
        [first, first + cut + side, last - cut + side, last, last - cut - side, first + cut - side]
    )
    corners[:, 0] += look.slant * (1 - corners[:, 1])
    return corners
