"""The part of an image that one unit sees -> a picture, see-through where the unit sees nothing."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.figures import pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.layers import ReceptiveField

Array = npt.NDArray[np.float32]


def seen(image: Array, rows: ReceptiveField, columns: ReceptiveField) -> Encoded:
    """Return the field as far as it lies in the image; pixels that the unit leaves out are see-through.

    Args:
        image: (height, width) or (height, width, 3) in 0 … 1.
        rows: what the unit sees along the height.
        columns: what it sees along the width.
    """
    (top, bottom), (left, right) = rows.inside, columns.inside
    part = image[top : bottom + 1, left : right + 1]
    looked_at = np.zeros(part.shape[:2], bool)
    looked_at[np.ix_(np.array(rows.seen, int) - top, np.array(columns.seen, int) - left)] = True
    if looked_at.all():
        return pictures.pixels(part)
    colour = part if part.ndim == 3 else np.repeat(part[..., np.newaxis], 3, axis=2)
    levels = np.rint(np.dstack([colour, looked_at]) * 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(levels).save(buffer, "PNG", compress_level=1)
    return Encoded(buffer.getvalue(), "image/png", part.shape[1], part.shape[0])
