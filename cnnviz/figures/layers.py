"""A layer's output -> one picture: its maps on a sheet, or its units on a grid, on one scale per layer."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from cnnviz.figures.pictures import Encoded, montage, signed, switched

Array = npt.NDArray[np.float32]
Scalar = TypeVar("Scalar", np.float32, np.bool_)


def sheet(output: Array, aspect: float, limit: float | None = None) -> Encoded:
    """Return a layer's output as one picture about as wide as `aspect` times its height.

    Args:
        output: (height, width, channels), a map for each channel, row by row; or (units,), a pixel for each.
        aspect: width over height.
        limit: the absolute value that gets the full colour; by default that of `pictures.reach`.
    """
    if output.ndim == 3:
        return montage(output, _across(output.shape, aspect), limit)
    return signed(_grid(output, aspect), limit)


def off(cells: npt.NDArray[np.bool_], aspect: float) -> Encoded:
    """Return the cells of a layer that are switched off, laid out as `sheet` does: dark where they are."""
    if cells.ndim == 3:
        return switched(cells, _across(cells.shape, aspect))
    return switched(_grid(cells, aspect)[..., np.newaxis], 1)


def _across(shape: tuple[int, ...], aspect: float) -> int:
    return columns(shape[2], aspect * shape[0] / shape[1])


def _grid(units: npt.NDArray[Scalar], aspect: float) -> npt.NDArray[Scalar]:
    """Return units (n,) row by row; zeros fill the last row."""
    wide = columns(units.size, aspect)
    tall = -(-units.size // wide)
    grid = np.zeros(wide * tall, units.dtype)
    grid[: units.size] = units
    return grid.reshape(tall, wide)


def columns(n: int, aspect: float) -> int:
    """Return in how many columns n squares make a sheet of about this aspect.

    >>> columns(32, 0.5), columns(128, 0.125), columns(10, 10)
    (4, 4, 10)
    """
    return max(1, min(n, round(math.sqrt(n * aspect))))
