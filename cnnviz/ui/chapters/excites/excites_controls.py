"""The controls of the page: whose filters, which layer and filter, and among which pictures."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons.exciting import FilterLayer
from cnnviz.mnist import BUNDLED_TEST_EVERY, N_BUNDLED
from cnnviz.pipeline import bounds, choices
from cnnviz.ui.chapters.excites import excites_words
from cnnviz.ui.chapters.excites.excited_network import ExcitedNetwork, reads_photos
from cnnviz.ui.controls import digit_source
from cnnviz.ui.session import pictures_at_hand
from cnnviz.ui.session.explained_subject import SUBJECTS
from cnnviz.ui.session.state import bind, change, current, field

#: The choice that shows all layers.
ALL = ""
ALL_LAYERS = "All layers"
_CLOSED = {"layer": "", "chosen_filter": None}


def choose_network() -> None:
    """Show the choice of the network. A layer of another network means nothing to it."""
    st.segmented_control(
        "Network",
        choices("excites", "subject"),
        format_func=SUBJECTS.__getitem__,
        required=True,
        wrap=True,
        **bind(
            "excites-subject",
            current().excites.subject,
            lambda name: change(excites={"subject": name, "rank": 0, **_CLOSED}),
        ),
    )


def choose_layer(excited: ExcitedNetwork) -> None:
    """Show the choice of the layer: all, or one that is opened."""
    layers = {one.name: one for one in excited.layers}
    opened = excited.opened
    height, width = excited.described.input_shape[:2]
    st.selectbox(
        "Layer",
        [ALL, *layers],
        format_func=lambda name: (
            f"{name}, {excites_words.sees(layers[name], height, width)}" if name else ALL_LAYERS
        ),
        width=270,
        **bind(
            "excites-layer",
            opened.name if opened else ALL,
            lambda name: change(excites={"layer": name, "chosen_filter": None}),
        ),
    )


def choose_filter(excited: ExcitedNetwork, layer: FilterLayer, filter_index: int | None) -> None:
    """Show the choice of the opened layer's filter.

    Args:
        excited: The network.
        layer: The opened layer.
        filter_index: The filter that is shown; None if it is not known yet.
    """
    classes = excited.described.classes
    label = "Class" if layer.is_output and len(classes) == layer.n_filters else "Filter"
    if filter_index is None:
        st.selectbox(label, ["…"], disabled=True, width=200, key="excites-filter-awaited")
        return
    st.selectbox(
        label,
        range(layer.n_filters),
        format_func=lambda n: excites_words.filter_text(layer, n, classes),
        width=200,
        help="Type a number or a name to find it.",
        **bind("excites-filter", filter_index, lambda n: change(excites={"chosen_filter": n})),
    )


def show_other_filters() -> None:
    """Show the button that turns to the next most selective filter of each layer."""
    largest = bounds("excites", "rank")[1]
    st.button(
        "Other filters",
        icon=":material/navigate_next:",
        help="Shows the next most selective filter of each layer. It responds strongly at few places only.",
        key="excites-others",
        on_click=lambda: change(excites={"rank": (current().excites.rank + 1) % (largest + 1)}),
    )


def show_way_back() -> None:
    """Show the button that leads back to all layers."""
    st.button(
        ALL_LAYERS, icon=":material/arrow_back:", key="excites-back", on_click=lambda: change(excites=_CLOSED)
    )


def choose_pictures() -> None:
    """Show the choice of the digits at hand and the visitor's own, or say where a photo comes from."""
    if reads_photos():
        st.markdown("The button Image at the top adds a photo of your own.")
        return
    labels = {
        "test": f"{N_BUNDLED // BUNDLED_TEST_EVERY:,} test digits",
        "bundled": f"{N_BUNDLED:,} digits",
        "complete": "All of MNIST",
    }
    st.segmented_control(
        "Pictures",
        pictures_at_hand.sources(),
        format_func=labels.__getitem__,
        required=True,
        wrap=True,
        **field("excites", "source"),
    )
    digit_source.digit_choice("excites")
