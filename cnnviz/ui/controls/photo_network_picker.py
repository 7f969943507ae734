"""The choice of the network for photographs, and the download of one that is not on this computer yet."""

from __future__ import annotations

import streamlit as st

from cnnviz.downloads import RemoteFile
from cnnviz.reading import PHOTO_NETWORKS
from cnnviz.ui.controls import file_download
from cnnviz.ui.session import photo_networks, shared_downloads, visitor_place
from cnnviz.ui.session.state import bind, change
from cnnviz.workers.kept_networks import memory_shortage

ELSEWHERE = (
    "Only someone at the computer that runs the dashboard can download it. "
    "On that computer, open this page at the address localhost."
)


def choose(page: str, *, labelled: bool = True) -> None:
    """Show the choice of the network with trained weights, each that may have to be downloaded with its size.

    Args:
        page: The prefix of the widget's key.
        labelled: Whether the label takes a line above it.
    """
    key, chosen = f"{page}-photo-network", photo_networks.chosen_name()
    bound = bind(key, chosen, lambda name: change(photo={"network": name}))
    # Set in every run: in a closed popover, the browser would otherwise begin with the first option.
    st.session_state[key] = chosen
    st.selectbox(
        "Network",
        list(PHOTO_NETWORKS),
        format_func=_label,
        width=230,
        label_visibility="visible" if labelled else "collapsed",
        help="The first one comes with the dashboard. The others are downloaded once.",
        **bound,
    )


def offer(page: str, until_then: str = "") -> None:
    """Offer the download of the chosen network if it is not here, or show how far it is.

    Args:
        page: The prefix of the widgets' keys.
        until_then: What happens until it is here, such as "it runs with random weights"; by default, another
            network answers.
    """
    network = photo_networks.chosen()
    if network.weights is None or network.is_here:
        return
    until_then = until_then or f"{photo_networks.in_use().label} answers"
    said = f"**{network.label}** is not downloaded yet. Until it is, {until_then}."
    with st.container(border=True, key=f"{page}-download"):
        if shared_downloads.is_running(network.weights):
            st.markdown(said)
            file_download.progress(network.weights, f"{page}-download-cancel")
        else:
            _offer(page, said, network.weights)


def _offer(page: str, said: str, file: RemoteFile) -> None:
    if failure := file_download.failure(file):
        st.error(failure)
    if shortage := memory_shortage(file.n_bytes):
        st.warning(shortage)
    text, button = st.columns([5, 2], vertical_alignment="center")
    if visitor_place.at_the_machine():
        text.markdown(said)
        with button:
            file_download.button(file, f"{page}-download-start")
    else:
        text.markdown(f"{said} {ELSEWHERE}")


def _label(name: str) -> str:
    """Return a network's name with its size; it must not change, for the browser knows an option by it."""
    network = PHOTO_NETWORKS[name]
    return network.label if network.weights is None else f"{network.label}, {network.weights.megabytes}"
