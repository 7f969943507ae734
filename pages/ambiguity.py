"""Ambiguity: where a network doubts, where people do, and why a high probability is not knowledge."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from cnnviz.figures.pictures import Encoded
from cnnviz.ui.chapters.ambiguity import ambiguity_notes, asked_network, guess_view, morph_view, none_view
from cnnviz.ui.chapters.ambiguity.asked_network import AskedNetwork
from cnnviz.ui.controls import glossary
from cnnviz.ui.controls.view_switch import view_switch
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import current, fragment


class View(NamedTuple):
    """What one view shows: its controls, its stage, which returns its picture, and its program."""

    controls: Callable[[], None]
    show: Callable[[AskedNetwork], Encoded | None]
    code: Callable[[AskedNetwork], str]


VIEWS = {
    "morph": ("Morph", View(morph_view.controls, morph_view.show, morph_view.code)),
    "guess": ("Which digit?", View(guess_view.controls, guess_view.show, guess_view.code)),
    "none": ("None of the ten", View(none_view.controls, none_view.show, none_view.code)),
}
WORDS = ("softmax", "confidence", "margin")


@fragment
def page() -> None:
    asked = asked_network.asked()
    with page_controls(horizontal=True, vertical_alignment="center", gap="small"):
        view = view_switch("ambiguity", VIEWS)
        view.controls()
    with page_stage():
        picture = view.show(asked)
        if asked.note:
            st.info(asked.note)
    ambiguity_notes.show(current().ambiguity.view)
    glossary.expander(*WORDS)
    take_home.offer_and_show(view.code(asked), picture)


navigation.run(page)
