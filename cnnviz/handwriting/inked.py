"""Strokes become a 28x28 digit, in the two ways of the dashboard: from the pad, or from a picture."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw
from scipy import ndimage

from cnnviz.digits.from_strokes import digit_of
from cnnviz.digits.prepared import STROKE, placed
from cnnviz.digits.preparing import in_box, trimmed, with_stroke
from cnnviz.handwriting.geometry import corners_of, size_of
from cnnviz.handwriting.pen_samples import Strokes

Digit = npt.NDArray[np.uint8]


def by_pen(strokes: Strokes, width: float = STROKE) -> Digit:
    """Return the digit (28, 28) of strokes from the pad.

    Args:
        strokes: The strokes, on the board.
        width: The width of the pen in the digit, in pixels.
    """
    return as_bytes(digit_of([[*map(tuple, stroke)] for stroke in strokes], width))


def by_picture(strokes: Strokes, width: float, longest: int) -> Digit:
    """Return the digit (28, 28) of a picture of strokes, with the width of its strokes made usual again.

    Args:
        strokes: The strokes, in any unit.
        width: The width of the pen, as a share of the digit's longer side.
        longest: The digit's longer side in the picture, in pixels.
    """
    return from_ink(painted(strokes, width, longest))


def painted(strokes: Strokes, width: float, longest: int) -> npt.NDArray[np.float32]:
    """Return strokes in ink, (height, width) float32 in [0, 1], with round ends and soft edges."""
    low, high = corners_of(strokes)
    fine = 2  # pixels for each pixel, on either side
    scale, pen = fine * longest / size_of(strokes), max(1, round(fine * width * longest))
    margin = pen // 2 + 2 * fine
    shape = np.ceil((high - low) * scale).astype(int) + 2 * margin
    canvas = Image.new("L", tuple(int(n) + n % fine for n in shape))
    draw = ImageDraw.Draw(canvas)
    for stroke in strokes:
        points = [(float(x), float(y)) for x, y in (stroke - low) * scale + margin]
        if len(points) > 1:
            draw.line(points, fill=255, width=pen, joint="curve")
        for x, y in (points[0], points[-1]):
            draw.ellipse([x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2], fill=255)
    return np.asarray(canvas.reduce(fine), np.float32) / np.float32(255)


def from_ink(ink: npt.NDArray[np.float32]) -> Digit:
    """Return the digit (28, 28) of ink on nothing, as `digits.from_picture` makes it once it has the ink.

    Args:
        ink: (height, width) float32 in [0, 1], some of it ink.
    """
    box = in_box(with_stroke(trimmed(ink)))
    return as_bytes(placed(box, ndimage.center_of_mass(box)))


def as_bytes(digit: npt.NDArray[np.float32]) -> Digit:
    """Return a digit in [0, 1] as bytes from 0 to 255, as MNIST stores it."""
    levels: Digit = np.floor(255 * digit + 0.5).astype(np.uint8)
    return levels
