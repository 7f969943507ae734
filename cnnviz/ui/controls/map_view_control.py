"""The control of how feature maps are shown."""

from __future__ import annotations

import streamlit as st

from cnnviz import pipeline
from cnnviz.kernels import Kernel
from cnnviz.ui.controls import glossary
from cnnviz.ui.session.state import bind, change, current

#: The views of a feature map and their names on the screen.
MAP_VIEW_NAMES = {"signed": "Signed", "strength": "Edge strength", "toned": "Black to white"}


def map_view_control(key: str, kernel: Kernel | None = None) -> None:
    """Show where the visitor chooses how feature maps are shown, on this page and all others.

    Args:
        key: The widget's key.
        kernel: The kernel that made the map; by default that of the first round.
    """
    st.segmented_control(
        "Colours of the maps",
        list(MAP_VIEW_NAMES),
        format_func=MAP_VIEW_NAMES.__getitem__,
        required=True,
        wrap=True,
        help=glossary.MAP_VIEW,
        **bind(
            key,
            pipeline.map_view(current(), kernel),
            lambda view: change(filters={"map_view": view}),
        ),
    )
