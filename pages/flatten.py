"""Flatten and fully connected: maps become one column, and every number of it votes."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.ui.chapters.flatten import boat, flattened_column, shuffled_pixels, voting
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation
from cnnviz.ui.frame.page_controls import page_controls
from cnnviz.ui.session.state import fragment


@fragment
def page() -> None:
    controls = page_controls()
    with controls:
        view, beside = st.columns(2, vertical_alignment="bottom")
    with view:
        show_view = view_switch("flatten", VIEWS, key="flat-flat_view")
    show_view(controls, beside)


def column(_: DeltaGenerator, beside: DeltaGenerator) -> None:
    flattened_column.show(beside)


def votes(controls: DeltaGenerator, beside: DeltaGenerator) -> None:
    voting.show(controls, beside)


def probabilities(_: DeltaGenerator, __: DeltaGenerator) -> None:
    boat.show()


def shuffle(_: DeltaGenerator, __: DeltaGenerator) -> None:
    shuffled_pixels.show()


#: The name of each view, and the function that shows it: its controls stand below the switch or beside it.
VIEWS = {
    "column": ("Flatten", column),
    "votes": ("Who votes for a digit", votes),
    "boat": ("The boat", probabilities),
    "shuffle": ("Shuffled pixels", shuffle),
}

navigation.run(page)
