"""The tiny input of the training step: a drawn line, a visitor's own grid, or their cut-out made small."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.errors import NetworkError
from cnnviz.lessons.backprop import checked_learning_rate
from cnnviz.pipeline.codecs import Codec, one

Array = npt.NDArray[np.float32]
Grid: TypeAlias = tuple[tuple[float, ...], ...]

#: Height and width of the input.
EXAMPLE_SIDE = 6
#: What the network is to tell apart.
CLASSES = ("vertical", "horizontal", "diagonal")
#: The same as signs, where a word does not fit.
CLASS_SIGNS = dict(zip(CLASSES, "│─╲", strict=True))
#: Where the input comes from.
EXAMPLES = (*CLASSES, "cut-out", "own")
#: The last number of the starts to choose from, of which each gives other dense weights.
LAST_START = 99
#: More places than the walk through a step has stops.
LAST_STOP = 99
_LONGEST = 600


def drawn(name: str) -> Grid:
    """Return one of the classes as a light line, 1, on dark ground, −1.

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

    With eighths the sums of small whole weights are exact in float32. In hundredths rounding would decide, on
    whichever machine, whether ReLU lets a sum of 0 through.
    """
    grey = Image.fromarray(pixels.mean(axis=2, dtype=np.float32))
    small = grey.resize((EXAMPLE_SIDE, EXAMPLE_SIDE), Image.Resampling.BOX)
    return as_grid(np.rint(8 * (2 * np.asarray(small, dtype=np.float64) - 1)) / 8)


def as_grid(values: npt.ArrayLike) -> Grid:
    """Return numbers as a grid, in thousandths.

    Raises:
        NetworkError: if they are no table of 6 rows of 6 numbers from −1 to 1.
    """
    try:
        array = np.asarray(values, dtype=np.float64).round(3) + 0.0
    except (TypeError, ValueError):
        array = np.empty(0)
    if array.shape != (EXAMPLE_SIDE, EXAMPLE_SIDE) or not (np.abs(array) <= 1).all():
        raise NetworkError(
            f"The input is {EXAMPLE_SIDE} rows of {EXAMPLE_SIDE} numbers, each from −1 (black) to 1 (white)."
        )
    return tuple(map(tuple, array.tolist()))


def grid_text(grid: Grid) -> str:
    """Return a grid as a text: numbers with blanks between, rows with semicolons.

    >>> grid_text(((1.0, -0.5), (0.0, 0.25)))
    '1 -0.5;0 0.25'
    """
    return ";".join(" ".join(f"{value:g}" for value in row) for row in grid)


def grid_from_text(text: str) -> Grid:
    """Return the grid that a text tells; rows end with a semicolon or a new line.

    Raises:
        NetworkError: if it tells none.
    """
    plain = text[:_LONGEST].replace("−", "-").replace("\n", ";").replace(",", " ")
    return as_grid([row.split() for row in plain.split(";") if row.strip()])


#: How a grid and a learning rate are written into a link, and read from one.
GRID = Codec(grid_text, lambda text: grid_from_text(one(text)))
RATE = Codec(lambda rate: repr(float(rate)), lambda text: checked_learning_rate(float(one(text)[:24])))
