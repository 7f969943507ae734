"""A picture of a layer's output: its maps on a sheet or its units on a grid, on one colour scale."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from cnnviz.colours import Colours
from cnnviz.figures.pictures import Encoded, montage, switched

Array = npt.NDArray[np.float32]
Scalar = TypeVar("Scalar", np.float32, np.bool_)


def sheet(output: Array, aspect: float, limit: float | None = None, colours: Colours = "layer") -> Encoded:
    """Return a layer's output as one picture, about `aspect` times as wide as it is high.

    Args:
        output: (height, width, channels), drawn as one map for each channel, row by row; or (units,), drawn
            as one pixel for each unit.
        aspect: Width divided by height.
        limit: The absolute value with the full colour; by default `pictures.reach(output)`.
        colours: "weights" for the kernels of a layer.
    """
    if output.ndim == 3:
        return montage(output, _across(output.shape, aspect), limit, colours)
    return montage(_grid(output, aspect)[..., np.newaxis], 1, limit, colours)


def off(cells: npt.NDArray[np.bool_], aspect: float) -> Encoded:
    """Return a picture of the cells that are switched off, dark, in the layout of `sheet`."""
    if cells.ndim == 3:
        return switched(cells, _across(cells.shape, aspect))
    return switched(_grid(cells, aspect)[..., np.newaxis], 1)


def _across(shape: tuple[int, ...], aspect: float) -> int:
    return columns(shape[2], aspect * shape[0] / shape[1])


def _grid(units: npt.NDArray[Scalar], aspect: float) -> npt.NDArray[Scalar]:
    """Return units (n,) on a grid, row by row; zeros fill the last row."""
    wide = columns(units.size, aspect)
    tall = -(-units.size // wide)
    grid = np.zeros(wide * tall, units.dtype)
    grid[: units.size] = units
    return grid.reshape(tall, wide)


def columns(n: int, aspect: float) -> int:
    """Return the number of columns with which n squares make a sheet of about this aspect ratio.

    >>> columns(32, 0.5), columns(128, 0.125), columns(10, 10)
    (4, 4, 10)
    """
    return max(1, min(n, round(math.sqrt(n * aspect))))
