"""The container of a page's controls, so that all of them can be folded together."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

#: The container's key, from which Streamlit makes the CSS class `st-key-page-controls`.
KEY = "page-controls"


def page_controls(**layout: Any) -> DeltaGenerator:
    """Return the container for the page's controls. Call it once in each run of a page.

    Args:
        layout: Arguments of `st.container`, such as `horizontal` and `vertical_alignment`.

    >>> # with page_controls(horizontal=True):
    >>> #     st.toggle("Grey")
    """
    return st.container(key=KEY, **layout)
