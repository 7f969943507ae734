"""The networks of a visitor: the shipped one, those they trained, those they loaded; and the one in use."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz import reading
from cnnviz.network import check_reads_digits
from cnnviz.ui.session import worker_processes
from cnnviz.workers import NetworkFile

SHIPPED = NetworkFile("The built-in network")
_LOADED = "networks"
_TRAINED = "networks trained"
_CHOSEN = "network"


def networks() -> list[NetworkFile]:
    """Return the shipped network, and those that this visitor trained and loaded."""
    trained: list[NetworkFile] = st.session_state.get(_TRAINED, [])
    loaded: dict[str, NetworkFile] = st.session_state.get(_LOADED, {})
    return [SHIPPED, *trained, *loaded.values()]


def chosen() -> NetworkFile:
    """Return the network in use; the shipped one if that is no longer there.

    A run's number, and with it the label, may have changed: then the network is found by its content.
    """
    network: NetworkFile = st.session_state.get(_CHOSEN, SHIPPED)
    known = networks()
    if network in known:
        return network
    return next((other for other in known if other.digest == network.digest), SHIPPED)


def choose(network: NetworkFile) -> None:
    """Use this network from now on."""
    st.session_state[_CHOSEN] = network


def add(network: NetworkFile) -> None:
    """Keep a network for this visitor, in place of one with the same label, and use it."""
    st.session_state.setdefault(_LOADED, {})[network.label] = network
    choose(network)


def offer(trained: Sequence[NetworkFile]) -> None:
    """Replace the networks that this visitor has trained."""
    st.session_state[_TRAINED] = list(trained)


def choose_label(label: str) -> None:
    """Use the network of this label from now on."""
    choose(next((network for network in networks() if network.label == label), SHIPPED))


def read(network: NetworkFile) -> NetworkFile:
    """Return a network from a stranger's file, after all of the file has been checked.

    Raises:
        NetworkError: If it is not a network that reads digits.
        WorkerError: If the worker does not answer.
    """
    described, checked = worker_processes.workers().read_network(network.data or b"")
    check_reads_digits(described)
    return NetworkFile(network.label, checked)


def file(network: NetworkFile) -> bytes:
    """Return the network as a .keras file."""
    return reading.pretrained_bytes() if network.data is None else network.data
