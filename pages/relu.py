"""ReLU: what becomes of each number of a feature map, and why a network cannot do without."""

from collections.abc import Callable

import streamlit as st

from cnnviz import export
from cnnviz.figures.pictures import Encoded
from cnnviz.layers import ACTIVATIONS
from cnnviz.ui.chapters.relu import activation_views, without_activation
from cnnviz.ui.controls import glossary
from cnnviz.ui.controls.map_view_control import map_view_control
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import current, field, fragment

VIEWS: dict[str, tuple[str, Callable[[ConvolvedCutout], Encoded | None]]] = {
    "cells": ("Cell by cell", activation_views.show_steps),
    "picture": ("Whole image", activation_views.show_whole_image),
    "curve": ("The function", activation_views.show_curve),
    "why": ("Why ReLU?", without_activation.show),
}
#: The controls that one view alone has.
VIEW_CONTROLS: dict[str, Callable[[], None]] = {
    "picture": lambda: map_view_control("act-map-view"),
    "why": without_activation.choose_second_kernel,
}
WORDS = ("activation", "ReLU", "derivative")


@fragment
def page() -> None:
    convolved = convolved_cutout.convolved_cutout(signed=True)
    if convolved is None:
        return
    with page_controls():
        views, activations, of_the_view = st.columns([17, 6, 11.6], vertical_alignment="bottom")
        with views:
            show_view = view_switch("relu", VIEWS, label="Shown", key="act-relu_view")
        with activations:
            choose_activation()
        if choose := VIEW_CONTROLS.get(current().relu.view):
            with of_the_view:
                choose()
    with page_stage():
        picture = show_view(convolved)
    glossary.expander(*WORDS)
    cutout = convolved.cutout
    code = export.activation_code(cutout.pixels, convolved.done, convolved.now, corner=convolved.corner)
    take_home.offer_and_show(code, picture)


def choose_activation() -> None:
    """Show where the activation is chosen."""
    st.selectbox(
        "Activation",
        list(ACTIVATIONS),
        format_func=lambda name: f"{name}: {ACTIVATIONS[name].formula}",
        help=glossary.ACTIVATION,
        **field("relu", "activation", key="act-activation"),
    )


navigation.run(page)
