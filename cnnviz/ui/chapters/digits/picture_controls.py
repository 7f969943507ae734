"""The controls of the page: the visitor's own photo, the network, and the way into it."""

from __future__ import annotations

import streamlit as st

from cnnviz.digits import FoundDigit
from cnnviz.errors import ImageError
from cnnviz.ui.chapters.digits import picture_readings
from cnnviz.ui.controls import digit_source, image_picker
from cnnviz.ui.session import found_digits
from cnnviz.ui.session.state import turn_to

_OWN = "digits-own"
_TAKEN = "digits photo taken"


def show() -> None:
    """Show the controls in the container of the page's controls."""
    if st.session_state.pop(_TAKEN, False):
        st.rerun()  # the frame of the page says what was done to the photo
    own = st.popover("Your own photo", icon=":material/photo_camera:", on_change="rerun", key=_OWN)
    if own.open:
        with own:
            image_picker.uploader("digits", _close)
    digit_source.network_choice("digits", "reads", width=240, labelled=False)
    found = _found()
    if st.button(
        "See inside the network", icon=":material/arrow_forward:", key="digits-inside", disabled=not found
    ):
        picture_readings.choose(found_digits.place(found))
        turn_to("pages/network.py")


def _close() -> None:
    """Close the popover, which would cover the picture, and let the whole page run."""
    st.session_state[_OWN] = False
    st.session_state[_TAKEN] = True


def _found() -> list[FoundDigit]:
    """Return the digits in the picture; none if there are none, and the page says why."""
    try:
        return found_digits.found(picture_readings.picture())
    except ImageError:
        return []
