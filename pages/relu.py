"""ReLU: what becomes of each number of a feature map, and why a network cannot do without."""

import streamlit as st

from cnnviz import export, pipeline
from cnnviz.figures import captions, pictures
from cnnviz.figures.activations import curve
from cnnviz.layers import ACTIVATIONS
from cnnviz.ui.chapters import whole_image_maps
from cnnviz.ui.chapters.relu import without_activation
from cnnviz.ui.components import stage, stepper
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import change, current, field, fragment

WORDS = """
- **Activation**: a function that each number of a feature map goes through by itself.
- **ReLU** (rectified linear unit): the activation max(0, x). What is negative becomes 0, the rest stays.
- **Derivative**: how steep the function is. In training, an error goes back through a number times the
  derivative there: where it is 0, nothing is learned.
"""


@fragment
def page() -> None:
    given = convolved_cutout.convolved_cutout()
    if given is None:
        return
    controls()
    picture = VIEWS[current().relu.view][1](given)
    glossary.expander(WORDS)
    code = export.activation_code(given.cutout.pixels, given.done, current())
    take_home.offer_and_show(code, picture)


def controls() -> None:
    views, names = st.columns([3, 2], vertical_alignment="bottom")
    views.segmented_control(
        "Shown",
        list(VIEWS),
        format_func=lambda view: VIEWS[view][0],
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **field("relu", "view", key="act-relu_view"),
    )
    names.selectbox(
        "Activation",
        list(ACTIVATIONS),
        format_func=lambda name: f"{name}: {ACTIVATIONS[name].formula}",
        help=glossary.ACTIVATION,
        **field("relu", "activation", key="act-activation"),
    )


def cells(given: ConvolvedCutout) -> pictures.Encoded:
    """Show the activation cell by cell, and how many zeros there are before and after."""
    before, name = given.done.output, current().relu.activation
    stepper.show(
        stepper.ActivationOperation(before, name),
        "act-stepper",
        position=place(given),
        tallest=0.6,
        on_position=lambda row, column: change(convolution={"position": (row, column)}),
    )
    after = pipeline.activated(before, current())
    st.markdown(
        f"{convolved_cutout.origin(given)}  \nZeros: **{captions.zeros(before)}** before {name}, "
        f"**{captions.zeros(after)}** after it."
    )
    return pictures.signed(after[..., 0])


def place(given: ConvolvedCutout) -> tuple[int, int]:
    """Return the cell that is looked at: the one of the page Convolution."""
    height, width = given.done.output.shape[:2]
    row, column = current().convolution.position or pipeline.strongest(given.done.output[..., 0])
    return min(row, height - 1), min(column, width - 1)


def whole(given: ConvolvedCutout) -> pictures.Encoded:
    """Show the whole picture's map before and after, in two colours or as the lecture does."""
    st.toggle(
        "Black, grey, white",
        help="As the lecture shows it: negative is black, 0 is grey, positive is white.",
        **field("relu", "toned", key="act-toned"),
    )
    before, after = whole_image_maps.activated(given.chosen.key, given.chosen.pixels, current())
    pictured = [
        whole_image_maps.picture(before, "Feature map"),
        whole_image_maps.picture(after, current().relu.activation, "→"),
    ]
    stage.show(pictured, "act-stage", tallest="52vh")
    if current().relu.toned:
        st.markdown("Black is negative, grey is 0, white is positive: after ReLU no black is left.")
    if differs := convolved_cutout.unlike_whole_image():
        st.caption(differs)
    return after.encoded


def slope(given: ConvolvedCutout) -> None:
    """Show the function and its derivative, and both for the cell that is looked at."""
    name = current().relu.activation
    st.plotly_chart(curve(name), key="act-curve", alt=f"{name} and its derivative, from −4 to 4")
    x = given.done.output[place(given)][0]
    value, steepness = (float(function(x)) for function in ACTIVATIONS[name][1:])
    row, column = place(given)
    st.markdown(
        f"At row {row}, column {column}: x = {captions.number(float(x))}, "
        f"{name}(x) = **{captions.number(value)}**, derivative **{captions.number(steepness)}**: "
        "how much of an error goes back through this number in training."
    )


def why(given: ConvolvedCutout) -> None:
    """Show that without an activation two convolutions are one."""
    without_activation.show(given, "act")


VIEWS = {
    "cells": ("Cell by cell", cells),
    "picture": ("Whole picture", whole),
    "curve": ("The function", slope),
    "why": ("Why not leave it out?", why),
}

navigation.run(page)
