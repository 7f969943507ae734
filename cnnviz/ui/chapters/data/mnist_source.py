"""Where the complete MNIST is, and how to get it: by the path of a file, or by a download."""

from __future__ import annotations

import streamlit as st

from cnnviz import mnist
from cnnviz.errors import DataError, sentence
from cnnviz.mnist import N_BUNDLED, fetching
from cnnviz.ui.session import complete_mnist, data_in_use, loaded_digits, visitor_place
from cnnviz.ui.session.notice import Notice
from cnnviz.ui.session.state import change

#: Seconds between two updates of a download's progress.
UPDATED_EVERY = 0.5
_NOTICE = Notice("data error")
_STARTED_HERE = "data download started here"
MB = 1e6


def show() -> None:
    """Show whether the complete MNIST is on this machine; if not, how to get it."""
    present = complete_mnist.shared().download
    running = present is not None and present.state == "running"
    if present is not None and present.state == "done" and st.session_state.pop(_STARTED_HERE, False):
        change(data={"source": "complete"})
        st.rerun()
    if (
        not _NOTICE.show_once()
        and present is not None
        and present.state == "failed"
        and complete_mnist.path() is None
    ):
        st.error(present.error)
    _show_presence()
    if running:
        st.fragment(_show_progress, run_every=UPDATED_EVERY)()
    elif visitor_place.at_the_machine():
        _offer_ways(known=complete_mnist.path() is not None)
    elif complete_mnist.path() is None:
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
        download.button(
            f"Download it: {fetching.N_BYTES / MB:.1f} MB",
            icon=":material/download:",
            type="primary",
            on_click=_start_download,
            help=f"Downloads the file of keras.datasets.mnist to {mnist.cache_file()}.",
        )


def _use_path() -> None:
    text = st.session_state["data-path"]
    if not text.strip():
        return
    with _NOTICE.catch(DataError):
        complete_mnist.use(text)


def _start_download() -> None:
    complete_mnist.start_download()
    st.session_state[_STARTED_HERE] = True


def _show_progress() -> None:
    """Show how much has been downloaded."""
    present = complete_mnist.shared().download
    if present is None or present.state != "running":
        st.rerun()
    bar, cancel = st.columns([6, 1], vertical_alignment="bottom")
    bar.progress(
        present.share, text=f"Downloading: {present.received / MB:.1f} of {present.size / MB:.1f} MB"
    )
    if visitor_place.at_the_machine():
        cancel.button(
            "Cancel", icon=":material/close:", on_click=complete_mnist.cancel_download, width="stretch"
        )
