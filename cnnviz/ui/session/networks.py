"""The worker processes, and the networks that a visitor can look into."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.errors import WorkerError
from cnnviz.network import Network, check_reads_digits
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.per_process import once
from cnnviz.workers import NetworkFile, Workers

Array = npt.NDArray[np.float32]

SHIPPED = NetworkFile("The network that ships")
_LOADED = "networks"
_TRAINED = "networks trained"
_CHOSEN = "network"
_logits: Answers[Array] = Answers()


@once
def workers() -> Workers:
    """Return the workers of this dashboard, shared by all visitors."""
    return Workers()


@once
def warm_up() -> None:
    """Have the workers started and warmed in the background, once, so that no page waits for TensorFlow."""
    threading.Thread(target=_warm_up, args=(workers(),), daemon=True, name="warm-up").start()


def _warm_up(warmed: Workers) -> None:
    with suppress(WorkerError):  # the first question starts them again, and tells whoever asks
        warmed.warm_up()


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


def logits(network: NetworkFile, digit: Array) -> Array | None:
    """Return what the network gives for a (28, 28) digit before its softmax (10,), or None if not yet.

    A page that can do without does not wait for TensorFlow: it looks again a little later.

    Raises:
        NetworkError: if the network does not end in a softmax.
        WorkerError: if no answer comes; the next question is a new one.
    """
    return _logits.take(*_question(network, digit))


def answered(network: NetworkFile, digit: Array) -> bool:
    """Return whether `logits` has an answer, or an error, without waiting."""
    return _logits.there(*_question(network, digit))


def _question(network: NetworkFile, digit: Array) -> tuple[Hashable, Callable[[], Array]]:
    """Return what is the same for the same logits, and what works them out."""
    copied = digit.astype(np.float32)
    return (network.digest, copied.tobytes()), lambda: workers().logits(network, copied)


@st.cache_data(max_entries=32, show_spinner=False)
def _layer_outputs(digest: str, digit: bytes, _network: NetworkFile) -> dict[str, Array]:  # noqa: ARG001 - the key
    return workers().layer_outputs(_network, np.frombuffer(digit, np.float32).reshape(28, 28))


def layer_outputs(network: NetworkFile, digit: Array) -> dict[str, Array]:
    """Return every layer's output for a (28, 28) digit; asked once for each network and digit."""
    return _layer_outputs(network.digest, digit.astype(np.float32).tobytes(), network)


@st.cache_resource(max_entries=4, show_spinner=False)
def _parts(digest: str, _network: NetworkFile) -> tuple[Network, list[Array]]:  # noqa: ARG001 - the key
    return workers().parts(_network)


def parts(network: NetworkFile) -> tuple[Network, list[Array]]:
    """Return a network's layers and all its weights, which are only to be read; asked once for each.

    Raises:
        WorkerError: if no answer comes.
    """
    return _parts(network.digest, network)


def read(network: NetworkFile) -> NetworkFile:
    """Return a stranger's network after everything in its file has been checked.

    Raises:
        NetworkError: if it is none that reads digits.
        WorkerError: if no answer comes.
    """
    described, checked = workers().read_network(network.data or b"")
    check_reads_digits(described)
    return NetworkFile(network.label, checked)


def file(network: NetworkFile) -> bytes:
    """Return the network as a .keras file."""
    if network.data is not None:
        return network.data
    return files("cnnviz.assets").joinpath("lecture.keras").read_bytes()
