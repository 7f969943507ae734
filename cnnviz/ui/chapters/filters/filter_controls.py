"""The controls of the page Filters: the kernel, how the result is shown, and what is set less often."""

from __future__ import annotations

import streamlit as st

from cnnviz import filters
from cnnviz.kernels import KERNELS
from cnnviz.ui.chapters.filters.filter_stage import result_view
from cnnviz.ui.controls import glossary, kernel_picker
from cnnviz.ui.controls.map_view_control import MAP_VIEW_NAMES
from cnnviz.ui.session.state import bind, change, current, field
from cnnviz.ui.session.walk_rounds import kernel_of_round

#: The views of the result and their names on the screen.
RESULT_NAMES = {**MAP_VIEW_NAMES, "clipped": "8-bit image"}


def show() -> None:
    """Show the controls above the stage."""
    kernel, result, flip, magnifier = st.columns([4.5, 10, 4, 3.5], vertical_alignment="bottom")
    with kernel:
        kernel_picker.choose("filters", *kernel_of_round(0))
    result.segmented_control(
        "Result",
        list(RESULT_NAMES),
        format_func=RESULT_NAMES.__getitem__,
        required=True,
        wrap=True,
        help=glossary.RESULT,
        **bind("filters-result", result_view(current().kernel), _set_result_view),
    )
    flip.toggle("Flip the kernel", help=glossary.FLIP, **field("filters", "flip"))
    magnifier.toggle("Magnifier", **field("filters", "magnified"))


def _set_result_view(view: str) -> None:
    """Set how the result is shown; the view of a feature map is that of all pages."""
    if view == "clipped":
        change(filters={"clipped": True})
    else:
        change(filters={"clipped": False, "map_view": view})


def show_more() -> None:
    """Show what is set less often: more kernels beside this one, the border, and the kernel's numbers."""
    beside, border = st.columns([3, 1], vertical_alignment="bottom")
    beside.multiselect(
        "One image, many feature maps: more kernels side by side",
        [name for name in KERNELS if name != "identity"],
        **bind(
            "filters-beside",
            list(current().filters.beside),
            lambda names: change(filters={"beside": tuple(names)}),
        ),
    )
    border.selectbox("Border", list(filters.BORDERS), help=glossary.BORDER, **field("filters", "border"))
    kernel_picker.edit("filters", *kernel_of_round(0))
