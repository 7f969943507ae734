"""Turn to the page that explains what a visitor has chosen in the picture of a network."""

from __future__ import annotations

import streamlit as st

from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.network import INPUT
from cnnviz.pipeline import Unit
from cnnviz.ui.chapters.build import edited_bricks
from cnnviz.ui.chapters.overview.doors import INPUT_DOOR, door_of
from cnnviz.ui.chapters.overview.opening import Opened, opened
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import change, current, put, turn_to
from cnnviz.ui.session.walked_unit import network_in_use

#: Where a session keeps the unit, or the node, whose page is to be opened.
CHOSEN = "page to open"


def open_unit(unit: Unit) -> None:
    """Open a unit on the page of its layer when the page runs next; Streamlit turns no page in a callback."""
    st.session_state[CHOSEN] = unit


def open_door(node: str) -> None:
    """Open the page that explains a node, or the input, when the page runs next."""
    st.session_state[CHOSEN] = node


def turn() -> None:
    """Turn to the page that was chosen, if one was. Call this before the page shows anything."""
    chosen: Unit | str | None = st.session_state.pop(CHOSEN, None)
    try:
        if isinstance(chosen, Unit):
            _turn_to_unit(chosen)
        elif chosen is not None:
            _turn_to_door(chosen)
    except (ImageError, NetworkError, WorkerError) as error:
        st.error(sentence(error))


def _turn_to_unit(unit: Unit) -> None:
    page, now, brick = opened(Opened(current(), *network_in_use("reads"), unit))
    put(now.replace(network=_same_network()))
    edited_bricks.edit(brick)
    turn_to(f"pages/{page}.py")


def _turn_to_door(node: str) -> None:
    page = _page_of(node)
    change(network=_same_network())
    turn_to(f"pages/{page}.py")


def _same_network() -> dict[str, str]:
    """Return the settings with which the pages explain the network that reads here."""
    return {"explained": current().network.reader}


def _page_of(node: str) -> str:
    """Return the address of the page that explains a node, or the input.

    Raises:
        NetworkError: If the network in use has no such node.
    """
    if node == INPUT:
        return INPUT_DOOR.page
    network, _ = network_answers.parts(networks.chosen())
    for one in network.nodes:
        if one.name == node:
            return door_of(one.layer).page
    raise NetworkError(f"The network in use has no layer with this name. Received: {node}")
