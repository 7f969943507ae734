"""The image with the receptive field marked in it, the field enlarged, and what each layer sees."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures import captions
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.receptive_field_picture import lossless
from cnnviz.layers import ReceptiveField
from cnnviz.pipeline import growth
from cnnviz.ui.chapters.receptive_field import stack_controls
from cnnviz.ui.components import field
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import change, current

Array = npt.NDArray[np.float32]


def show(chosen: ImageInUse, pixels: Array, rows: ReceptiveField, columns: ReceptiveField) -> None:
    """Show the image with the field marked in it, the field alone, and how it grows.

    Args:
        chosen: The visitor's image.
        pixels: The same image, shrunk where it was large: (height, width) or (height, width, 3).
        rows: The unit's receptive field along the height of `pixels`.
        columns: The unit's receptive field along the width.
    """
    stack = current().receptive_field.stack
    field.show(
        _encoded(f"{chosen.key} shrunk to {max(pixels.shape)}", pixels),
        [layer.along for layer in stack],
        [growth.short_name(layer) for layer in stack],
        "field-stage",
        unit=(rows.unit, columns.unit),
        label=chosen.label,
        detail=_shape(chosen, pixels),
        layer=stack_controls.selected(),
        on_unit=lambda row, column: change(receptive_field={"unit": (row, column)}),
        on_layer=stack_controls.select,
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _encoded(key: str, _pixels: Array) -> Encoded:  # noqa: ARG001 - the key stands for the pixels
    return lossless(_pixels)


def _shape(chosen: ImageInUse, pixels: Array) -> str:
    """Return the image's shape, and the one that it was shrunk from."""
    if pixels is chosen.pixels:
        return captions.shape(pixels)
    return f"{captions.shape(pixels)}, shrunk from {captions.shape(chosen.pixels)}"
