"""The network for photographs that a visitor has chosen; until it is on this computer, the one before it.

Pages that name photos need trained weights. Inside the photo network also runs networks with random ones.
"""

from __future__ import annotations

from functools import cache

import streamlit as st

from cnnviz import reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import Network
from cnnviz.reading import PHOTO_NETWORKS, RUNNABLE, PhotoNetwork
from cnnviz.ui.session.state import current
from cnnviz.workers import NetworkFile

#: The networks as the worker knows them, by name: with trained weights, and with random ones.
FILES = {name: NetworkFile(known.label, name=name) for name, known in PHOTO_NETWORKS.items()}
UNTRAINED_FILES = {name: NetworkFile(label, name=name, untrained=True) for name, label in RUNNABLE.items()}
_BEFORE = "photo network in use"


def chosen_name() -> str:
    """Return the name of the chosen network; if it has no trained weights anywhere, the one before it."""
    name = current().photo.network
    return name if name in PHOTO_NETWORKS else _before()


def chosen() -> PhotoNetwork:
    """Return the chosen network that has trained weights, whether they are here or not."""
    return PHOTO_NETWORKS[chosen_name()]


def in_use() -> NetworkFile:
    """Return the network that names photos: the chosen one if it is here, or else the last one that was."""
    if chosen().is_here:
        st.session_state[_BEFORE] = chosen_name()
    before = _before()
    return FILES[before if PHOTO_NETWORKS[before].is_here else reading.PHOTOS]


def _before() -> str:
    before: str = st.session_state.get(_BEFORE, reading.PHOTOS)
    return before


def running() -> NetworkFile:
    """Return the network that runs on Inside the photo network: the chosen one, whatever its weights.

    They are random if the visitor wants them so, or no trained ones are on this computer.
    """
    now = current().photo
    if now.weights == "trained" and trained_weights_here(now.network):
        return in_use()
    return UNTRAINED_FILES[now.network]


def trained_weights_here(name: str) -> bool:
    """Return whether trained weights of a network are on this computer."""
    return name in PHOTO_NETWORKS and PHOTO_NETWORKS[name].is_here


@cache
def described(name: str) -> Network:
    """Return the layers of a network for photographs, by its name. Its weights are not read."""
    return ARCHITECTURES[name]()
