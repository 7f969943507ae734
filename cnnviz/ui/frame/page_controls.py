"""The two containers of a page: its controls, and its stage with the pictures that make its point."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

#: The containers' keys; Streamlit makes the CSS classes `st-key-page-controls` and `st-key-page-stage`.
KEY = "page-controls"
STAGE_KEY = "page-stage"
STAGE_CONTROLS_KEY = "stage-controls"


def page_controls(**layout: Any) -> DeltaGenerator:
    """Return the container for the page's controls. Call it once in each run of a page.

    Args:
        layout: Arguments of `st.container`, such as `horizontal` and `vertical_alignment`.

    >>> # with page_controls(horizontal=True):
    >>> #     st.toggle("Grey")
    """
    return st.container(key=KEY, **layout)


def page_stage(**layout: Any) -> DeltaGenerator:
    """Return the container for what the page shows first. On a phone it comes before the controls.

    Args:
        layout: Arguments of `st.container`.
    """
    return st.container(key=STAGE_KEY, **layout)


def stage_controls(**layout: Any) -> DeltaGenerator:
    """Return the container for controls inside the stage. On a phone it comes after the pictures.

    Args:
        layout: Arguments of `st.container`.
    """
    return st.container(key=STAGE_CONTROLS_KEY, **layout)
