"""The controls of the page: which network; the whole or one layer; then which photo, or which maps."""

from __future__ import annotations

import streamlit as st

from cnnviz.network import by
from cnnviz.reading import PHOTO_NETWORKS, RUNNABLE
from cnnviz.ui.chapters.photo_network import layer_view
from cnnviz.ui.chapters.photo_network.inside_subject import InsideSubject, chosen_layer
from cnnviz.ui.controls import photo_network_picker, subject_choice
from cnnviz.ui.session import photo_networks
from cnnviz.ui.session.state import bind, change, current, field

VIEWS = {"whole": "Whole network", "layer": "One layer"}
ORDERS = {"contrast": "Most contrast first", "channels": "In order"}
NETWORKS = "Every network runs right away: with random weights, where trained ones are missing."
TRAINED = "**Trained weights.** {} has learned from 1.28 million photos."
RANDOM = "**Random weights.** {} has learned nothing yet."
NEVER_TRAINED = "**Random weights.** Keras's collection, keras.applications, has no trained weights for {}."
CONTRAST = "A map has high contrast if its numbers differ widely. Maps without contrast come last."


def choose_network() -> None:
    """Show the choice of the network."""
    st.selectbox(
        "Network",
        list(RUNNABLE),
        format_func=RUNNABLE.__getitem__,
        label_visibility="collapsed",
        width=200,
        help=NETWORKS,
        **bind("inside-photo-network", current().photo.network, _set_network),
    )


def _set_network(name: str) -> None:
    change(photo={"network": name}, photo_network={"sheet": 0, "unit": None})


def _set_random(random: bool) -> None:
    change(photo={"weights": "random" if random else "trained"})


def choose_weights(subject: InsideSubject) -> None:
    """Say whether the weights are trained or random, with a switch if trained ones are here.

    The offer of a download says it itself.
    """
    name, label = current().photo.network, subject.file.label
    if name not in PHOTO_NETWORKS:
        st.markdown(NEVER_TRAINED.format(label))
    elif photo_networks.trained_weights_here(name):
        with st.container(horizontal=True, vertical_alignment="center"):
            random = current().photo.weights == "random"
            st.toggle("Random weights", **bind("inside-random", random, _set_random))
            st.markdown((RANDOM if random else TRAINED).format(label), width="content")


def offer_weights() -> None:
    """Offer the download of trained weights that are not here."""
    if current().photo.network in PHOTO_NETWORKS:
        photo_network_picker.offer("inside", "it runs with random weights")


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
    """Show the sample photographs; the button Image at the top takes another."""
    subject_choice.choose_photo("inside", labelled=False)


def choose_maps(subject: InsideSubject) -> None:
    """Show the choice of the layer, the order of its maps, and the sheet."""
    st.selectbox(
        "Layer",
        subject.layers,
        format_func=lambda name: f"{name} · {by(subject.network.shapes[name])}",
        label_visibility="collapsed",
        width=280,
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
            width=150,
            **bind("inside-sheet", layer_view.sheet(subject), _set_sheet),
        )


def _set_layer(layer: str) -> None:
    change(photo_network={"layer": layer, "sheet": 0, "unit": None})


def _set_sheet(sheet: int) -> None:
    change(photo_network={"sheet": sheet, "unit": None})
