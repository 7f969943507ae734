"""The network in use, alive on the visitor's digit: what Overview and Inside a network show."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import digits, mnist
from cnnviz.drawing import Drawing
from cnnviz.errors import ImageError, sentence
from cnnviz.network import limits, packed_outputs
from cnnviz.pipeline import Unit
from cnnviz.ui.chapters import live_readers
from cnnviz.ui.chapters.overview.doors import doors
from cnnviz.ui.components import live_network
from cnnviz.ui.components.live_network import Shown
from cnnviz.ui.controls import digit_source
from cnnviz.ui.session import network_answers, networks
from cnnviz.ui.session.state import change, current
from cnnviz.workers import NetworkFile

#: The places of the samples within their class, and the order of the classes: neighbours look different. No
#: network has been trained on every fifth bundled digit.
PLACES, ORDER = (30, 125), (3, 8, 0, 5, 2, 7, 4, 9, 6, 1)
#: The numbers of the samples among the bundled digits.
SAMPLES = [digit * mnist.BUNDLED_PER_CLASS + place for place in PLACES for digit in ORDER]


def show(
    key: str, *, unfolded: bool = False, on_open: Callable[[Unit], None], on_door: Callable[[str], None]
) -> None:
    """Show the network in use reading the visitor's digit; an empty pad and a sentence if there is no digit.

    Below it stands whether what the visitor has drawn looks like a digit.

    Args:
        key: The component's key on this page.
        unfolded: Whether all layers and all maps are shown; then the layer of the open unit is enlarged, too.
        on_open: Is called with the unit that the visitor wants to see on the page of its layer.
        on_door: Is called with the node, or "input", whose page the visitor wants to open.

    Raises:
        NetworkError: If the network's file cannot be read.
        WorkerError: If the network is too large for a browser, and the worker does not answer.
    """
    file = networks.chosen()
    network, _ = network_answers.parts(file)
    shown, missing = _shown_or_reason()
    in_browser = limits.fits_browser(network)
    live_network.show(
        network_answers.with_classes(file, mnist.CLASS_NAMES),
        network_answers.packed_weights(file) if in_browser else None,
        key,
        outputs=None if in_browser else _outputs(file, shown),
        shown=shown,
        samples=_samples(),
        preparation="digit",
        doors=doors(network),
        unit=current().network.unit,
        unfolded=unfolded,
        readers=live_readers.readers(file),
        on_drawn=_keep_drawing,
        on_sample=_choose_sample,
        on_unit=lambda unit: _keep_unit(unit, enlarged=unfolded),
        on_open=on_open,
        on_door=on_door,
        on_reader=live_readers.choose,
    )
    if missing:
        st.error(missing)
    if said := digit_source.must_choose():
        st.markdown(said)


def _outputs(file: NetworkFile, shown: Shown) -> bytes:
    """Return the digit and all layers' outputs for it, computed by a worker."""
    if shown.pixels is not None:
        digit = shown.pixels.astype(np.float32) / np.float32(255)
    elif shown.drawn.strokes:
        digit = digits.from_drawing(shown.drawn).digit
    else:
        digit = np.zeros((mnist.SIDE, mnist.SIDE), np.float32)
    x = digit[..., np.newaxis]
    return packed_outputs(network_answers.parts(file)[0], x, network_answers.layer_outputs(file, x))


@st.cache_resource(show_spinner=False)
def _samples() -> npt.NDArray[np.uint8]:
    return mnist.bundled()[0][SAMPLES][..., None]


def _shown_or_reason() -> tuple[Shown, str]:
    """Return what the network sees, or nothing and a sentence that says why."""
    try:
        return _shown(), ""
    except ImageError as error:
        return Shown(), sentence(error)


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


def _keep_unit(unit: Unit | None, *, enlarged: bool) -> None:
    layer = {"layer": unit.node} if enlarged and unit else {}
    change(network={"unit": unit} | layer)


def _choose_sample(index: int) -> None:
    change(image={"number": SAMPLES[index]}, digit={"source": "bundled"})
