"""A stand-in for the search of digits in a picture, until the real one is merged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from cnnviz.digits.from_pixels import from_picture
from cnnviz.digits.prepared import PreparedDigit

LIMIT = 60


@dataclass(frozen=True, eq=False)
class FoundDigit:
    """A digit in a picture."""

    box: tuple[int, int, int, int]
    prepared: PreparedDigit
    probability: float


def find(picture: npt.ArrayLike) -> list[FoundDigit]:
    """Return the digits in a picture."""
    pixels = np.asarray(picture, np.float32)
    grey = pixels.mean(axis=2) if pixels.ndim == 3 else pixels
    mask = ndimage.binary_dilation(grey < 0.28, iterations=3)
    labels, _ = ndimage.label(mask)
    found = []
    for rows, columns in ndimage.find_objects(labels):
        if rows.stop - rows.start < 25:
            continue
        box = (rows.start, columns.start, rows.stop, columns.stop)
        cut = pixels[max(0, rows.start - 8) : rows.stop + 8, max(0, columns.start - 8) : columns.stop + 8]
        found.append(FoundDigit(box, from_picture(cut), 0.99))
    return sorted(found, key=lambda one: (one.box[2] > grey.shape[0] * 0.55, one.box[1]))
