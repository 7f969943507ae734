"""The networks that a visitor can look into: the shipped one, those they trained, those they loaded."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import streamlit as st

from cnnviz.network import check_reads_digits
from cnnviz.ui.session import worker_processes
from cnnviz.workers import NetworkFile

SHIPPED = NetworkFile("The network that ships")
_LOADED = "networks"
_TRAINED = "networks trained"
_CHOSEN = "network"


def networks() -> list[NetworkFile]:
    """Return what this visitor can look into: the shipped network, and what they trained and loaded."""
    trained: list[NetworkFile] = st.session_state.get(_TRAINED, [])
    loaded: dict[str, NetworkFile] = st.session_state.get(_LOADED, {})
    return [SHIPPED, *trained, *loaded.values()]


def chosen() -> NetworkFile:
    """Return the network that this visitor looks into; the shipped one where it is no longer there.

    A run's number, and with it the label, may have changed since: then the content tells which one it is.
    """
    network: NetworkFile = st.session_state.get(_CHOSEN, SHIPPED)
    there = networks()
    if network in there:
        return network
    return next((one for one in there if one.digest == network.digest), SHIPPED)


def choose(network: NetworkFile) -> None:
    """Look into this network from now on."""
    st.session_state[_CHOSEN] = network


def add(network: NetworkFile) -> None:
    """Keep a network for this visitor, in the place of the one with the same label, and look into it."""
    st.session_state.setdefault(_LOADED, {})[network.label] = network
    choose(network)


def offer(trained: Sequence[NetworkFile]) -> None:
    """Have these at hand as the networks that this visitor has trained, in the place of those before."""
    st.session_state[_TRAINED] = list(trained)


def choose_label(label: str) -> None:
    """Look into the network of this label from now on."""
    choose(next((network for network in networks() if network.label == label), SHIPPED))


def read(network: NetworkFile) -> NetworkFile:
    """Return a stranger's network after everything in its file has been checked.

    Raises:
        NetworkError: if it is none that reads digits.
        WorkerError: if no answer comes.
    """
    described, checked = worker_processes.workers().read_network(network.data or b"")
    check_reads_digits(described)
    return NetworkFile(network.label, checked)


def file(network: NetworkFile) -> bytes:
    """Return the network as a .keras file."""
    if network.data is not None:
        return network.data
    return files("cnnviz.assets").joinpath("lecture.keras").read_bytes()
