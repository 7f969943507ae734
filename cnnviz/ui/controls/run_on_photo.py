"""The link from a published network to Inside the photo network, where it runs on the visitor's photo."""

from __future__ import annotations

import streamlit as st

from cnnviz.architectures import ARCHITECTURES
from cnnviz.reading import RUNNABLE
from cnnviz.ui.session.state import current


def link(name: str) -> None:
    """Show the link to a network at work, unless it reads digits.

    Args:
        name: A key of `ARCHITECTURES`.
    """
    if name not in RUNNABLE:
        return
    shown = current().replace(photo={"network": name}, photo_network={"view": "whole"})
    st.page_link(
        "pages/photo_network.py",
        label=f"Run {ARCHITECTURES[name].title} on your photo",
        icon=":material/arrow_forward:",
        query_params=shown.to_link(),
    )
