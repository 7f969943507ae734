"""The part of a picture that a unit sees: its receptive field, with what lies beyond the edge marked."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.exciting.filter_layers import FilterLayer
from cnnviz.network.checks import Pair

Array = npt.NDArray[np.float32]


class FieldBox(NamedTuple):
    """A receptive field in the pixels of the picture. It may lie beyond the edge, where padding is."""

    top: int
    left: int
    bottom: int
    """Exclusive, as is `right`."""
    right: int


class Patch(NamedTuple):
    """A part of a picture."""

    pixels: Array
    """(height, width) or (height, width, 3); 0 beyond the picture's edge."""
    is_inside: npt.NDArray[np.bool_]
    """(height, width): whether the picture has this pixel."""


def field_box(layer: FilterLayer, place: Pair) -> FieldBox:
    """Return the receptive field of the unit at a place (row, column) of a layer's maps.

    >>> from cnnviz.lessons.exciting.filter_layers import filter_layers
    >>> from cnnviz.network import Conv2D, Network
    >>> padded = filter_layers(Network((8, 8, 1), [Conv2D(2, padding="same")]))[0]
    >>> field_box(padded, (0, 3))
    FieldBox(top=-1, left=2, bottom=2, right=5)
    """
    rows, columns = layer.rows, layer.columns
    down, across = place[0] * rows.jump, place[1] * columns.jump
    return FieldBox(
        rows.first + down, columns.first + across, rows.last + down + 1, columns.last + across + 1
    )


def without_wide_padding(box: FieldBox, height: int, width: int) -> FieldBox:
    """Return a field, cut to the picture along each axis on which it is as long as the picture or longer.

    Beyond such a field's edges there would be more padding than picture.

    >>> without_wide_padding(FieldBox(-90, -2, 190, 8), 100, 100)
    FieldBox(top=0, left=-2, bottom=100, right=8)
    """
    top, bottom = (0, height) if box.bottom - box.top >= height else (box.top, box.bottom)
    left, right = (0, width) if box.right - box.left >= width else (box.left, box.right)
    return FieldBox(top, left, bottom, right)


def patch(picture: Array, box: FieldBox) -> Patch:
    """Return a part of a picture; beyond its edge there is nothing.

    Args:
        picture: (height, width) or (height, width, 3).
        box: The part.
    """
    height, width = picture.shape[:2]
    top, left = max(box.top, 0), max(box.left, 0)
    bottom, right = min(box.bottom, height), min(box.right, width)
    shape = (box.bottom - box.top, box.right - box.left)
    pixels, is_inside = np.zeros((*shape, *picture.shape[2:]), np.float32), np.zeros(shape, np.bool_)
    if top < bottom and left < right:
        part = slice(top - box.top, bottom - box.top), slice(left - box.left, right - box.left)
        pixels[part] = picture[top:bottom, left:right]
        is_inside[part] = True
    return Patch(pixels, is_inside)
