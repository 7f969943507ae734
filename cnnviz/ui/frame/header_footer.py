"""The header and footer of every page: title, question and image; previous page, Take home, next page."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from cnnviz.ui.components import frame_script
from cnnviz.ui.controls import image_picker
from cnnviz.ui.frame import take_home
from cnnviz.ui.frame.chapters import CHAPTERS


def header(page: StreamlitPage) -> None:
    """Show the page's title and question, and the choice of the image."""
    take_home.clear()
    chapter = CHAPTERS[_place(page.title)]
    heading, image = st.columns([4, 1], vertical_alignment="center")
    with heading, st.container(gap=None):
        st.header(chapter.title, anchor=False)
        st.markdown(chapter.question)
    with image, st.container(horizontal_alignment="right"):
        image_picker.picker()


def footer(page: StreamlitPage) -> None:
    """Show the buttons for the previous and the next page, which a clicker's keys press as well."""
    place = _place(page.title)
    back, take, on = st.columns(3)
    with take.container(horizontal_alignment="center"):
        take_home.popover()
    if place > 0:
        title, file = CHAPTERS[place - 1].title, CHAPTERS[place - 1].file
        if back.button(title, icon=":material/arrow_back:", help="Key: PageUp", key=frame_script.BACK):
            st.switch_page(file)
    if place + 1 < len(CHAPTERS):
        title, file = CHAPTERS[place + 1].title, CHAPTERS[place + 1].file
        with on.container(horizontal_alignment="right"):
            if st.button(
                title,
                icon=":material/arrow_forward:",
                icon_position="right",
                help="Key: PageDown",
                key=frame_script.ON,
            ):
                st.switch_page(file)
    frame_script.run([chapter.url_path for chapter in CHAPTERS])


@cache
def _place(name: str) -> int:
    """Return the index of the chapter with this name."""
    return next(n for n, chapter in enumerate(CHAPTERS) if chapter.name == name)
