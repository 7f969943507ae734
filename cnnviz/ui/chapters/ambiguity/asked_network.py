"""The network that this page asks, in the page's own process and in the browser, without Keras."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import network as networks_as_data
from cnnviz.mnist import SIDE
from cnnviz.network import limits
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import current
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]


class AskedNetwork(NamedTuple):
    """The network, and a sentence if it takes the place of the visitor's own."""

    file: NetworkFile
    note: str = ""


def asked() -> AskedNetwork:
    """Return the network in use; a shipped one if the visitor's is too large or gives no probabilities."""
    file = networks.chosen("reads")
    if not limits.fits_browser(network_answers.parts(file)[0]):
        return AskedNetwork(_shipped(), f"{file.label} is too large for this page. {_instead()}")
    if abs(float(probabilities(file, np.zeros((SIDE, SIDE), np.float32)).sum()) - 1) > 1e-3:
        return AskedNetwork(_shipped(), f"{file.label} gives no probabilities. {_instead()}")
    return AskedNetwork(file)


def others(file: NetworkFile) -> list[NetworkFile]:
    """Return the shipped networks beside this one."""
    return [one for one in networks.SHIPPED.values() if one != file]


def probabilities(file: NetworkFile, digit: Array) -> Array:
    """Return a network's probabilities (10,) for a digit (28, 28) float32 in [0, 1]."""
    return _probabilities(file.digest, digit.tobytes(), file)


@st.cache_data(max_entries=256, show_spinner=False)
def _probabilities(digest: str, digit: bytes, _file: NetworkFile) -> Array:  # noqa: ARG001 - the key
    network, weights = network_answers.parts(_file)
    x = np.frombuffer(digit, np.float32).reshape(SIDE, SIDE, 1)
    return networks_as_data.forward(network, weights, x)[network.outputs[0]]


def _shipped() -> NetworkFile:
    return networks.SHIPPED[current().network.reader]


def _instead() -> str:
    return f"{_shipped().label} answers instead."
