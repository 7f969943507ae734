"""The way from a published network to the pad on which visitors draw a digit for it."""

from __future__ import annotations

import streamlit as st

from cnnviz.ui.session import networks
from cnnviz.ui.session.state import change, turn_to

#: The shipped networks that are published ones, trained, by the names in `TIMELINE`.
TRAINED = {"lenet5-published": "lenet5"}


def offer(name: str) -> None:
    """Show a button that has a network read what the visitor draws, if it ships trained on digits.

    Args:
        name: A name in `TIMELINE`.
    """
    if name in TRAINED and st.button("Draw a digit for it", icon=":material/draw:", key="draw-for-it"):
        networks.choose(networks.SHIPPED[TRAINED[name]])
        change(network={"compared": False}, digit={"source": "drawing"})
        turn_to("pages/network.py")
