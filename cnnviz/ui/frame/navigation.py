"""Streamlit's navigation: the pages of all chapters, and how a page runs inside it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cache
from io import BytesIO
from itertools import groupby
from operator import attrgetter

import streamlit as st
from PIL import Image
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from cnnviz.figures import pictures
from cnnviz.kernels import KERNELS
from cnnviz.ui.frame.chapters import AT_ROOT, CHAPTERS, Chapter

_FRAMED = "app.py has run"


@cache
def icon() -> Image.Image:
    """Return the icon of the browser's tab, the kernel Sobel x. A named icon would come from another host."""
    kernel = Image.open(BytesIO(pictures.weights(KERNELS["sobel x"].array).data))
    return kernel.convert("RGBA").resize((48, 48), Image.Resampling.NEAREST)


def pages() -> dict[str, list[StreamlitPage]]:
    """Return the pages of each group, in the order of the lecture; each script run gets its own."""
    st.session_state[_FRAMED] = True
    return {group: [copy(page) for page in made] for group, made in _made().items()}


@cache
def _made() -> dict[str, list[StreamlitPage]]:
    """Return the pages of each group. Making one looks its file up on the disk."""
    return {
        group: [page for chapter in chapters for page in _pages(chapter)]
        for group, chapters in groupby(CHAPTERS, key=attrgetter("group"))
    }


def _pages(chapter: Chapter) -> list[StreamlitPage]:
    """Return a chapter's page; the first chapter has a second page, for its own address beside the root."""
    if chapter.url_path != AT_ROOT:
        return [st.Page(chapter.file, title=chapter.name, url_path=chapter.url_path)]
    return [
        st.Page(chapter.file, title=chapter.name, url_path="start", default=True),
        st.Page(chapter.file, title=chapter.name, url_path=chapter.url_path, visibility="hidden"),
    ]


def run(body: Callable[[], None]) -> None:
    """Run a page's body inside the frame.

    At the first visits after the server's start Streamlit still looks for pages in the folder pages/, and a
    link to a page runs only that page's file. This reruns app.py instead, whose navigation ends that. Each
    of several visitors who come at once has to be asked: the first one has ended it for those who follow.
    """
    if PagesManager.uses_pages_directory or _FRAMED not in st.session_state:
        PagesManager.uses_pages_directory = False
        st.rerun()
    body()
