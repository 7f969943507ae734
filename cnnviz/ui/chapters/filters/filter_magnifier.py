"""The magnifier over the image and its filtered twin, from which a click leads to the page Convolution."""

from __future__ import annotations

import streamlit as st

from cnnviz import pipeline
from cnnviz.kernels import Kernel
from cnnviz.ui.chapters.filters import filtered_image
from cnnviz.ui.chapters.filters.filter_stage import result_name
from cnnviz.ui.chapters.filters.filtered_image import Filtered
from cnnviz.ui.components import magnifier
from cnnviz.ui.components.magnifier import Plane
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current, put

_PICKED = "place picked"


def show(chosen: ImageInUse, result: Filtered) -> None:
    """Show the image and the result, with the numbers around the pointer under both."""
    now = current()
    magnifier.show(
        _planes(chosen, result),
        "filters-magnifier",
        side=_side(now.kernel),
        tallest="22vh",
        at=now.numbers.place,
        on_pick=_pick,
    )
    st.caption("Click a pixel to see how its number is computed.")


def go_to_picked_place() -> None:
    """Turn to the page Convolution if a place has been clicked; a callback cannot turn pages itself."""
    if st.session_state.pop(_PICKED, False):
        st.switch_page("pages/convolution.py")


def _planes(chosen: ImageInUse, result: Filtered) -> list[Plane]:
    """Return the image and the result as the magnifier takes them."""
    now = current()
    values, twin = filtered_image.planes(chosen.pixels, now)
    return [
        Plane(
            label=chosen.label,
            detail="the mean of R, G and B" if values.ndim < chosen.pixels.ndim else "",
            values=values,
            kind="pixels",
            encoded=image_in_use.encoded(chosen.key, chosen.pixels),
            alt=f"The image: {chosen.label}",
        ),
        Plane(
            label=result_name(),
            detail=result.extent,
            values=twin,
            kind="pixels" if now.filters.clipped else "signed",
            encoded=result.encoded,
            alt=f"{now.kernel.name} of the image",
            operator="→",
            limit=result.limit,
            colours=result.colours,
        ),
    ]


def _side(kernel: Kernel) -> int:
    """Return how many rows and columns the magnifier shows: the kernel's, but at least 5 and at most 9."""
    return max(5, min(9, max(kernel.shape) // 2 * 2 + 1))


def _pick(row: int, column: int) -> None:
    """Put the cut-out of the page Convolution around the place that was clicked."""
    now = current().replace(numbers={"place": (row, column)})
    put(pipeline.around((row, column), image_in_use.chosen().pixels, now))
    st.session_state[_PICKED] = True
