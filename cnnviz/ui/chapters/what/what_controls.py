"""The controls of the page: sample photographs, and the visitor's own photo."""

from __future__ import annotations

import streamlit as st

from cnnviz.ui.controls import image_picker, photo_network_picker
from cnnviz.ui.session import photo_in_use
from cnnviz.ui.session.image_in_use import LABELS
from cnnviz.ui.session.state import bind

_OWN = "what-own"
_TAKEN = "what photo taken"


def show() -> None:
    """Show the controls in the container of the page's controls."""
    if st.session_state.pop(_TAKEN, False):
        st.rerun()  # the frame of the page says what was done to the photo
    name = photo_in_use.settings().image.name
    st.segmented_control(
        "Photo",
        photo_in_use.PHOTOGRAPHS,
        format_func=LABELS.__getitem__,
        wrap=True,
        label_visibility="collapsed",
        **bind("what-sample", name if name in photo_in_use.PHOTOGRAPHS else None, _choose),
    )
    own = st.popover("Your own photo", icon=":material/photo_camera:", on_change="rerun", key=_OWN)
    if own.open:
        with own:
            image_picker.uploader("what", _close)
    photo_network_picker.choose("what", labelled=False)


def _choose(name: str | None) -> None:
    if name is not None:  # a second click on the chosen sample leaves it
        image_picker.choose(name)


def _close() -> None:
    """Close the popover, which would cover the picture, and let the whole page run."""
    st.session_state[_OWN] = False
    st.session_state[_TAKEN] = True
