"""The image with the receptive field marked in it, and beside it what the unit sees."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures import captions
from cnnviz.figures.receptive_field_picture import seen_pixels
from cnnviz.layers import ReceptiveField
from cnnviz.ui.components import stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse

Array = npt.NDArray[np.float32]


def show(chosen: ImageInUse, pixels: Array, rows: ReceptiveField, columns: ReceptiveField) -> None:
    """Show the image with the field marked in it, the field alone, and its size in a sentence.

    Args:
        chosen: The visitor's image.
        pixels: The same image, shrunk where it was large: (height, width) or (height, width, 3).
        rows: The unit's receptive field along the height of `pixels`.
        columns: The unit's receptive field along the width.
    """
    (top, bottom), (left, right) = rows.inside, columns.inside
    place = f"rows {top} … {bottom}, columns {left} … {right}"
    size = _size(rows, columns)
    whole = stage.Picture(
        label=chosen.label,
        detail=_shape(chosen, pixels),
        encoded=image_in_use.encoded(f"{chosen.key} shrunk to {max(pixels.shape)}", pixels),
        alt=f"The image; marked are {place}",
        mark=(top, left, bottom - top + 1, right - left + 1),
    )
    part = stage.Picture(
        label=f"What unit ({rows.unit}, {columns.unit}) sees",
        detail=f"{place}\n{size}",
        operator="→",
        encoded=seen_pixels(pixels, rows, columns),
        alt=f"The part that the unit sees: {place}",
    )
    stage.show([whole, part], "field-stage", tallest="44vh")
    st.markdown(f"One number (a *unit*) of the last map depends on **{size}**, and on nothing else.")


def _shape(chosen: ImageInUse, pixels: Array) -> str:
    """Return the image's shape, and the one that it was shrunk from."""
    if pixels is chosen.pixels:
        return captions.shape(pixels)
    return f"{captions.shape(pixels)}, shrunk from {captions.shape(chosen.pixels)}"


def _size(rows: ReceptiveField, columns: ReceptiveField) -> str:
    """Return the field's height and width, and how much of it lies in the image."""
    height, width = (last - first + 1 for first, last in (rows.inside, columns.inside))
    if (height, width) == (rows.size, columns.size):
        return f"{height} × {width} pixels"
    return f"{rows.size:,} × {columns.size:,} pixels, of which {height} × {width} in the image"
