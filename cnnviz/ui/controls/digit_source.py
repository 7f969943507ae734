"""The digit that networks read: a bundled one, a drawing, or the image; and its controls."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from cnnviz import mnist
from cnnviz.digits import doubt
from cnnviz.errors import ImageError
from cnnviz.mnist import BUNDLED_PER_CLASS, N_CLASSES
from cnnviz.pipeline import choices
from cnnviz.ui.controls.pad import pad
from cnnviz.ui.session import found_digits, networks
from cnnviz.ui.session.digit_in_use import DRAW, is_awaited, prepared_digit
from cnnviz.ui.session.state import bind, change, current, field

__all__ = [
    "DRAW",
    "MUST_CHOOSE",
    "SOURCES",
    "controls",
    "described",
    "digit_choice",
    "digit_controls",
    "drawing_pad",
    "is_awaited",
    "label",
    "must_choose",
    "network_choice",
    "prepared_digit",
]

SOURCES = {"bundled": "From MNIST", "drawing": "Drawn", "image": "Image"}
#: What a page says of a drawing or picture of the visitor's own, which may be no digit at all.
MUST_CHOOSE = "The network must choose one of ten digits, whatever it sees."


def must_choose() -> str:
    """Return what to say of a digit of the visitor's own, which may be none, or "" for a bundled one."""
    if current().digit.source == "bundled":
        return ""
    try:
        doubtful = doubt.said_of(prepared_digit().digit)
    except ImageError:
        doubtful = ""  # there is nothing to doubt; the page says so
    return f"{doubtful} {MUST_CHOOSE}".strip()


def label() -> int | None:
    """Return the class of the digit, or None if it is unknown."""
    now = current()
    if now.digit.source == "bundled":
        return int(mnist.bundled()[1][now.image.number])
    if now.digit.source == "image" and now.image.name == "digit":
        return int(mnist.bundled()[1][now.image.number])
    return None


def described() -> str:
    """Return a few words that say which digit it is."""
    now = current()
    if now.digit.source == "bundled":
        return f"a handwritten {label()} (sample {now.image.number % BUNDLED_PER_CLASS})"
    return "your drawing" if now.digit.source == "drawing" else "your image"


def controls(page: str, role: networks.Role, *, has_switch: bool = False) -> None:
    """Show the choice of the source, of the bundled digit, and of the network that reads it.

    Args:
        page: The prefix of the widgets' keys; so for the other controls.
        role: The network's role on this page.
        has_switch: Whether a switch on the page offers the shipped networks already.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choose_source(page)
        _choose_bundled(page)
        _choose_found(page)
        if not has_switch or networks.has_own():
            network_choice(page, role, width=194)


def digit_choice(page: str) -> None:
    """Show the choice of the source, and of the bundled or the found digit."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choose_source(page)
        _choose_bundled(page)
        _choose_found(page)


def digit_controls(page: str) -> None:
    """Show the choice of the source and of the bundled digit, and the pad."""
    digit_choice(page)
    drawing_pad(page)
    if sentence := must_choose():
        st.caption(sentence)


def drawing_pad(page: str) -> None:
    """Show the pad if the digit is drawn."""
    if current().digit.source == "drawing":
        pad(page)


def _choose_source(page: str) -> None:
    st.segmented_control(
        "Digit",
        choices("digit", "source"),
        format_func=SOURCES.__getitem__,
        required=True,
        wrap=True,
        **field("digit", "source", key=f"{page}-digit"),
    )


def network_choice(
    page: str, role: networks.Role, *, width: int | Literal["stretch"] = "stretch", labelled: bool = True
) -> None:
    """Show the choice of the network in use in a role.

    Args:
        page: The prefix of the widget's key.
        role: The network's role on this page.
        width: The control's width in pixels.
        labelled: Whether its label is shown, as it is in a row of controls with labels.
    """
    st.selectbox(
        "Network",
        [network.label for network in networks.networks()],
        width=width,
        label_visibility="visible" if labelled else "collapsed",
        **bind(
            f"{page}-name",
            networks.chosen(role).label,
            lambda label: networks.choose_label(label, role),
        ),
    )


def _choose_bundled(page: str) -> None:
    if current().digit.source != "bundled":
        return
    digit, sample = divmod(current().image.number, BUNDLED_PER_CLASS)
    st.pills(
        "Which digit",
        list(range(N_CLASSES)),
        required=True,
        wrap=True,
        **bind(f"{page}-class", digit, lambda value: _set_number(digit=value)),
    )
    st.slider(
        "Sample",
        0,
        BUNDLED_PER_CLASS - 1,
        width=120,
        **bind(f"{page}-sample", sample, lambda value: _set_number(sample=value)),
    )


def _choose_found(page: str) -> None:
    found = found_digits.to_choose_from() if current().digit.source == "image" else []
    if len(found) < 2:
        return
    st.selectbox(
        "Which digit",
        list(range(len(found))),
        format_func=lambda place: f"{place + 1} of {len(found)}",
        width=140,
        help="The page Digits in a picture shows all of them.",
        **bind(f"{page}-found", found_digits.place(found), lambda place: change(digit={"found": place})),
    )


def _set_number(*, digit: int | None = None, sample: int | None = None) -> None:
    """Set which bundled digit is chosen, by its class or by its place within the class.

    The other keeps its current value, which may have changed since the page was shown.
    """
    present_digit, present_sample = divmod(current().image.number, BUNDLED_PER_CLASS)
    digit = present_digit if digit is None else digit
    sample = present_sample if sample is None else sample
    change(image={"number": digit * BUNDLED_PER_CLASS + sample})
