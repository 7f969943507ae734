"""The pooled maps of several kernels, and the column that Flatten makes of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.layers import sheet
from cnnviz.pipeline import Flattened, choices
from cnnviz.pipeline.settings.layer_settings import MAX_FURTHER
from cnnviz.ui.components import column
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import take_home
from cnnviz.ui.frame.page_controls import page_stage
from cnnviz.ui.session import convolved_cutout, networks
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import bind, change, current
from cnnviz.ui.session.walked_unit import WalkedUnit

Array = npt.NDArray[np.float32]

WORDS = ("flatten", "fully connected", "channel", "channels last")
ORDER = """
Keras goes **place by place**. At each place it takes all channels in turn. In the lecture, each filter gives
a vector of its own. Both orders work, because the next layer learns its weights in the same order. Flatten
takes the feature maps, not the weights of the filters.
"""


def choose_filters() -> None:
    """Show which kernels make further maps."""
    st.multiselect(
        "Further filters",
        choices("flatten", "further"),
        max_selections=MAX_FURTHER,
        placeholder="Only the kernel of the page Convolution",
        help="The first map is that of the page Pooling. Each further kernel makes one more map, a channel.",
        **bind(
            "flat-further",
            list(current().flatten.further),
            lambda names: change(flatten={"further": tuple(names), "place": None}),
        ),
    )


def show(beside: DeltaGenerator) -> None:
    """Show the maps beside their column, in which a number is chosen.

    Args:
        beside: The place beside the switch between the page's views.
    """
    convolved = convolved_cutout.convolved_cutout()
    if convolved is None:
        return
    if convolved.unit is not None and convolved.unit.flattened is not None:
        _show_networks(convolved.unit, convolved.unit.flattened)
        return
    with beside:
        choose_filters()
    try:
        flattened = pipeline.flattened(convolved.cutout.pixels, convolved.now, convolved.done)
    except NetworkError as error:
        st.error(sentence(error))
        return
    wanted = current().flatten.place
    place = flattened.largest if wanted is None else min(wanted, flattened.column.size - 1)
    with page_stage():
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


def _show_networks(unit: WalkedUnit, maps: Array) -> None:
    """Show the maps that the network in use flattens."""
    place = min(current().flatten.place or 0, maps.size - 1)
    row, column_of_map, channel = (int(n) for n in np.unravel_index(place, maps.shape))
    with page_stage():
        column.show(
            maps,
            [f"#{n}" for n in range(maps.shape[2])],
            "flat-column",
            place=place,
            on_place=lambda number: change(flatten={"place": number}),
        )
    height, width, channels = maps.shape
    st.markdown(
        f"These are all maps of {unit.layer}, with the shape {captions.shape(maps)}. Flatten writes them as "
        f"one column of {height}·{width}·{channels} = **{maps.size:,}** numbers. It has no weights. "
        f"Number {place} is row {row}, column {column_of_map} of map {channel}."
    )
    st.markdown(ORDER)
    glossary.expander(*WORDS)
    name = networks.chosen("explains").name
    code = export.flattened_code(current(), unit.node, place, name=name)
    take_home.offer_and_show(code, sheet(maps, 3.0))


def _explain(convolved: ConvolvedCutout, flattened: Flattened) -> None:
    """Say where the maps come from, how many numbers they have, and in which order Keras flattens them."""
    height, width, channels = flattened.maps.shape
    st.markdown(
        f"Activation and pooling leave maps of {captions.shape(flattened.maps)}. Flatten writes them as one "
        f"column of {height}·{width}·{channels} = **{flattened.column.size:,}** numbers. It has no weights. "
        f"{convolved_cutout.origin(convolved)}"
    )
    if flattened.left_out:
        names = ", ".join(flattened.left_out)
        st.caption(f"Left out, because all kernels of a layer have one size and differ: {names}.")
    st.markdown(ORDER)
