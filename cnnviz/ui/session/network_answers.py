"""A network's logits, layer outputs and weights. Each question is asked once, for all visitors."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.network import Network
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

_logits: Answers[Array] = Answers()


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
    return (network.digest, copied.tobytes()), lambda: worker_processes.workers().logits(network, copied)


@st.cache_data(max_entries=32, show_spinner=False)
def _layer_outputs(digest: str, digit: bytes, _network: NetworkFile) -> dict[str, Array]:  # noqa: ARG001 - the key
    return worker_processes.workers().layer_outputs(
        _network, np.frombuffer(digit, np.float32).reshape(28, 28)
    )


def layer_outputs(network: NetworkFile, digit: Array) -> dict[str, Array]:
    """Return every layer's output for a (28, 28) digit; asked once for each network and digit."""
    return _layer_outputs(network.digest, digit.astype(np.float32).tobytes(), network)


@st.cache_resource(max_entries=4, show_spinner=False)
def _parts(digest: str, _network: NetworkFile) -> tuple[Network, list[Array]]:  # noqa: ARG001 - the key
    return worker_processes.workers().parts(_network)


def parts(network: NetworkFile) -> tuple[Network, list[Array]]:
    """Return a network's layers and all its weights, which are only to be read; asked once for each.

    Raises:
        WorkerError: if no answer comes.
    """
    return _parts(network.digest, network)
