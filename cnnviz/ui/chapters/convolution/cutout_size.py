"""The size and the place of the cut-out in numbers."""

from __future__ import annotations

import streamlit as st

from cnnviz.pipeline import bounds
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import bind, change, field


def show(convolved: ConvolvedCutout) -> None:
    """Show the cut-out's side, row and column, as far as the picture leaves a choice."""
    height, width = convolved.picture.pixels.shape[:2]
    cutout = convolved.cutout
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
                move_corner(*((corner[0], value) if axis else (value, corner[1])))

            place.slider(name, 0, last, **bind(f"conv-corner-{axis}", corner[axis], move))


def move_corner(row: int, column: int) -> None:
    """Move the cut-out's corner; the same cell of the map is looked at."""
    change(cutout={"corner": (row, column)})
