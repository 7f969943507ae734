"""The frame of every page: title, question, image and Take home above it, the ways on and back below it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from cnnviz.ui.components import frame_script
from cnnviz.ui.controls import glossary, image_picker
from cnnviz.ui.frame import take_home
from cnnviz.ui.frame.chapters import CHAPTERS
from cnnviz.ui.session import state

_STYLE = Path(__file__).with_name("frame.css")


def header(page: StreamlitPage) -> DeltaGenerator:
    """Show the page's title and question, the choice of the image, and messages about the image.

    Returns:
        The place of the button Take home, which `footer` fills when the page has run.
    """
    take_home.clear()
    # First: while the page is computed, the browser fetches Streamlit's code for components.
    frame_script.run([chapter.url_path for chapter in CHAPTERS])
    st.html(_STYLE)
    chapter = CHAPTERS[_place(page.title)]
    with st.container(key="page-header"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.header(chapter.title, anchor=False, width="content")
            glossary.explained(chapter.question, width="stretch")
            image_picker.picker()
            place = st.container(width="content")
        image_picker.messages()
    return place


def footer(page: StreamlitPage, take_home_place: DeltaGenerator) -> None:
    """Show Take home, and the buttons for the previous and the next page, which a clicker's keys press."""
    place = _place(page.title)
    with take_home_place:
        take_home.popover()
    back, count, on = st.columns(3, vertical_alignment="center")
    with count.container(horizontal_alignment="center"):
        st.markdown(f"{place + 1} of {len(CHAPTERS)}", width="content")
    if place > 0:
        title, file = CHAPTERS[place - 1].name, CHAPTERS[place - 1].file
        if back.button(title, icon=":material/arrow_back:", help="Key: PageUp", key=frame_script.BACK):
            state.turn_to(file)
    if place + 1 < len(CHAPTERS):
        title, file = CHAPTERS[place + 1].name, CHAPTERS[place + 1].file
        with on.container(horizontal_alignment="right"):
            if st.button(
                title,
                icon=":material/arrow_forward:",
                icon_position="right",
                help="Key: PageDown",
                key=frame_script.ON,
            ):
                state.turn_to(file)


@cache
def _place(name: str) -> int:
    """Return the index of the chapter with this name in the navigation."""
    return next(n for n, chapter in enumerate(CHAPTERS) if chapter.name == name)
