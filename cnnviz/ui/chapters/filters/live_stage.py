"""The image, the kernel and the result, which follow the hand; a click leads to the page Convolution."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz import pipeline
from cnnviz.kernels import FAMILIES, Kernel
from cnnviz.ui.components import live_filter, stage
from cnnviz.ui.components.live_filter import Listeners, Live, Magnified, Place
from cnnviz.ui.controls import kernel_picker, kernel_tiles
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current, put
from cnnviz.ui.session.walk_rounds import kernel_of_round

#: The greatest height of a picture: the strip of kernels is above it, and its captions below it.
TALLEST = "33vh"
#: The same with the magnifier's numbers below.
TALLEST_MAGNIFIED = "22vh"

_PICKED = "place picked"


def show(chosen: ImageInUse, items: Sequence[stage.AnyItem], key: str, *, kernel_at: int | None) -> None:
    """Show the image, perhaps the kernel, and the results; the first result follows the hand.

    Args:
        chosen: The image.
        items: The image, the kernel if it is shown, and the results.
        key: The component's key on this page.
        kernel_at: The kernel's place among the items, if it is one of them.
    """
    now = current()
    live = live_of(chosen, kernel_at)
    magnified = magnified_at(now.numbers.place)
    tallest = TALLEST_MAGNIFIED if magnified else TALLEST
    live_filter.show(items, key, live, LISTENERS, tallest=tallest, magnified=magnified)
    if magnified:
        st.caption("Click a pixel to see how its number is computed.")


def live_of(chosen: ImageInUse, kernel_at: int | None) -> Live:
    """Return what the browser needs to compute the result: the image, the kernel, and the settings."""
    now = current()
    family = FAMILIES.get(kernel_tiles.family_of(now.kernel))
    return Live(
        pixels=chosen.pixels,
        key=chosen.key,
        kernel=now.kernel,
        border=now.filters.border,
        flip=now.filters.flip,
        view="clipped" if now.filters.clipped else now.filters.map_view,
        family=family,
        angle=kernel_tiles.angle_of(now.kernel) if family else None,
        kernel_at=kernel_at,
        result_at=1 if kernel_at is None else kernel_at + 1,
    )


def magnified_at(place: Place | None) -> Magnified | None:
    """Return the magnifier at a place, if the visitor has switched it on."""
    now = current()
    return Magnified(side=_side(now.kernel), at=place) if now.filters.magnified else None


def go_to_picked_place() -> None:
    """Turn to the page Convolution if a place has been clicked; a callback cannot turn pages itself."""
    if st.session_state.pop(_PICKED, False):
        st.switch_page("pages/convolution.py")


def _side(kernel: Kernel) -> int:
    """Return how many rows and columns the magnifier shows: the kernel's, but at least 5 and at most 9."""
    return max(5, min(9, max(kernel.shape) // 2 * 2 + 1))


def _pick(row: int, column: int) -> None:
    """Put the cut-out of the page Convolution around the place that was clicked."""
    now = current().replace(numbers={"place": (row, column)})
    put(pipeline.around((row, column), image_in_use.chosen().pixels, now))
    st.session_state[_PICKED] = True


def _set_weights(rows: list[list[float]]) -> None:
    """Set the weights that a visitor has typed into the kernel's cells."""
    kernel_picker.set_weights(*kernel_of_round(0), rows, flipped=current().filters.flip)


def _set_parts(divisor: float, offset: float) -> None:
    """Set the kernel's divisor, and its offset in 255ths."""
    read_kernel, set_kernel = kernel_of_round(0)
    kernel_picker.set_parts(read_kernel, set_kernel, divisor=divisor, offset=offset)


def _set_member(size: int, angle: int | None) -> None:
    """Set another kernel of the same family."""
    read_kernel, set_kernel = kernel_of_round(0)
    family = FAMILIES.get(kernel_tiles.family_of(read_kernel()))
    if family is not None:
        kernel_picker.attempt(lambda: set_kernel(family(size, angle)))


#: What a hand can do to the kernel and to the place.
LISTENERS = Listeners(on_edit=_set_weights, on_parts=_set_parts, on_member=_set_member, on_pick=_pick)
