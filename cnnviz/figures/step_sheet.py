"""The preparation of several digits on one sheet of small pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.digits import PreparedDigit
from cnnviz.figures.pictures import Encoded, tiles

Array = npt.NDArray[np.float32]

#: The side of a tile; a larger picture is shrunk to fit into it.
SIDE = 96


class StepSheet(NamedTuple):
    """Tiles of SIDE x SIDE pixels: a row for each digit, a column for each step.

    `sizes` has for each digit and step the height and width of its picture, in the tile's upper left corner.
    """

    encoded: Encoded
    sizes: tuple[tuple[tuple[int, int], ...], ...]


def step_sheet(prepared: Sequence[PreparedDigit]) -> StepSheet:
    """Return all steps of at least one digit. Pictures up to SIDE keep their pixels."""
    shown = [[_shrunk(step.picture) for step in digit.steps] for digit in prepared]
    across = max(map(len, shown))
    cells = np.zeros((len(shown), across, SIDE, SIDE), np.uint8)
    for row, pictures in enumerate(shown):
        for column, picture in enumerate(pictures):
            cells[row, column, : picture.shape[0], : picture.shape[1]] = picture
    sizes = tuple(tuple((one.shape[0], one.shape[1]) for one in pictures) for pictures in shown)
    return StepSheet(tiles(cells.reshape(-1, SIDE, SIDE), across), sizes)


def _shrunk(picture: Array) -> npt.NDArray[np.uint8]:
    """Return a picture (height, width) in [0, 1] as levels that fit into a tile."""
    levels = np.rint(np.clip(picture, 0, 1) * 255).astype(np.uint8)
    scale = SIDE / max(levels.shape)
    if scale >= 1:
        return levels
    height, width = (max(1, round(side * scale)) for side in levels.shape)
    return np.asarray(Image.fromarray(levels).resize((width, height), Image.Resampling.BOX))
