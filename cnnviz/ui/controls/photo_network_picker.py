"""The choice of the network for photographs, and the download of one that is not on this computer yet."""

from __future__ import annotations

import streamlit as st

from cnnviz.downloads import RemoteFile
from cnnviz.pipeline import choices
from cnnviz.reading import PHOTO_NETWORKS
from cnnviz.ui.controls import file_download
from cnnviz.ui.session import photo_networks, shared_downloads, visitor_place
from cnnviz.ui.session.state import current, field
from cnnviz.workers.kept_networks import memory_shortage

ELSEWHERE = (
    "Only someone at the computer that runs the dashboard can download it. "
    "On that computer, open this page at the address localhost."
)


def choose(page: str, *, labelled: bool = True) -> None:
    """Show the choice of the network, each that may have to be downloaded with its size.

    Args:
        page: The prefix of the widget's key.
        labelled: Whether the label takes a line above it.
    """
    key = f"{page}-photo-network"
    bound = field("photo", "network", key=key)
    # Set in every run: in a closed popover, the browser would otherwise begin with the first option.
    st.session_state[key] = current().photo.network
    st.selectbox(
        "Network",
        choices("photo", "network"),
        format_func=_label,
        width=230,
        label_visibility="visible" if labelled else "collapsed",
        help="The first one comes with the dashboard. The others are downloaded once.",
        **bound,
    )


def offer(page: str) -> None:
    """Offer the download of the chosen network if it is not here, or show how far it is.

    Args:
        page: The prefix of the widgets' keys.
    """
    network = photo_networks.chosen()
    if network.weights is None or network.is_here:
        return
    with st.container(border=True, key=f"{page}-download"):
        if shared_downloads.is_running(network.weights):
            st.markdown(_waiting(network.label))
            file_download.progress(network.weights, f"{page}-download-cancel")
        else:
            _offer(page, network.label, network.weights)


def _offer(page: str, label: str, file: RemoteFile) -> None:
    if failure := file_download.failure(file):
        st.error(failure)
    if shortage := memory_shortage(file.n_bytes):
        st.warning(shortage)
    text, button = st.columns([5, 2], vertical_alignment="center")
    if visitor_place.at_the_machine():
        text.markdown(_waiting(label))
        with button:
            file_download.button(file, f"{page}-download-start")
    else:
        text.markdown(f"{_waiting(label)} {ELSEWHERE}")


def _waiting(label: str) -> str:
    before = photo_networks.in_use().label
    return f"**{label}** is not downloaded yet. Until it is, {before} answers."


def _label(name: str) -> str:
    """Return a network's name with its size; it must not change, for the browser knows an option by it."""
    network = PHOTO_NETWORKS[name]
    return network.label if network.weights is None else f"{network.label}, {network.weights.megabytes}"
