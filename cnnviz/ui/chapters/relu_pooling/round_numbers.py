"""The numbers of a small part of a round, and the arithmetic of one cell of each of its maps."""

from __future__ import annotations

import streamlit as st

from cnnviz import images, pipeline
from cnnviz.colours import Colours
from cnnviz.pipeline import Stage
from cnnviz.pipeline.zoom import ZOOM, round_input, zoom_corner, zoomed, zoomed_cell
from cnnviz.ui.chapters.relu_pooling.round_stage import full_colour, map_colours_of
from cnnviz.ui.components import stage
from cnnviz.ui.session.state import bind, change, current


def show(stages: list[Stage], place: int) -> None:
    """Show the numbers of the round that a stage belongs to, up to this stage, and their arithmetic.

    Args:
        stages: All stages, from `walk`.
        place: The stage that is shown.
    """
    first = round_input(stages, place)
    if first + 1 >= len(stages):
        return
    _sliders(stages, first)
    shown = [_cells(stages, n, first) for n in range(first, place + 1)]
    to_come = [_empty(stages, n, first) for n in range(place + 1, min(len(stages), first + 4))]
    stage.show([*shown, *to_come], "relu-cells", tallest="46vh")
    cell = zoomed_cell(stages, first, current())
    st.markdown("  \n".join(pipeline.arithmetic(stages, current(), place, cell)))


def _sliders(stages: list[Stage], first: int) -> None:
    """Show the sliders that move the part, where the map is larger than the part."""
    row, column = zoom_corner(stages, first, current())
    height, width = stages[first + 1].values.shape
    left, right = st.columns(2)
    if height > ZOOM:
        left.slider(
            "Row",
            0,
            height - ZOOM,
            **bind("relu-row", row, lambda value: change(walk={"region": (value, column)})),
        )
    if width > ZOOM:
        right.slider(
            "Column",
            0,
            width - ZOOM,
            **bind("relu-column", column, lambda value: change(walk={"region": (row, value)})),
        )


def _cells(stages: list[Stage], n: int, first: int) -> stage.Cells:
    """Return the part of stage n with its numbers; the image's as grey pixels."""
    part = zoomed(stages, n, first, current())
    bottom, right = part.top + part.height - 1, part.left + part.width - 1
    values = images.channel_mean(stages[n].values)
    limit = 1.0
    colours: Colours = "pixels"
    if n > 0:
        own = round_input(stages, n)
        limit, colours = full_colour(stages, own), map_colours_of(stages, own)
    return stage.Cells(
        label=stages[n].name,
        operator="→" if n > first else "",
        scale=part.height / ZOOM,
        values=values[part.top : bottom + 1, part.left : right + 1],
        detail=f"rows {part.top} … {bottom}, columns {part.left} … {right}",
        alt=f"The numbers of {stages[n].name}",
        limit=limit,
        colours=colours,
    )


def _empty(stages: list[Stage], n: int, first: int) -> stage.Empty:
    """Return the place of a part that has not come yet."""
    part = zoomed(stages, n, first, current())
    return stage.Empty(
        label=stages[n].name, operator="→", scale=part.height / ZOOM, aspect=part.width / part.height
    )
