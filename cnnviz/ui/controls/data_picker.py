"""Where the visitor chooses the digits that they work on."""

from __future__ import annotations

import streamlit as st

from cnnviz.mnist import N_BUNDLED
from cnnviz.ui.session import state

NAMES = {"bundled": f"Bundled: {N_BUNDLED:,}", "complete": "Complete MNIST"}


def selector(page: str) -> None:
    """Show which digits are in use, to be changed there; where they cannot be had, why."""
    st.segmented_control(
        "Which digits",
        NAMES,
        format_func=NAMES.__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **state.field("data", "source", key=f"{page}-data"),
    )
