"""The chapters as tiles, in the order of the lecture: a picture, a sentence, and the pages of each group."""

from __future__ import annotations

from html import escape
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import streamlit as st

from cnnviz.ui.chapters.overview.thumbnails import thumbnail
from cnnviz.ui.components import stage
from cnnviz.ui.frame.chapters import CHAPTERS, Chapter

_STYLE = Path(__file__).with_name("tiles.css")
#: What the pages of each group show.
SENTENCES = {
    "See": "For a computer, a picture is a table of numbers.",
    "Convolve": "A small kernel slides over the picture and finds its edges.",
    "Decide": "Ten scores become probabilities, and the largest one wins.",
    "Learn": "Step by step, the loss falls and a kernel takes shape.",
    "Train": "A network sees thousands of digits and makes fewer and fewer mistakes.",
    "Look inside": "Every layer of a network sees something else in one digit.",
}


def groups() -> dict[str, list[Chapter]]:
    """Return the chapters of each group, in the order of the lecture."""
    return {group: list(chapters) for group, chapters in groupby(CHAPTERS, key=attrgetter("group")) if group}


def show() -> None:
    """Show a tile for each group. A click on it opens the group's first page."""
    st.html(_STYLE)
    with st.container(key="tiles"):
        for n, (group, chapters) in enumerate(groups().items()):
            with st.container(key=f"tile-{n}", gap=None):
                _tile(group, chapters)


def _tile(group: str, chapters: list[Chapter]) -> None:
    made = thumbnail(group)
    address = stage.address(made.picture, f"tile {group}")
    st.html(f'<img src="{address}" alt="{escape(made.alt)}" loading="lazy">')
    st.page_link(chapters[0].file, label=f"**{group}**")
    st.markdown(SENTENCES[group])
    with st.container(horizontal=True, gap="small"):
        for chapter in chapters:
            st.page_link(chapter.file, label=chapter.name)
