"""The networks of a visitor: those that ship, those they trained, those they loaded; and the one in use.

A network that the visitor has trained or loaded is in use on all pages, until they choose another.
Otherwise a page shows one of the shipped networks, by the role that a network has there:

- "reads": Overview, Inside a network, Softmax and loss, and the pages on pictures that visitors bring. A new
  visitor's network is `pen`, which learned from many people's strokes.
- "explains": Convolution, ReLU, Pooling, Flatten, Evaluate, and Train. A new visitor's network is the
  lecture's, whose numbers stand on its slides: 5,408 after Flatten. Whoever opens a part of a network in its
  picture finds that same network there.

Flatten has a pad as well: `role_for_digit`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from cnnviz import reading
from cnnviz.network import check_reads_digits
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.state import change, current
from cnnviz.workers import NetworkFile

#: What a page does with a network.
Role = Literal["reads", "explains"]
#: The shipped networks that visitors can choose, by name.
SHIPPED = {name: NetworkFile(reader.label, name=name) for name, reader in reading.READERS.items()}
#: The setting that says which shipped network has a role.
_SETTING: dict[Role, str] = {"reads": "reader", "explains": "explained"}
_LOADED = "networks"
_TRAINED = "networks trained"
#: No key of a component: that of Inside a network is "network".
_CHOSEN = "network in use"


def networks() -> list[NetworkFile]:
    """Return the shipped networks, and those that this visitor trained and loaded."""
    return [*SHIPPED.values(), *_own_networks()]


def _own_networks() -> list[NetworkFile]:
    trained: list[NetworkFile] = st.session_state.get(_TRAINED, [])
    loaded: dict[str, NetworkFile] = st.session_state.get(_LOADED, {})
    return [*trained, *loaded.values()]


def has_own() -> bool:
    """Return whether this visitor has trained or loaded a network."""
    return bool(_own_networks())


def own() -> NetworkFile | None:
    """Return the visitor's own network that is in use; None if a shipped one is, or if it is no longer there.

    A run's number, and with it the label, may have changed: then the network is found by its content.
    """
    network: NetworkFile | None = st.session_state.get(_CHOSEN)
    known = _own_networks()
    if network is None or network in known:
        return network
    return next((other for other in known if other.digest == network.digest), None)


def chosen(role: Role = "reads") -> NetworkFile:
    """Return the network in use on a page where it has this role."""
    return own() or SHIPPED[getattr(current().network, _SETTING[role])]


def role_for_digit() -> Role:
    """Return the role where a page explains a network on the visitor's digit.

    Their own digit is read by the network that reads it elsewhere, one of MNIST's by the explained network.
    """
    return "explains" if current().digit.source == "bundled" else "reads"


def choose(network: NetworkFile, role: Role = "reads") -> None:
    """Use this network from now on; a shipped one on the pages where it has this role.

    The card that is open in the picture of the network is one of another network then: it closes.
    """
    st.session_state[_CHOSEN] = None if network.name else network
    if network.name:
        change(network={_SETTING[role]: network.name} | ({"unit": None} if role == "reads" else {}))


def give_up() -> None:
    """Use the shipped networks again."""
    st.session_state[_CHOSEN] = None


def add(network: NetworkFile) -> None:
    """Keep a network for this visitor, in place of one with the same label, and use it."""
    st.session_state.setdefault(_LOADED, {})[network.label] = network
    choose(network)


def offer(trained: Sequence[NetworkFile]) -> None:
    """Replace the networks that this visitor has trained."""
    st.session_state[_TRAINED] = list(trained)


def choose_label(label: str, role: Role = "reads") -> None:
    """Use the network of this label from now on, if there still is one."""
    for network in networks():
        if network.label == label:
            return choose(network, role)
    return give_up()


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
    return reading.pretrained_bytes(network.name) if network.data is None else network.data
