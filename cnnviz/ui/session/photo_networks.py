"""The network for photographs that a visitor has chosen; until it is on this computer, the one before it."""

from __future__ import annotations

from functools import cache

import streamlit as st

from cnnviz import reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import Network
from cnnviz.reading import PHOTO_NETWORKS, PhotoNetwork
from cnnviz.ui.session.state import current
from cnnviz.workers import NetworkFile

#: The networks as the worker knows them, by name.
FILES = {name: NetworkFile(known.label, name=name) for name, known in PHOTO_NETWORKS.items()}
_BEFORE = "photo network in use"


def chosen() -> PhotoNetwork:
    """Return the network that the visitor has chosen, whether it is here or not."""
    return PHOTO_NETWORKS[current().photo.network]


def in_use() -> NetworkFile:
    """Return the network that names photos: the chosen one if it is here, or else the last one that was."""
    if chosen().is_here:
        st.session_state[_BEFORE] = current().photo.network
    before: str = st.session_state.get(_BEFORE, reading.PHOTOS)
    return FILES[before if PHOTO_NETWORKS[before].is_here else reading.PHOTOS]


@cache
def described(name: str) -> Network:
    """Return the layers of a network for photographs, by its name. Its weights are not read."""
    return ARCHITECTURES[name]()
