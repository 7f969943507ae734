"""A map over its picture, as the page Why? shows it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.figures import map_colours, pictures
from cnnviz.figures.pictures import Encoded

Array = npt.NDArray[np.float32]


def overlaid(picture: Array, values: Array, through: float) -> Encoded:
    """Return a map over its picture, encoded.

    Args:
        picture: (height, width) or (height, width, 3) in [0, 1].
        values: (height, width), the map.
        through: How much of the map shows, from 0 to 1.
    """
    return pictures.pixels(blended(picture, values, through))


def blended(picture: Array, values: Array, through: float) -> Array:
    """Return a map in its colours over its picture, (height, width, 3) in [0, 1].

    >>> blended(np.zeros((1, 1)), np.array([[1.0]]), 0.0).tolist()
    [[[0.0, 0.0, 0.0]]]
    """
    rgb = np.repeat(picture[..., np.newaxis], 3, axis=2) if picture.ndim == 2 else picture
    levels = map_colours.levels(values, map_colours.reach(values))
    colours = map_colours.table("signed")[levels].astype(np.float32) / np.float32(255)
    return np.asarray((1 - through) * rgb + through * colours, np.float32)
