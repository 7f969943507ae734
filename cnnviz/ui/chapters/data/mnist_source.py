"""Where the complete MNIST is, and how to get it: by the path of a file, or by a download."""

from __future__ import annotations

import streamlit as st

from cnnviz import mnist
from cnnviz.errors import DataError, sentence
from cnnviz.mnist import N_BUNDLED, published
from cnnviz.ui.controls import file_download
from cnnviz.ui.session import complete_mnist, data_in_use, loaded_digits, shared_downloads, visitor_place
from cnnviz.ui.session.notice import Notice
from cnnviz.ui.session.state import change

_NOTICE = Notice("data error")


def show() -> None:
    """Show whether the complete MNIST is on this machine; if not, how to get it."""
    if file_download.finished_here(published.PUBLISHED):
        change(data={"source": "complete"})
        st.rerun()
    known = complete_mnist.path() is not None
    if not _NOTICE.show_once() and not known and (failure := file_download.failure(published.PUBLISHED)):
        st.error(failure)
    _show_presence()
    if shared_downloads.is_running(published.PUBLISHED):
        file_download.progress(published.PUBLISHED, "data-cancel")
    elif visitor_place.at_the_machine():
        _offer_ways(known=known)
    elif not known:
        st.info(
            "Only someone at the computer that runs the dashboard can get it. "
            "On that computer, open this page at the address localhost. "
            f"Or start the dashboard with {mnist.VARIABLE}=path/to/mnist.npz."
        )


def _show_presence() -> None:
    """Say whether the complete MNIST is on this machine, and offer to use it."""
    path = complete_mnist.path()
    if path is None:
        st.markdown(
            f"**{N_BUNDLED:,} digits** come with the dashboard, equally many of each class.  \n"
            f"**All of MNIST** is not here yet: {mnist.N_TRAIN:,} training digits, "
            f"{mnist.N_TEST:,} test digits."
        )
        return
    try:
        digits = loaded_digits.loaded(str(path))
    except DataError as error:
        st.error(sentence(error))
        return
    where = f" The file is `{path}`." if visitor_place.at_the_machine() else ""
    st.success(
        f"{digits.name[0].upper()}{digits.name[1:]} is here: {len(digits.x_train):,} training digits, "
        f"{len(digits.x_test):,} test digits.{where}"
    )
    st.button(
        "Use it",
        type="primary",
        on_click=lambda: change(data={"source": "complete"}),
        disabled=data_in_use.source() != "bundled",
    )


def _offer_ways(*, known: bool) -> None:
    """Offer to name a file or to download Keras's, for a visitor at the machine.

    Args:
        known: Whether there is a file already; then only another can be named.
    """
    path, or_, download = st.columns([6, 1, 4], vertical_alignment="bottom")
    path.text_input(
        "The path of another mnist.npz on this machine"
        if known
        else "The path of an mnist.npz on this machine",
        placeholder="/home/me/.keras/datasets/mnist.npz",
        key="data-path",
        on_change=_use_path,
    )
    if not known:
        or_.markdown("or")
        with download:
            file_download.button(published.PUBLISHED, "data-download")


def _use_path() -> None:
    text = st.session_state["data-path"]
    if not text.strip():
        return
    with _NOTICE.catch(DataError):
        complete_mnist.use(text)
