"""A layer's output -> one picture: its maps on a sheet, or its units on a grid, on one scale per layer."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from cnnviz.figures.pictures import Encoded, montage, signed

Array = npt.NDArray[np.float32]


def sheet(output: Array, aspect: float) -> Encoded:
    """Return a layer's output as one picture about as wide as `aspect` times its height.

    Args:
        output: (height, width, channels), a map for each channel, row by row; or (units,), a pixel for each.
        aspect: width over height.
    """
    if output.ndim == 3:
        return montage(output, columns(output.shape[2], aspect * output.shape[0] / output.shape[1]))
    wide = columns(output.size, aspect)
    tall = -(-output.size // wide)
    grid = np.zeros(wide * tall, np.float32)
    grid[: output.size] = output
    return signed(grid.reshape(tall, wide))


def columns(n: int, aspect: float) -> int:
    """Return in how many columns n squares make a sheet of about this aspect.

    >>> columns(32, 0.5), columns(128, 0.125), columns(10, 10)
    (4, 4, 10)
    """
    return max(1, min(n, round(math.sqrt(n * aspect))))
