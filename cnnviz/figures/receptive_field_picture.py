"""Pictures for the receptive field: the whole image, and the pixels that one unit sees."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.figures import pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.layers import ReceptiveField

Array = npt.NDArray[np.float32]


#: A receptive field up to this size is drawn completely; of a larger one, only the part inside the image.
WHOLE = 256


def seen_pixels(image: Array, rows: ReceptiveField, columns: ReceptiveField) -> Encoded:
    """Return a unit's receptive field; pixels that it skips, or that lie outside the image, are transparent.

    A field up to `WHOLE` is drawn with all its rows and columns, so it has the same size for all units.

    Args:
        image: (height, width) or (height, width, 3), in [0, 1].
        rows: The receptive field along the height.
        columns: The receptive field along the width.
    """
    (top, bottom), (left, right) = _drawn(rows), _drawn(columns)
    looked_at = np.zeros((bottom - top + 1, right - left + 1), bool)
    looked_at[np.ix_(np.array(rows.seen, int) - top, np.array(columns.seen, int) - left)] = True
    if looked_at.all():
        return pictures.pixels(image[top : bottom + 1, left : right + 1])
    levels = np.zeros((*looked_at.shape, 4), np.uint8)
    colours = image if image.ndim == 3 else image[..., np.newaxis]
    at = np.ix_(rows.seen, columns.seen)
    levels[looked_at, :3] = np.rint(np.clip(colours[at], 0, 1) * 255).reshape(-1, colours.shape[2])
    levels[looked_at, 3] = 255
    return _png(levels)


def lossless(image: Array) -> Encoded:
    """Return an image (height, width[, 3]) in [0, 1] as a PNG, so a browser has its exact pixels."""
    return _png(np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8))


def _png(levels: npt.NDArray[np.uint8]) -> Encoded:
    buffer = io.BytesIO()
    Image.fromarray(levels).save(buffer, "PNG", compress_level=1)
    return Encoded(buffer.getvalue(), "image/png", levels.shape[1], levels.shape[0])


def _drawn(field: ReceptiveField) -> tuple[int, int]:
    """Return the first and the last pixel to draw along one axis."""
    return (field.first, field.last) if field.size <= WHOLE else field.inside
