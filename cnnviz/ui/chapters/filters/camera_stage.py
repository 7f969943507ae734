"""The stage of the page Filters with the picture of the visitor's camera in place of the image."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from cnnviz.ui.chapters.filters import live_stage
from cnnviz.ui.components import live_filter, stage
from cnnviz.ui.controls import image_picker
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current

#: The switch's key; no link holds it, as no link may switch a camera on.
_SWITCH = "filters-camera"
_FROZEN = "frame frozen"
#: Height and width of the picture, until the browser knows the camera's.
_SIZE = (480, 640)


def is_on() -> bool:
    """Return whether the visitor has switched the camera on."""
    return bool(st.session_state.get(_SWITCH))


def show_switch() -> None:
    """Show the camera's switch."""
    st.toggle("Live camera", key=_SWITCH, help="Shows your camera's picture under the kernel.")


def show(chosen: ImageInUse, kernel: stage.Cells, key: str, *, result: str) -> None:
    """Show the camera's picture, the kernel and the result, all of which the browser makes itself.

    Args:
        chosen: The image in whose place the picture stands.
        kernel: The kernel as it stands on the stage.
        key: The component's key on this page.
        result: What the result is called.
    """
    items: list[stage.AnyItem] = [_picture("Camera", ""), kernel, _picture(result, "=")]
    live = replace(live_stage.live_of(chosen, kernel_at=1), camera=True)
    magnified = live_stage.magnified_at((_SIZE[0] // 2, _SIZE[1] // 2))
    listeners = replace(live_stage.LISTENERS, on_freeze=_freeze)
    tallest = live_stage.TALLEST_MAGNIFIED if magnified else live_stage.TALLEST
    live_filter.show(items, key, live, listeners, tallest=tallest, magnified=magnified)
    if current().filters.beside:
        st.caption("The camera's picture goes through the first kernel only.")


def rerun_if_frozen() -> None:
    """Run the whole page again if a frame has become the image; a callback cannot do so itself."""
    if st.session_state.pop(_FROZEN, False):
        st.rerun()


def _picture(label: str, operator: str) -> stage.Picture:
    """Return the place of a picture that the browser draws."""
    grey = np.full(_SIZE, 0.5, np.float32)
    encoded = image_in_use.encoded("before the camera's picture", grey)
    return stage.Picture(label=label, operator=operator, encoded=encoded, alt=f"{label}, moving")


def _freeze(file: bytes) -> None:
    """Let a frame be the image of all pages, as an uploaded file is, and switch the camera off."""
    image_picker.take_file(file)
    st.session_state[_SWITCH] = False
    st.session_state[_FROZEN] = True
