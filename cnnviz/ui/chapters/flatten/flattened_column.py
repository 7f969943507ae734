"""The pooled maps of several kernels, and the column that Flatten makes of them."""

from __future__ import annotations

import streamlit as st

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.layers import sheet
from cnnviz.pipeline import Flattened, choices
from cnnviz.pipeline.settings.layer_settings import MAX_FURTHER
from cnnviz.ui.components import column
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import take_home
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import bind, change, current

WORDS = ("flatten", "fully connected", "channel", "channels last")
ORDER = """
The lecture lets each filter give a vector of its own, one after the other. Keras goes **place by place**, and
at each place through all filters. Either would do: the weights that follow are learned in the same order.
What is flattened are the maps, not the weights of the filters.
"""


def choose_filters() -> None:
    """Show which kernels make further maps."""
    st.multiselect(
        "Further filters",
        choices("flatten", "further"),
        max_selections=MAX_FURTHER,
        placeholder="Only the kernel of the page Convolution",
        help="The first map is that of the page Pooling. Each further kernel makes one more: a channel.",
        label_visibility="collapsed",
        **bind(
            "flat-further",
            list(current().flatten.further),
            lambda names: change(flatten={"further": tuple(names), "place": None}),
        ),
    )


def show() -> None:
    """Show the maps beside their column, in which a number is chosen."""
    convolved = convolved_cutout.convolved_cutout()
    if convolved is None:
        return
    try:
        flattened = pipeline.flattened(convolved.cutout.pixels, convolved.now)
    except NetworkError as error:
        st.error(sentence(error))
        return
    wanted = current().flatten.place
    place = flattened.largest if wanted is None else min(wanted, flattened.column.size - 1)
    column.show(
        flattened.maps,
        flattened.names,
        "flat-column",
        place=place,
        on_place=lambda number: change(flatten={"place": number}),
    )
    _explain(convolved, flattened)
    glossary.expander(*WORDS)
    code = export.flatten_code(
        convolved.cutout.pixels, flattened, convolved.now, place, corner=convolved.cutout.corner
    )
    take_home.offer_and_show(code, sheet(flattened.maps, 3.0))


def _explain(convolved: ConvolvedCutout, flattened: Flattened) -> None:
    """Say where the maps come from, how many numbers they have, and in which order Keras flattens them."""
    height, width, channels = flattened.maps.shape
    st.markdown(
        f"{convolved_cutout.origin(convolved)} Activated and pooled, {captions.shape(flattened.maps)} "
        f"becomes one column of {height}·{width}·{channels} = **{flattened.column.size:,}** numbers. "
        "Flatten has no weights."
    )
    if flattened.left_out:
        names = ", ".join(flattened.left_out)
        st.caption(f"Left out, since a layer's kernels are of one size and differ: {names}.")
    st.markdown(ORDER)
