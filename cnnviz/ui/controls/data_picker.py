"""The choice of the data set: the bundled digits, or the complete MNIST."""

from __future__ import annotations

import streamlit as st

from cnnviz.mnist import N_BUNDLED
from cnnviz.pipeline import choices
from cnnviz.ui.session import data_in_use, state

NAMES = {"bundled": f"{N_BUNDLED:,} digits", "complete": "All of MNIST"}


def choose(page: str) -> None:
    """Show the choice of the digits in use.

    Args:
        page: The prefix of the widget's key.
    """
    st.segmented_control(
        "Which digits",
        choices("data", "source"),
        format_func=NAMES.__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **state.field("data", "source", key=f"{page}-data"),
    )


def show_message() -> None:
    """Show why the chosen digits cannot be used, and which are used instead."""
    if reason := data_in_use.why_unavailable():
        st.info(reason)
