"""The one container that holds a page's controls, so that they can be folded together."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

#: Its key; Streamlit gives it the CSS class `st-key-page-controls`.
KEY = "page-controls"


def page_controls(**layout: Any) -> DeltaGenerator:
    """Return the container for a page's controls, once a page.

    Args:
        layout: What `st.container` takes, such as `horizontal` and `vertical_alignment`.

    >>> # with page_controls(horizontal=True):
    >>> #     st.toggle("Grey")
    """
    return st.container(key=KEY, **layout)
