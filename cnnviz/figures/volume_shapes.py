"""The shape of one layer's output as a volume: its size on the drawing, and the texts at it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.figures.font import SIZE
from cnnviz.network import Shape

#: The most pixels for one row or column of a map, and for the square root of the number of channels.
CELL, CHANNEL = 3.0, 3.0
#: The most pixels for the longest side of all maps, and the fewest for any side, so that all are visible.
LARGEST, SMALLEST = 84.0, 2.0
#: The longest column of units in pixels, and the most pixels for the square root of their number.
LONGEST, UNIT = 115.0, 7.0
#: The shift of the back face to the right and up, in pixels for each pixel of depth.
SLANT = 0.6
THIN = 10.0
#: The vertical centre of all volumes, below the top of their lane.
MIDDLE = 64
#: The baselines of the texts below it: the name, the parameters, and the multiplications.
BASELINES = (82, 104, 126)
#: The width, height and depth of a layer that does not fit.
MISFIT = (60.0, 60.0, 0.0)
#: The widths of letters.
LETTER, LETTER_BOLD = 0.51 * SIZE, 0.56 * SIZE
#: The shortest arrow, and the room at both ends of a text above it.
ARROW, BESIDE = 30, 18


@dataclass(frozen=True)
class Volume:
    """The drawing of one output: width, height and depth in pixels, and its texts."""

    width: float
    height: float
    depth: float
    lines: tuple[str, ...]
    """The texts below it; the first is bold."""
    after: str = ""
    """The longest text at the arrows from it."""
    misfit: bool = False
    """Whether its layer does not fit, so that it has no shape."""

    @property
    def reach(self) -> float:
        """Width including the texts below."""
        first, *rest = self.lines or ("",)
        words = [LETTER_BOLD * len(first), *(LETTER * len(line) for line in rest)]
        return max(self.width + SLANT * self.depth, *words)


def arrow(words: str) -> float:
    """Return the length of an arrow with a text above it."""
    return max(ARROW, LETTER * len(words) + BESIDE) if words else ARROW


@dataclass(frozen=True)
class VolumeScale:
    """Pixels for one row or column of a map, and for the square roots of channels and units."""

    cell: float
    channel: float
    unit: float

    def side(self, n: int) -> float:
        """Return the length of a map's side in pixels."""
        return max(SMALLEST, self.cell * n)

    def size(self, shape: Shape) -> tuple[float, float, float]:
        """Return the width, height and depth of an output of this shape, in pixels."""
        if len(shape) == 1:
            return THIN, max(SMALLEST, self.unit * math.sqrt(shape[0])), THIN / 2
        height, width, channels = shape
        return self.side(width), self.side(height), self.channel * math.sqrt(channels)


def volume_scale(shapes: Sequence[Shape]) -> VolumeScale:
    """Return the largest scale at which all maps and columns fit."""
    maps = [shape for shape in shapes if len(shape) == 3]
    cell = min(CELL, LARGEST / max(max(shape[:2]) for shape in maps))
    room = [(2 * MIDDLE - max(SMALLEST, cell * h)) / (SLANT * math.sqrt(c)) for h, _, c in maps]
    most = max([1, *(shape[0] for shape in shapes if len(shape) == 1)])
    return VolumeScale(cell, min([CHANNEL, *room]), min(UNIT, LONGEST / math.sqrt(most)))
