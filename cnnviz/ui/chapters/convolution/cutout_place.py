"""The place of the cut-out in the image, and the sliders that move it."""

from __future__ import annotations

import streamlit as st

from cnnviz.figures import captions
from cnnviz.pipeline import Cutout, bounds
from cnnviz.ui.components import stage
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import bind, change, field


def show(chosen: ImageInUse, cutout: Cutout) -> None:
    """Show the whole image with the cut-out marked in it, and the sliders for its size and place."""
    marked = stage.Picture(
        label=chosen.label,
        detail=f"{captions.shape(chosen.pixels)}\nthe cut-out at row {cutout.top}, column {cutout.left}",
        encoded=image_in_use.encoded(chosen.key, chosen.pixels),
        alt=f"The image, {chosen.label}, with the cut-out marked",
        mark=(cutout.top, cutout.left, *cutout.pixels.shape[:2]),
    )
    stage.show([marked], "conv-whole", tallest="30vh")
    _sliders(chosen, cutout)


def _sliders(chosen: ImageInUse, cutout: Cutout) -> None:
    """Show the cut-out's side, row and column, as far as the image leaves a choice."""
    height, width = chosen.pixels.shape[:2]
    side, row, column = st.columns(3)
    if max(height, width) > bounds("cutout", "side")[0]:
        side.slider(
            "Side of the cut-out", *bounds("cutout", "side"), **field("cutout", "side", key="conv-side")
        )
    corner = cutout.top, cutout.left
    for axis, (place, size, name) in enumerate(((row, height, "Row"), (column, width, "Column"))):
        last = size - cutout.pixels.shape[axis]
        if last > 0:

            def move(value: int, axis: int = axis) -> None:
                _move_corner(corner, axis, value)

            place.slider(name, 0, last, **bind(f"conv-corner-{axis}", corner[axis], move))


def _move_corner(corner: tuple[int, int], axis: int, value: int) -> None:
    """Move the cut-out's corner along one axis."""
    change(
        cutout={"corner": (corner[0], value) if axis else (value, corner[1])}, convolution={"position": None}
    )
