"""The controls of the page Filters: the kernels, how the result is shown, and what is set less often."""

from __future__ import annotations

import streamlit as st

from cnnviz import filters
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.ui.chapters.filters import camera_stage
from cnnviz.ui.chapters.filters.filter_stage import result_view
from cnnviz.ui.controls import glossary, kernel_picker, kernel_tiles
from cnnviz.ui.controls.map_view_control import MAP_VIEW_NAMES
from cnnviz.ui.session.state import bind, change, current, field
from cnnviz.ui.session.walk_rounds import kernel_of_round

#: The views of the result and their names on the screen.
RESULT_NAMES = {**MAP_VIEW_NAMES, "clipped": "8-bit image"}


def kernels() -> list[Kernel]:
    """Return the kernels taken: the one that all pages share, and those beside it."""
    return [current().kernel, *(KERNELS[name] for name in current().filters.beside)]


def show_kernels() -> None:
    """Show the image under every kernel. A click takes one kernel, or several side by side."""
    kernel_tiles.show(
        "filters-strip",
        kernels(),
        label="Kernel",
        on_choose=lambda kernel: _take([kernel]),
        on_several=_add_or_remove,
        on_one=lambda: _take(kernels()[:1]),
    )


def show_views() -> None:
    """Show how the result is looked at."""
    st.segmented_control(
        "Result",
        list(RESULT_NAMES),
        format_func=RESULT_NAMES.__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **bind("filters-result", result_view(current().kernel), _set_result_view),
    )
    st.toggle("Magnifier", help="Shows the numbers under the pointer.", **field("filters", "magnified"))
    camera_stage.show_switch()


def _set_result_view(view: str) -> None:
    """Set how the result is shown; the view of a feature map is that of all pages."""
    if view == "clipped":
        change(filters={"clipped": True})
    else:
        change(filters={"clipped": False, "map_view": view})


def show_more() -> None:
    """Show what is set less often: the flip, the border, and the kernel's numbers."""
    flip, border = st.columns(2, vertical_alignment="bottom")
    flip.toggle("Flip the kernel", help=glossary.FLIP, **field("filters", "flip"))
    border.selectbox("Border", list(filters.BORDERS), help=glossary.BORDER, **field("filters", "border"))
    kernel_picker.edit("filters", *kernel_of_round(0), parts=False)


def _take(taken: list[Kernel]) -> None:
    """Set the kernels taken; the first is the one that all pages share."""
    first, *beside = taken
    kernel_of_round(0)[1](first)
    change(filters={"beside": tuple(kernel.name for kernel in beside)})


def _add_or_remove(kernel: Kernel | None) -> None:
    """Add a kernel to those taken, or take it out if it is among them and not the last one.

    Args:
        kernel: The kernel; None for the visitor's own, which can be taken out but not added.
    """
    tile = kernel_tiles.YOUR_OWN if kernel is None else kernel_tiles.tile_of(kernel)
    others = [one for one in kernels() if kernel_tiles.tile_of(one) != tile]
    if len(others) == len(kernels()) and kernel is not None:
        _take([*others, kernel])
    elif others:
        _take(others)
