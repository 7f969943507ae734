"""Turn a drawing's strokes into a 28x28 digit: MNIST's pen draws them again in MNIST's box.

Neither the size of the drawing nor the width of the pad's pen matters. The browser computes the same digit in
`components/shared/from_strokes.js`. Both use only operations that IEEE 754 defines to the last bit, in the
same order, so that their digits are equal.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz import drawing as drawings
from cnnviz.digits.prepared import (
    BOX,
    NO_INK,
    STROKE,
    Array,
    PreparationStep,
    PreparedDigit,
    last_step,
    placed,
)
from cnnviz.drawing import PEN, Drawing
from cnnviz.errors import ImageError

#: Points (x, y) of a stroke on the board; y points down.
Line = Sequence[tuple[float, float]]
Doubles = npt.NDArray[np.float64]
#: Line segments: where each begins and where it ends, (n, 2).
Segments = tuple[Doubles, Doubles]

#: The width of the scaled path in its step, in pixels.
THIN = 1.0


def from_drawing(drawing: Drawing) -> PreparedDigit:
    """Return the digit in a drawing, prepared as MNIST was, from its strokes.

    Returns:
        The digit (28, 28), multiples of 1/255, and the four steps.

    Raises:
        ImageError: If the drawing has no strokes.
    """
    if not drawing.strokes:
        raise ImageError(NO_INK)
    segments = _scaled(drawing.strokes)
    box = _inked(segments, STROKE)
    digit = _centred(box)
    return PreparedDigit(
        digit,
        (
            PreparationStep(
                "drawn",
                drawings.render(drawing),
                "The pad keeps the path of your pen. The width of the pen does not matter.",
            ),
            PreparationStep(
                "scaled",
                _shares(_inked(segments, THIN)),
                f"The program scales the path to fit a box of {BOX}x{BOX} pixels.",
            ),
            PreparationStep(
                "stroke width",
                _shares(box),
                f"A pen {STROKE} pixels wide follows the path, as wide as MNIST's. Edges become grey.",
            ),
            last_step(digit),
        ),
    )


def digit_of(strokes: Sequence[Line], width: float = STROKE) -> Array:
    """Return the digit (28, 28) of one or more strokes, multiples of 1/255; points may lie between cells.

    Args:
        strokes: The strokes, on the board.
        width: The width of the pen that draws them again, in pixels of the digit.
    """
    return _centred(_inked(_scaled(strokes, width), width))


def _scaled(strokes: Sequence[Line], width: float = STROKE) -> Segments:
    """Return the strokes' segments in the box: the longer side with a pen fills it, in the middle.

    A drawing that is smaller than the pad's pen is wide looks like a dot, and is not enlarged any further.
    """
    lines = [np.array(stroke, np.float64) for stroke in strokes]
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (BOX - width) / max(*(high - low), PEN)
    inside = [(line - (low + high) / 2) * scale + BOX / 2 for line in lines]
    starts = [line[:-1] if len(line) > 1 else line for line in inside]
    ends = [line[1:] if len(line) > 1 else line for line in inside]
    return np.concatenate(starts), np.concatenate(ends)


def _inked(segments: Segments, width: float) -> npt.NDArray[np.uint8]:
    """Return the ink of a round pen along segments, (20, 20), from 0 to 255.

    A pixel is full of ink if its centre lies half a pixel inside the pen's edge, and empty if it lies half a
    pixel outside. In between its ink is linear.
    """
    centres = np.arange(BOX) + 0.5
    (start_x, start_y), (end_x, end_y) = (points.T[:, :, np.newaxis, np.newaxis] for points in segments)
    along_x, along_y = end_x - start_x, end_y - start_y
    squared = along_x * along_x + along_y * along_y
    x, y = centres - start_x, centres[:, np.newaxis] - start_y
    share = ((x * along_x + y * along_y) / np.where(squared == 0, 1, squared)).clip(0, 1)
    across_x, across_y = x - share * along_x, y - share * along_y
    distance: Doubles = np.sqrt((across_x * across_x + across_y * across_y).min(axis=0))
    return np.floor(255 * (0.5 + width / 2 - distance).clip(0, 1) + 0.5).astype(np.uint8)


def _centred(box: npt.NDArray[np.uint8]) -> Array:
    """Return 28x28 with the ink's centre of mass in the middle; the sums are of whole numbers, so exact."""
    ink, places = box.astype(np.int64), np.arange(BOX)
    total = ink.sum()
    return placed(_shares(box), ((ink.sum(axis=1) @ places) / total, (ink.sum(axis=0) @ places) / total))


def _shares(ink: npt.NDArray[np.uint8]) -> Array:
    return ink.astype(np.float32) / np.float32(255)
