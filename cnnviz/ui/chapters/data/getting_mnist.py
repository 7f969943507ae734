"""How to get the complete MNIST: it is here, a path is named, or it is downloaded."""

from __future__ import annotations

import streamlit as st

from cnnviz import mnist
from cnnviz.errors import DataError, sentence
from cnnviz.mnist import N_BUNDLED, fetching
from cnnviz.ui.session import complete_mnist, data_in_use, loaded_digits, visitor_place
from cnnviz.ui.session.notice import Notice
from cnnviz.ui.session.state import change

#: Seconds between two looks at a download.
TOLD_EVERY = 0.5
_NOTICE = Notice("data error")
_AWAITED = "data awaited"
MB = 1e6


def show() -> None:
    """Show where the complete MNIST is, or the ways to get it."""
    present = complete_mnist.shared().download
    running = present is not None and present.state == "running"
    if present is not None and present.state == "done" and st.session_state.pop(_AWAITED, False):
        change(data={"source": "complete"})
        st.rerun()
    if (
        not _NOTICE.show_once()
        and present is not None
        and present.state == "failed"
        and complete_mnist.path() is None
    ):
        st.error(present.error)
    _here()
    if running:
        st.fragment(_watch, run_every=TOLD_EVERY)()
    elif visitor_place.at_the_machine():
        _ways(known=complete_mnist.path() is not None)
    elif complete_mnist.path() is None:
        st.info(
            "Only a visitor at the machine that runs the dashboard can get it: there, open this page by the "
            f"address localhost, or start the dashboard with {mnist.VARIABLE}=path/to/mnist.npz."
        )


def _here() -> None:
    """Say whether the complete MNIST is here."""
    path = complete_mnist.path()
    if path is None:
        st.markdown(
            f"**Bundled**, always here: {N_BUNDLED:,} digits out of MNIST's training part, as many of each "
            "class.  \n"
            f"**Complete**, not here yet: {mnist.N_TRAIN:,} digits to learn from, {mnist.N_TEST:,} others to "
            "judge by."
        )
        return
    try:
        digits = loaded_digits.loaded(str(path))
    except DataError as error:
        st.error(sentence(error))
        return
    where = f" It lies in `{path}`." if visitor_place.at_the_machine() else ""
    st.success(
        f"{digits.name[0].upper()}{digits.name[1:]} is here: {len(digits.x_train):,} digits to learn from, "
        f"{len(digits.x_test):,} to judge by.{where}"
    )
    st.button(
        "Use it",
        type="primary",
        on_click=lambda: change(data={"source": "complete"}),
        disabled=data_in_use.source() != "bundled",
    )


def _ways(*, known: bool) -> None:
    """Offer a visitor at the machine to name a file, or to download Keras's."""
    by_path, or_, over_network = st.columns([6, 1, 4], vertical_alignment="bottom")
    by_path.text_input(
        "Another mnist.npz on this machine, by its path"
        if known
        else "An mnist.npz on this machine, by its path",
        placeholder="/home/me/.keras/datasets/mnist.npz",
        key="data-path",
        on_change=_use,
    )
    if not known:
        or_.markdown("or")
        over_network.button(
            f"Download it: {fetching.N_BYTES / MB:.1f} MB",
            icon=":material/download:",
            type="primary",
            on_click=_start,
            help="The file that keras.datasets.mnist gets, from the same place into the same folder: "
            f"{mnist.cache_file()}",
        )


def _use() -> None:
    text = st.session_state["data-path"]
    if not text.strip():
        return
    with _NOTICE.catch(DataError):
        complete_mnist.use(text)


def _start() -> None:
    complete_mnist.start_download()
    st.session_state[_AWAITED] = True


def _watch() -> None:
    """Show how much has come."""
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
