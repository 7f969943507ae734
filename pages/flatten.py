"""Flatten and fully connected: maps become one column, and every number of it votes."""

import streamlit as st

from cnnviz import export, pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.layers import sheet
from cnnviz.pipeline import Flattened, choices
from cnnviz.pipeline.settings.layer_settings import MAX_FURTHER
from cnnviz.ui.chapters.flatten import boat, shuffled_pixels, voting
from cnnviz.ui.components import column
from cnnviz.ui.controls import glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import convolved_cutout
from cnnviz.ui.session.convolved_cutout import ConvolvedCutout
from cnnviz.ui.session.state import bind, change, current, field, fragment

VIEWS = {
    "column": "Flatten",
    "votes": "Who votes for a digit",
    "boat": "The boat",
    "shuffle": "Shuffled pixels",
}
WORDS = """
- **Flatten**: the numbers of all maps, written one below the other. Nothing is computed, nothing is lost but
  the shape. What follows, a fully connected layer, takes a column and no maps.
- **Channel**: one of the maps that lie on each other; each filter of the convolution makes one.
- **Channels last**: Keras keeps a map's numbers by row, column, channel, and the last runs fastest.
"""
ORDER = """
The lecture lets each filter give a vector of its own, one after the other. Keras goes **place by place**, and
at each place through all filters. Either would do: the weights that follow are learned in the same order.
What is flattened are the maps, not the weights of the filters.
"""


@fragment
def page() -> None:
    view, further = st.columns([3, 2], vertical_alignment="bottom")
    view.segmented_control(
        "What to look at",
        VIEWS,
        format_func=VIEWS.__getitem__,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        **field("flatten", "view", key="flat-flat_view"),
    )
    if current().flatten.view == "column":
        with further:
            filters()
        flatten()
    else:
        {"votes": voting.show, "boat": boat.show, "shuffle": shuffled_pixels.show}[current().flatten.view]()


def filters() -> None:
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


def flatten() -> None:
    given = convolved_cutout.convolved_cutout()
    if given is None:
        return
    try:
        done = pipeline.flattened(given.cutout.pixels, current())
    except NetworkError as error:
        st.error(sentence(error))
        return
    wanted = current().flatten.place
    place = done.largest if wanted is None else min(wanted, done.column.size - 1)
    column.show(
        done.maps, done.names, "flat-column", place=place, on_place=lambda one: change(flatten={"place": one})
    )
    told(given, done)
    glossary.expander(WORDS)
    code = export.flatten_code(given.cutout.pixels, done, current(), place)
    take_home.offer_and_show(code, sheet(done.maps, 3.0))


def told(given: ConvolvedCutout, done: Flattened) -> None:
    """Say how many numbers there are, and in which order."""
    height, width, channels = done.maps.shape
    st.markdown(
        f"{convolved_cutout.origin(given)} Activated and pooled, {captions.shape(done.maps)} becomes one "
        f"column of {height}·{width}·{channels} = **{done.column.size:,}** numbers. Flatten has no weights."
    )
    if done.left_out:
        st.caption(
            f"Left out, since a layer's kernels are of one size and differ: {', '.join(done.left_out)}."
        )
    st.markdown(ORDER)


navigation.run(page)
