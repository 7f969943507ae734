"""The controls of the page: how many examples of each digit, and which ones."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons.transfer import COUNTS, MAX_SEED
from cnnviz.ui.session.state import change, current, field


def show() -> None:
    """Show the controls in the container of the page's controls."""
    st.segmented_control("Examples of each new digit", COUNTS, required=True, **field("transfer", "count"))
    st.button(
        "Draw other digits",
        icon=":material/casino:",
        on_click=_draw,
        help="The networks then learn from other examples and begin with other weights.",
        key="transfer-draw",
    )


def _draw() -> None:
    change(transfer={"seed": current().transfer.seed % MAX_SEED + 1})
