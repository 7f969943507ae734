"""Which digit the networks read, and which network: the controls, the same on every page."""

from __future__ import annotations

import streamlit as st

from cnnviz.ui.controls.pad import pad
from cnnviz.ui.session import networks
from cnnviz.ui.session.state import bind, change, current, field

SOURCES = {"bundled": "Bundled", "drawing": "Drawn", "image": "Image"}
PER_CLASS = 500


def controls(page: str) -> None:
    """Show where the digit comes from, which of the bundled ones it is, and which network reads it."""
    source, which, network = st.columns([2.75, 6.85, 2.4], vertical_alignment="bottom")
    with source:
        _source(page)
    with network:
        network_choice(page)
    with which:
        _bundled(page)


def digit(page: str) -> None:
    """Show where the digit comes from, and which of the bundled ones it is."""
    source, which = st.columns([2.6, 7], vertical_alignment="bottom")
    with source:
        _source(page)
    with which:
        _bundled(page)


def drawing(page: str) -> None:
    """Show the pad, where the digit is drawn."""
    if current().digit == "drawing":
        pad(page)


def _source(page: str) -> None:
    st.segmented_control(
        "Digit", SOURCES, format_func=SOURCES.__getitem__, required=True, wrap=True, **field(page, "digit")
    )


def network_choice(page: str) -> None:
    """Show which network is in use, to be changed there."""
    known = networks.networks()
    st.selectbox(
        "Network",
        [one.label for one in known],
        **bind(f"{page}-name", networks.chosen().label, networks.choose_label),
    )


def _bundled(page: str) -> None:
    now = current()
    if now.digit != "bundled":
        return
    digit, sample = divmod(now.number, PER_CLASS)
    left, right = st.columns([5.4, 2.8], vertical_alignment="bottom")
    left.pills(
        "Which",
        list(range(10)),
        required=True,
        wrap=True,
        **bind(
            f"{page}-class",
            digit,
            lambda value: change(number=value * PER_CLASS + current().number % PER_CLASS),
        ),
    )
    right.slider(
        "Sample",
        0,
        PER_CLASS - 1,
        **bind(
            f"{page}-sample",
            sample,
            lambda value: change(number=current().number // PER_CLASS * PER_CLASS + value),
        ),
    )
