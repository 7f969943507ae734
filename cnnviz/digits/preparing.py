"""A cut-out of ink becomes a 28x28 digit as MNIST has it: stroke width, box, centre of mass."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PIL import Image
from scipy import ndimage

from cnnviz.digits.prepared import BOX, STROKE, Array, placed

#: In a cut-out with fewer pixels, the strokes are left as they are.
ENOUGH_PIXELS = 2 * BOX
#: A larger cut-out is first shrunk to so many pixels.
PLENTY = 8 * BOX


def stroke_width(ink: Array) -> float:
    """Return the stroke width in pixels: twice the area divided by the length of the outline.

    Args:
        ink: (height, width) float32 in [0, 1], some of it ink.

    >>> line = np.zeros((12, 60), np.float32)
    >>> line[4:8, 1:-1] = 1
    >>> round(stroke_width(line), 1)
    3.8
    """
    rises = np.hypot(*np.gradient(np.pad(ink, 2)))
    return float(2 * ink.sum() / rises.sum())


class Prepared(NamedTuple):
    """A cut-out on its way to 28x28."""

    stroke: Array
    """The cut-out with strokes as wide as MNIST's."""
    box: Array
    """The longer side has 20 pixels."""
    digit: Array
    """(28, 28): the centre of mass is in the middle."""


def prepared(cut: Array) -> Prepared:
    """Return the digit of a cut-out (h, w) of ink in [0, 1], which has ink at all four edges.

    Source: Y. LeCun, C. Cortes, C. Burges, http://yann.lecun.com/exdb/mnist/ : a 20x20 box that keeps the
    aspect ratio, grey levels from anti-aliasing, the centre of mass in the centre of 28x28.
    """
    stroke = with_stroke(cut)
    box = in_box(stroke)
    return Prepared(stroke, box, placed(box, ndimage.center_of_mass(box)))


def with_stroke(cut: Array) -> Array:
    """Return the cut-out with strokes that will be STROKE pixels wide in the box, as far as is safe."""
    if max(cut.shape) < ENOUGH_PIXELS:
        return cut
    fine = resized(cut, min(max(*cut.shape, 4 * BOX), PLENTY))
    width, longest = stroke_width(fine), max(fine.shape)
    # At most half of the stroke may be removed, or thin parts would vanish.
    share = max(STROKE / BOX, width / longest / 2)
    grow = (share * longest - width) / (2 * (1 - share))  # the box grows with the strokes
    room = int(np.ceil(max(grow, 0))) + 1
    solid = np.pad(fine, room) > 0.5
    if not solid.any():
        return cut
    if grow > 0:
        new = 1 + grow - ndimage.distance_transform_edt(~solid)
    else:
        new = grow + ndimage.distance_transform_edt(solid)
    return trimmed(np.clip(new, 0, 1).astype(np.float32)) if new.max() > 0 else cut


def in_box(ink: Array) -> Array:
    """Return the digit with its longer side 20 pixels long."""
    return resized(ink, BOX)


def trimmed(ink: Array) -> Array:
    """Return the picture without empty rows and columns at its edges."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def resized(ink: Array, longest: int) -> Array:
    """Return the picture with its longer side `longest` pixels long; shrinking averages areas."""
    if max(ink.shape) == longest:
        return ink
    scale = longest / max(ink.shape)
    height, width = (max(1, round(n * scale)) for n in ink.shape)
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(ink).resize((width, height), how)).clip(0, 1)
