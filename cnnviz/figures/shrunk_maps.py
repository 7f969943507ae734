"""Maps made small: each pixel shows the number that is farthest from 0. Means would hide what is thin."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


def shrunk(maps: Array, side: int) -> Array:
    """Return maps of at most `side` rows and columns, (rows, columns, n).

    Args:
        maps: (height, width, n); maps that are small enough stay as they are.
        side: The most rows and columns.

    >>> shrunk(np.array([[[1], [-3], [2]], [[0], [0], [0]]], np.float32), 2)[..., 0]
    array([[-3.,  2.]], dtype=float32)
    """
    height, width, n = maps.shape
    factor = math.ceil(max(height, width) / side)
    if factor == 1:
        return maps
    rows, columns = -(-height // factor), -(-width // factor)
    padded = np.pad(maps, ((0, rows * factor - height), (0, columns * factor - width), (0, 0)))
    cells = padded.reshape(rows, factor, columns, factor, n)
    most, least = cells.max(axis=(1, 3)), cells.min(axis=(1, 3))
    farthest: Array = np.where(most >= -least, most, least)
    return farthest
