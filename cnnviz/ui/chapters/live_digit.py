"""The network in use, alive on the visitor's digit: what Overview and Inside a network show."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import mnist
from cnnviz.drawing import Drawing
from cnnviz.network import Network, packed
from cnnviz.pipeline import Unit
from cnnviz.ui.chapters.overview.doors import doors
from cnnviz.ui.components import live_network
from cnnviz.ui.components.live_network import Shown
from cnnviz.ui.controls import digit_source
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import change, current
from cnnviz.workers import NetworkFile

#: The places of the samples within their class, and the order of the classes: neighbours look different.
PLACES, ORDER = (7, 123), (3, 8, 0, 5, 2, 7, 4, 9, 6, 1)
#: The numbers of the samples among the bundled digits.
SAMPLES = [digit * mnist.BUNDLED_PER_CLASS + place for place in PLACES for digit in ORDER]


def show(
    key: str, *, unfolded: bool = False, on_open: Callable[[Unit], None], on_door: Callable[[str], None]
) -> None:
    """Show the network in use reading the visitor's digit.

    Args:
        key: The component's key on this page.
        unfolded: Whether all layers and all maps are shown.
        on_open: Is called with the unit that the visitor wants to see on the page of its layer.
        on_door: Is called with the node, or "input", whose page the visitor wants to open.

    Raises:
        ImageError: If there is no digit in the visitor's image.
        NetworkError: If the network's file cannot be read.
    """
    file = networks.chosen()
    network, _ = network_answers.parts(file)
    live_network.show(
        _with_classes(network),
        _weights(file.digest, file),
        key,
        shown=_shown(),
        samples=_samples(),
        preparation="digit",
        doors=doors(network),
        unit=current().network.unit,
        unfolded=unfolded,
        on_drawn=_keep_drawing,
        on_sample=_choose_sample,
        on_unit=lambda unit: change(network={"unit": unit}),
        on_open=on_open,
        on_door=on_door,
    )


def _with_classes(network: Network) -> Network:
    """Return the network with the names of MNIST's classes, unless it has names of its own."""
    if network.classes:
        return network
    return Network(
        network.input_shape,
        network.nodes,
        outputs=network.outputs,
        classes=mnist.CLASS_NAMES,
        preparation=network.preparation,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _weights(digest: str, _network: NetworkFile) -> bytes:  # noqa: ARG001 - the key
    return packed(*network_answers.parts(_network))


@st.cache_resource(show_spinner=False)
def _samples() -> npt.NDArray[np.uint8]:
    return mnist.bundled()[0][SAMPLES][..., None]


def _shown() -> Shown:
    """Return what the network sees: the drawing, a bundled digit, or the digit in the visitor's image."""
    now = current()
    if now.digit.source == "drawing":
        return Shown(drawn=now.image.drawing)
    if now.digit.source == "bundled":
        number = now.image.number
        sample = SAMPLES.index(number) if number in SAMPLES else -1
        return Shown(pixels=mnist.bundled()[0][number], sample=sample)
    return Shown(pixels=np.rint(digit_source.prepared_digit().digit * 255).astype(np.uint8))


def _keep_drawing(drawn: Drawing) -> None:
    change(image={"drawing": drawn}, digit={"source": "drawing"})


def _choose_sample(index: int) -> None:
    change(image={"number": SAMPLES[index]}, digit={"source": "bundled"})


def page_of(node: str) -> str:
    """Return the address of the page that explains a node of the network in use, or the input."""
    return doors(network_answers.parts(networks.chosen())[0])[node]["page"]
