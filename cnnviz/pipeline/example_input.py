"""The training step's tiny input: a drawn line, the visitor's own grid, or their cut-out made small."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.errors import NetworkError
from cnnviz.lessons.backprop import checked_learning_rate
from cnnviz.pipeline.codecs import Codec, first_text

Array = npt.NDArray[np.float32]
Grid: TypeAlias = tuple[tuple[float, ...], ...]

#: Height and width of the input.
EXAMPLE_SIDE = 6
#: The classes that the network tells apart.
CLASSES = ("vertical", "horizontal", "diagonal")
#: Their signs, where a word does not fit.
CLASS_SIGNS = dict(zip(CLASSES, "│─╲", strict=True))
#: Where the input comes from.
EXAMPLES = (*CLASSES, "cut-out", "own")
#: The largest seed of the initial dense weights.
LAST_START = 99
#: An upper limit of the position in the walk, which has fewer stops.
LAST_STOP = 99
_LONGEST = 600


def drawn(name: str) -> Grid:
    """Return one of the classes as a light line (1) on dark ground (−1).

    >>> drawn("vertical")[0]
    (-1.0, -1.0, 1.0, 1.0, -1.0, -1.0)
    """
    rows, columns = np.indices((EXAMPLE_SIDE, EXAMPLE_SIDE))
    middle = (EXAMPLE_SIDE // 2 - 1, EXAMPLE_SIDE // 2)
    light = {
        "vertical": np.isin(columns, middle),
        "horizontal": np.isin(rows, middle),
        "diagonal": (columns - rows == 0) | (columns - rows == 1),
    }[name]
    return as_grid(np.where(light, 1.0, -1.0))


def shrunk(pixels: Array) -> Grid:
    """Return a picture (height, width, channels) as a grid: grey, black −1 and white 1, in eighths.

    In eighths, sums with small integer weights are exact in float32. In hundredths, the machine's rounding
    would decide whether ReLU lets a sum of 0 through.
    """
    grey = Image.fromarray(pixels.mean(axis=2, dtype=np.float32))
    small = grey.resize((EXAMPLE_SIDE, EXAMPLE_SIDE), Image.Resampling.BOX)
    return as_grid(np.rint(8 * (2 * np.asarray(small, dtype=np.float64) - 1)) / 8)


def as_grid(values: npt.ArrayLike) -> Grid:
    """Return numbers as a grid, rounded to thousandths.

    Raises:
        NetworkError: if they are not 6 rows of 6 numbers from −1 to 1.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        array = np.empty(0)
    if array.shape != (EXAMPLE_SIDE, EXAMPLE_SIDE) or not (np.abs(array) <= 1).all():
        raise NetworkError(
            f"The input is {EXAMPLE_SIDE} rows of {EXAMPLE_SIDE} numbers, each from −1 (black) to 1 (white)."
        )
    return tuple(map(tuple, (array.round(3) + 0.0).tolist()))


def grid_text(grid: Grid) -> str:
    """Return a grid as text: numbers separated by spaces, rows by semicolons.

    >>> grid_text(((1.0, -0.5), (0.0, 0.25)))
    '1 -0.5;0 0.25'
    """
    return ";".join(" ".join(f"{value:g}" for value in row) for row in grid)


def grid_from_text(text: str) -> Grid:
    """Return the grid in a text; rows end with a semicolon or a line break.

    Raises:
        NetworkError: if the text holds no grid.
    """
    plain = text[:_LONGEST].replace("−", "-").replace("\n", ";").replace(",", " ")
    return as_grid([row.split() for row in plain.split(";") if row.strip()])


#: Codecs of a grid and a learning rate.
GRID = Codec(grid_text, lambda text: grid_from_text(first_text(text)))
RATE = Codec(lambda rate: repr(float(rate)), lambda text: checked_learning_rate(float(first_text(text)[:24])))
