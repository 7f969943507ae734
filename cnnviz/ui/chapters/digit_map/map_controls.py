"""The controls of the map: by which layer's outputs, and how they become flat; which network and digit."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons import digit_map
from cnnviz.lessons.digit_map import LAYERS
from cnnviz.network import Network
from cnnviz.pipeline import choices
from cnnviz.ui.controls import digit_source
from cnnviz.ui.session.state import bind, change, current, field

METHODS = {"pca": "PCA", "tsne": "t-SNE"}
METHOD_HELP = (
    "PCA finds the plane in which the digits spread most.  \n"
    "t-SNE moves digits step by step, so that neighbours stay neighbours."
)
#: The choice of the list of layers while one of `LAYERS` is shown.
_NONE = ""


def show(network: Network) -> None:
    """Show the controls for a network."""
    _choose_layer(network)
    st.segmented_control(
        "How it becomes flat",
        choices("digit_map", "method"),
        format_func=METHODS.__getitem__,
        required=True,
        label_visibility="collapsed",
        help=METHOD_HELP,
        **field("digit_map", "method"),
    )
    with st.popover("Network and digit", key="digit_map-subject"):
        digit_source.network_choice("digit_map", "reads")
        _choose_any_layer(network)
        digit_source.digit_choice("digit_map")


def offered(network: Network) -> list[str]:
    """Return those of `LAYERS` that a network has."""
    return [name for name in LAYERS if name != "convolution" or digit_map.first_convolution(network)]


def shown_choice(network: Network) -> str:
    """Return which of `LAYERS` is shown, or the name of another layer."""
    name = current().digit_map.layer
    return name if name in offered(network) or name in network.names else "hidden"


def _choose_layer(network: Network) -> None:
    name = shown_choice(network)
    others = [name] if name in network.names else []
    st.segmented_control(
        "Digits placed by",
        [*offered(network), *others],
        format_func=lambda one: LAYERS.get(one, one),
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **bind("digit_map-layer", name, _keep),
    )


def _choose_any_layer(network: Network) -> None:
    name = shown_choice(network)
    st.selectbox(
        "Any layer",
        [_NONE, *network.names],
        format_func=lambda one: one or "None of these",
        **bind("digit_map-any_layer", name if name in network.names else _NONE, _keep),
    )


def _keep(name: str) -> None:
    change(digit_map={"layer": name or "hidden"})
