"""Flatten and fully connected: maps become one column, and every number of it votes."""

import streamlit as st

from cnnviz import pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.figures.layers import sheet
from cnnviz.pipeline import FURTHER, MAX_FURTHER, Flattened
from cnnviz.ui import column, frame, handed, take_home
from cnnviz.ui.handed import Handed
from cnnviz.ui.state import change, current, field, fragment

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


@fragment
def page() -> None:
    st.segmented_control(
        "What to look at",
        VIEWS,
        format_func=VIEWS.__getitem__,
        required=True,
        label_visibility="collapsed",
        **field("flat", "flat_view"),
    )
    {"column": flatten}[current().flat_view]()


def flatten() -> None:
    given = handed.on()
    if given is None:
        return
    st.multiselect(
        "Further filters",
        FURTHER,
        max_selections=MAX_FURTHER,
        help="The first map is that of the page Pooling. Each further kernel makes one more: a channel.",
        **field("flat", "further"),
    )
    try:
        done = pipeline.flattened(given.cutout.pixels, current())
    except NetworkError as error:
        st.error(sentence(error))
        return
    place = done.largest if current().flat is None else current().flat
    column.show(
        done.maps, done.names, "flat-column", place=place, on_place=lambda place: change(flat=place)
    )
    told(given, done)


def told(given: Handed, done: Flattened) -> None:
    pass


frame.run(page)
