"""The network in use: look inside, save it, load another, or go back to the shipped ones."""

from __future__ import annotations

import streamlit as st

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.ui.session import networks
from cnnviz.ui.session.notice import Notice
from cnnviz.workers import NetworkFile

LOADED = "The network you loaded"
_FILE = "train-file"
_NOTICE = Notice("load error")


def show() -> None:
    """Show which network is in use, and the buttons for it."""
    own = networks.own()
    chosen = own or networks.chosen("explains")
    used = _in_a_sentence(own.label) if own else "the built-in networks"
    st.subheader(f"The other pages use {used}", anchor=False)
    with st.container(horizontal=True):
        if st.button("Look inside", icon=":material/hub:"):
            st.switch_page("pages/network.py")
        st.download_button(
            "Save",
            networks.file(chosen),
            file_name="network.keras",
            icon=":material/download:",
            on_click="ignore",
            help=f"Save {_in_a_sentence(chosen.label)} as a file.",
        )
        st.button(
            "Use the built-in networks",
            icon=":material/undo:",
            disabled=own is None,
            on_click=networks.give_up,
        )
    st.file_uploader("Load a network that you saved here (.keras)", type="keras", key=_FILE, on_change=_load)
    _NOTICE.show()


def _in_a_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence.

    >>> _in_a_sentence("The pen network"), _in_a_sentence("LeNet-5")
    ('the pen network', 'LeNet-5')
    """
    first, space, rest = label.partition(" ")
    return f"{first.lower()}{space}{rest}" if first[1:].islower() else label


def _load() -> None:
    file = st.session_state[_FILE]
    _NOTICE.clear()
    if file is not None:
        with _NOTICE.catch(NetworkError, WorkerError):
            networks.add(networks.read(NetworkFile(LOADED, file.getvalue())))
