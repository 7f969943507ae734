"""The controls of simple and complex cells: the bar's colour, and how many places a complex cell pools."""

from __future__ import annotations

import streamlit as st

from cnnviz.pipeline import choices
from cnnviz.ui.session.state import field

BARS = {False: "White bar", True: "Black bar"}


def show() -> None:
    """Show both controls in one row."""
    st.segmented_control(
        "Bar",
        BARS,
        format_func=BARS.__getitem__,
        required=True,
        label_visibility="collapsed",
        **field("cells", "dark", key="cells-dark"),
    )
    st.markdown("Places that the complex cell pools:", width="content")
    st.segmented_control(
        "Places that the complex cell pools",
        choices("cells", "pool_size"),
        format_func=lambda size: f"{size} × {size}",
        required=True,
        label_visibility="collapsed",
        **field("cells", "pool_size", key="cells-pool_size"),
    )
