"""The download of a file on the screen: a button with its size, then a bar with its progress, and Cancel."""

from __future__ import annotations

import streamlit as st

from cnnviz.downloads import RemoteFile
from cnnviz.ui.session import shared_downloads, visitor_place

#: Seconds between two updates of the progress.
UPDATED_EVERY = 0.5
_STARTED_HERE = "download started here"
MB = 1e6


def finished_here(file: RemoteFile) -> bool:
    """Return whether the download that this visitor has started is done; True only once."""
    present = shared_downloads.last(file)
    done = present is not None and present.state == "done" and _started() == file.address
    if done:
        del st.session_state[_STARTED_HERE]
    return done


def failure(file: RemoteFile) -> str:
    """Return why the last download of a file failed; "" if it did not."""
    present = shared_downloads.last(file)
    return present.error if present is not None and present.state == "failed" else ""


def button(file: RemoteFile, key: str) -> None:
    """Show the button that starts the download, with the size of the file."""
    st.button(
        f"Download it: {file.megabytes}",
        icon=":material/download:",
        type="primary",
        key=key,
        on_click=_start,
        args=(file,),
        help=f"Downloads {file.name} to {file.place.parent}, where Keras looks for it.",
    )


def progress(file: RemoteFile, key: str) -> None:
    """Show how much of a running download is here, until it ends; then the page runs again."""
    st.fragment(_progress, run_every=UPDATED_EVERY)(file, key)


def _started() -> str | None:
    started: str | None = st.session_state.get(_STARTED_HERE)
    return started


def _start(file: RemoteFile) -> None:
    shared_downloads.start(file)
    st.session_state[_STARTED_HERE] = file.address


def _progress(file: RemoteFile, key: str) -> None:
    present = shared_downloads.last(file)
    if present is None or present.state != "running":
        st.rerun()
    bar, cancel = st.columns([6, 1], vertical_alignment="bottom")
    bar.progress(
        present.share, text=f"Downloading: {present.received / MB:.1f} of {present.size / MB:.1f} MB"
    )
    if visitor_place.at_the_machine():
        cancel.button(
            "Cancel",
            icon=":material/close:",
            on_click=shared_downloads.cancel,
            args=(file,),
            width="stretch",
            key=key,
        )
