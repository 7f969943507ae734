"""The controls of the page: the whole network or one layer; then which photo, or which maps."""

from __future__ import annotations

import streamlit as st

from cnnviz.network import by
from cnnviz.ui.chapters.photo_network import layer_view
from cnnviz.ui.chapters.photo_network.inside_subject import InsideSubject, chosen_layer
from cnnviz.ui.controls import photo_network_picker, subject_choice
from cnnviz.ui.session.state import bind, change, current, field

VIEWS = {"whole": "Whole network", "layer": "One layer"}
ORDERS = {"contrast": "Most contrast first", "channels": "In order"}
OWN_PHOTO = "The button Image at the top takes a photo of your own."
CONTRAST = "A map has high contrast if its numbers differ widely. Maps without any come last."


def choose_view() -> None:
    """Show the choice between the whole network and one layer."""
    st.segmented_control(
        "Shown",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        label_visibility="collapsed",
        **bind("inside-view", current().photo_network.view, _set_view),
    )


def _set_view(view: str | None) -> None:
    if view is not None:  # a second click on the chosen view leaves it
        change(photo_network={"view": view})


def choose_photo() -> None:
    """Show the sample photographs, and the choice of the network."""
    subject_choice.choose_photo("inside", labelled=False)
    with st.popover("More", key="inside-more"):
        photo_network_picker.choose("inside")
        st.markdown(OWN_PHOTO)


def choose_maps(subject: InsideSubject) -> None:
    """Show the choice of the layer, the order of its maps, and the sheet."""
    st.selectbox(
        "Layer",
        subject.layers,
        format_func=lambda name: f"{name} · {by(subject.network.shapes[name])}",
        label_visibility="collapsed",
        width=420,
        **bind("inside-layer", chosen_layer(subject), _set_layer),
    )
    st.selectbox(
        "Order of the maps",
        list(ORDERS),
        format_func=ORDERS.__getitem__,
        label_visibility="collapsed",
        help=CONTRAST,
        width=230,
        **field("photo_network", "order", key="inside-order"),
    )
    n_sheets = layer_view.n_sheets(subject)
    if n_sheets > 1:
        st.selectbox(
            "Sheet",
            range(n_sheets),
            format_func=lambda sheet: f"Sheet {sheet + 1} of {n_sheets}",
            label_visibility="collapsed",
            width=190,
            **bind("inside-sheet", layer_view.sheet(subject), _set_sheet),
        )


def _set_layer(layer: str) -> None:
    change(photo_network={"layer": layer, "sheet": 0, "unit": None})


def _set_sheet(sheet: int) -> None:
    change(photo_network={"sheet": sheet, "unit": None})
