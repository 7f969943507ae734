"""Bilinear enlargement with half-pixel centres."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.errors import ImageError

Array = npt.NDArray[np.float32]


def enlarged(x: npt.ArrayLike, size: tuple[int, int]) -> Array:
    """Return a map of another size, bilinear between the centres of its cells and flat beyond the outer ones.

    Cell i of n covers the same part of its axis in both sizes, so a symmetric map stays symmetric.

    Args:
        x: (height, width), at least 1x1.
        size: The (height, width) of the result. A smaller size skips cells, it does not average.

    Returns:
        (height, width) float32 of this size.

    Raises:
        ImageError: If a side is below 1.

    >>> enlarged([[0, 1]], (1, 4))
    array([[0.  , 0.25, 0.75, 1.  ]], dtype=float32)
    """
    values = np.asarray(x, np.float32)
    if values.ndim != 2 or min(*values.shape, *size) < 1:
        raise ImageError(
            f"A map and its new size need two sides of 1 or more. Received: {values.shape}, {size}"
        )
    rows, columns = (_weights(old, new) for old, new in zip(values.shape, size, strict=True))
    return np.asarray(rows @ values @ columns.T, np.float32)


def _weights(old: int, new: int) -> Array:
    """Return the share (new, old) of each old cell in each new one."""
    centres = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    return np.asarray(np.maximum(0, 1 - np.abs(centres[:, None] - np.arange(old))), np.float32)
