"""The digit that the networks read: a bundled one, a drawing, or the image; and where it is chosen."""

from __future__ import annotations

import streamlit as st

from cnnviz import digits, drawing, mnist
from cnnviz.mnist import N_CLASSES
from cnnviz.ui.controls.pad import pad
from cnnviz.ui.session import image_in_use, networks
from cnnviz.ui.session.state import bind, change, current, field

SOURCES = {"bundled": "Bundled", "drawing": "Drawn", "image": "Image"}
PER_CLASS = mnist.BUNDLED_PER_CLASS


def prepared_digit() -> digits.PreparedDigit:
    """Return the visitor's digit, prepared as MNIST was.

    Raises:
        ImageError: if there is no digit in the drawing or the image.
    """
    now = current()
    if now.digit.source == "bundled":
        return digits.from_mnist(mnist.bundled()[0][now.image.number])
    if now.digit.source == "drawing":
        return digits.from_picture(drawing.render(now.image.drawing))
    return digits.from_picture(image_in_use.chosen().pixels)


def label() -> int | None:
    """Return what the digit is, or None where nobody has said so."""
    now = current()
    if now.digit.source == "bundled":
        return int(mnist.bundled()[1][now.image.number])
    if now.digit.source == "image" and now.image.name == "digit":
        return int(mnist.bundled()[1][now.image.number])
    return None


def described() -> str:
    """Return in a few words which digit it is."""
    now = current()
    if now.digit.source == "bundled":
        return f"a handwritten {label()}, no. {now.image.number} of the bundled digits"
    return "your drawing" if now.digit.source == "drawing" else "the image of all pages"


def controls(page: str) -> None:
    """Show where the digit comes from, which of the bundled ones it is, and which network reads it."""
    source, which, network = st.columns([2.75, 6.85, 2.4], vertical_alignment="bottom")
    with source:
        _source(page)
    with network:
        network_choice(page)
    with which:
        _bundled(page)


def digit_controls(page: str) -> None:
    """Show where the digit comes from, and which of the bundled ones it is."""
    source, which = st.columns([2.6, 7], vertical_alignment="bottom")
    with source:
        _source(page)
    with which:
        _bundled(page)


def drawing_pad(page: str) -> None:
    """Show the pad, where the digit is drawn."""
    if current().digit.source == "drawing":
        pad(page)


def _source(page: str) -> None:
    st.segmented_control(
        "Digit",
        SOURCES,
        format_func=SOURCES.__getitem__,
        required=True,
        wrap=True,
        **field("digit", "source", key=f"{page}-digit"),
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
    if now.digit.source != "bundled":
        return
    digit, sample = divmod(now.image.number, PER_CLASS)
    left, right = st.columns([5.4, 2.8], vertical_alignment="bottom")
    left.pills(
        "Which",
        list(range(N_CLASSES)),
        required=True,
        wrap=True,
        **bind(
            f"{page}-class",
            digit,
            lambda value: change(image={"number": value * PER_CLASS + current().image.number % PER_CLASS}),
        ),
    )
    right.slider(
        "Sample",
        0,
        mnist.BUNDLED_PER_CLASS - 1,
        **bind(
            f"{page}-sample",
            sample,
            lambda value: change(image={"number": current().image.number // PER_CLASS * PER_CLASS + value}),
        ),
    )
