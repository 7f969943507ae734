"""What stands around every page: the navigation, the title with its question, back and on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import NamedTuple

import streamlit as st
from PIL import Image
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from cnnviz.figures import pictures
from cnnviz.kernels import KERNELS
from cnnviz.ui.controls import image_picker
from cnnviz.ui.frame import take_home


class Chapter(NamedTuple):
    """A page: its file, its name in the navigation, title, address, and the question that it answers.

    The names are short, and without signs, so that all of them stand side by side on a projector.
    """

    file: str
    name: str
    title: str
    url_path: str
    question: str


CHAPTERS = (
    Chapter(
        "pages/numbers.py",
        "Numbers",
        "Images are numbers",
        "numbers",
        "What does a computer see when it sees a picture?",
    ),
    Chapter(
        "pages/convolution.py",
        "Convolution",
        "Convolution",
        "convolution",
        "How does a kernel turn an image into a feature map?",
    ),
    Chapter(
        "pages/filters.py",
        "Filters",
        "Filters",
        "filters",
        "What does a small table of numbers, a kernel, make of a whole picture?",
    ),
    Chapter(
        "pages/relu.py",
        "ReLU",
        "ReLU",
        "relu",
        "What does a neuron do with a negative answer?",
    ),
    Chapter(
        "pages/pooling.py",
        "Pooling",
        "Pooling",
        "pooling",
        "What is kept when four numbers become one?",
    ),
    Chapter(
        "pages/relu_pooling.py",
        "Rounds",
        "ReLU and pooling",
        "relu_pooling",
        "What is kept of a feature map, and what is thrown away?",
    ),
    Chapter(
        "pages/receptive_field.py",
        "Field",
        "Receptive field",
        "receptive_field",
        "How much of the image does one unit see?",
    ),
    Chapter(
        "pages/flatten.py",
        "Flatten",
        "Flatten and fully connected",
        "flatten",
        "How do feature maps become a decision?",
    ),
    Chapter(
        "pages/loss.py",
        "Loss",
        "Softmax and loss",
        "loss",
        "How wrong is an answer, in one number to learn from?",
    ),
    Chapter(
        "pages/training_step.py",
        "Step",
        "One training step, by hand",
        "training_step",
        "How do the numbers in a network get better?",
    ),
    Chapter(
        "pages/learn_kernel.py",
        "Learn",
        "Learn a kernel",
        "learn_kernel",
        "How does a network find the numbers in a kernel?",
    ),
    Chapter(
        "pages/data.py",
        "Data",
        "The data",
        "data",
        "What does a network learn from?",
    ),
    Chapter(
        "pages/build.py",
        "Build",
        "Build a network",
        "build",
        "What does a network look like, and what does each layer cost?",
    ),
    Chapter(
        "pages/train.py",
        "Train",
        "Train",
        "train",
        "How does a network get its numbers?",
    ),
    Chapter(
        "pages/evaluate.py",
        "Evaluate",
        "Evaluate",
        "evaluate",
        "How well does it read digits that it has never seen, and which does it get wrong?",
    ),
    Chapter(
        "pages/network.py",
        "Network",
        "Inside a network",
        "network",
        "What does every layer of a trained network see in one digit?",
    ),
)

#: The chapter that opens when none is named.
AT_ROOT = "numbers"


@cache
def icon() -> Image.Image:
    """Return the sign in the browser's tab, Sobel x; a named icon would come from another host."""
    sign = Image.open(BytesIO(pictures.signed(KERNELS["sobel x"].array).data))
    return sign.convert("RGBA").resize((48, 48), Image.Resampling.NEAREST)


def pages() -> list[StreamlitPage]:
    """Return the pages in the order of the lecture; one of them stands at the root and at its own address."""
    return [page for chapter in CHAPTERS for page in _pages(chapter)]


def _pages(one: Chapter) -> list[StreamlitPage]:
    if one.url_path != AT_ROOT:
        return [st.Page(one.file, title=one.name, url_path=one.url_path)]
    return [
        st.Page(one.file, title=one.name, url_path="start", default=True),
        st.Page(one.file, title=one.name, url_path=one.url_path, visibility="hidden"),
    ]


def run(body: Callable[[], None]) -> None:
    """Run a page's body inside the frame.

    The first visit after the server's start finds that Streamlit reads the folder pages/ by itself: a page's
    own link then runs the page's file alone. This hands over to app.py, whose navigation ends that for good.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()
    body()


def header(page: StreamlitPage) -> None:
    """Show the page's title and question, and beside them where the image is chosen."""
    take_home.clear()
    chapter = CHAPTERS[_place(page.title)]
    words, choice = st.columns([4, 1], vertical_alignment="center")
    with words, st.container(gap=None):
        st.header(chapter.title, anchor=False)
        st.markdown(chapter.question)
    with choice, st.container(horizontal_alignment="right"):
        image_picker.picker()


def footer(page: StreamlitPage) -> None:
    """Show the ways to the page before and the page after; a clicker's keys turn them as well."""
    place = _place(page.title)
    back, take, on = st.columns(3)
    with take.container(horizontal_alignment="center"):
        take_home.popover()
    if place > 0:
        title, file = CHAPTERS[place - 1].title, CHAPTERS[place - 1].file
        if back.button(title, icon=":material/arrow_back:", shortcut="pageup", key="page-back"):
            st.switch_page(file)
    if place + 1 < len(CHAPTERS):
        title, file = CHAPTERS[place + 1].title, CHAPTERS[place + 1].file
        with on.container(horizontal_alignment="right"):
            if st.button(
                title,
                icon=":material/arrow_forward:",
                icon_position="right",
                shortcut="pagedown",
                key="page-on",
            ):
                st.switch_page(file)


@cache
def _place(name: str) -> int:
    return next(n for n, chapter in enumerate(CHAPTERS) if chapter.name == name)
