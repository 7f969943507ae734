"""The map on the stage: it waits for the worker, moves while t-SNE goes on, and holds the digit in use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.errors import ImageError, WorkerError, sentence
from cnnviz.lessons.digit_map import Arrangement, DigitMap
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.network import INPUT
from cnnviz.pipeline import Pipeline
from cnnviz.ui.chapters.digit_map import map_words
from cnnviz.ui.components import digit_map as component
from cnnviz.ui.components.digit_map import MapDigits, OwnDigit
from cnnviz.ui.controls import digit_source
from cnnviz.ui.session import digit_maps, network_answers, network_evaluation
from cnnviz.ui.session.state import change, current
from cnnviz.workers import NetworkFile

WAITING = "The network is reading 1,000 digits."
Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class ReadMap:
    """Everything that a map shows: its network and layer, its places, those of the pixels, the answers."""

    network: NetworkFile
    layer: str
    digit_map: DigitMap
    pixels: DigitMap
    evaluation: Evaluation


def shown_map(network: NetworkFile, layer: str) -> ReadMap | None:
    """Return what the map shows, or None if it is not ready yet.

    Raises:
        DataError: If the digits are not there.
        NetworkError: If the network gives no probabilities.
        WorkerError: If the worker does not answer.
    """
    parts = (
        digit_maps.digit_map(network, layer),
        digit_maps.digit_map(network, INPUT),
        network_evaluation.evaluation(network, digit_maps.SOURCE),
    )
    found, pixels, evaluation = parts
    if found is None or pixels is None or evaluation is None:
        return None
    return ReadMap(network, layer, found, pixels, evaluation)


def is_ready(network: NetworkFile, layer: str) -> bool:
    """Return whether `shown_map` would return or raise without waiting; ask the worker what is new."""
    ready = (
        digit_maps.is_ready(network, layer),
        digit_maps.is_ready(network, INPUT),
        network_evaluation.is_ready(network, digit_maps.SOURCE),
    )
    return all(ready)


def wait(network: NetworkFile, layer: str) -> None:
    """Run the page again when the network has read."""

    def rerun_when_ready() -> None:
        if is_ready(network, layer):
            st.rerun()

    st.fragment(rerun_when_ready, run_every=1)()


def show(shown: ReadMap, arrangement: Arrangement | None) -> None:
    """Show the map: in the plane of PCA, or as far as t-SNE has arranged it."""
    digits = digit_maps.mapped_digits()
    points = shown.digit_map.points if arrangement is None else arrangement.points
    labels = digits.y_test.tolist()
    said = map_words.words(
        shown.digit_map,
        shown.pixels,
        labels,
        layer=shown.layer,
        method=current().digit_map.method,
        n_mistakes=shown.evaluation.n_wrong,
    )
    moves = shown.layer != INPUT and current().digit_map == Pipeline().digit_map
    own, failed = None, ""
    try:
        own = own_digit(shown, points, arranged=arrangement is not None)
    except WorkerError as error:
        failed = sentence(error)
    component.show(
        _map_digits(shown),
        points,
        said,
        "digit_map-map",
        start=shown.pixels.points if moves else None,
        own=own,
        chosen=chosen_index(),
        shown=current().digit_map.shown,
        on_pick=_pick,
        on_shown=lambda name: change(digit_map={"shown": name}),
    )
    if failed:
        st.error(failed)
    elif own is None and _own_pixels() is not None:
        _rerun_with_own(shown)


def _rerun_with_own(shown: ReadMap) -> None:
    """Run the page again once the worker has placed the digit in use."""

    def rerun_when_placed() -> None:
        digit = _own_pixels()
        if digit is None or digit_maps.is_placed(shown.network, shown.layer, digit):
            st.rerun()

    st.fragment(rerun_when_placed, run_every=1)()


def _own_pixels() -> npt.NDArray[np.float32] | None:
    """Return the digit in use (28, 28), or None if there is none, or it is one of the map's."""
    if chosen_index() is not None:
        return None
    try:
        return digit_source.prepared_digit().digit
    except ImageError:
        return None


def _map_digits(shown: ReadMap) -> MapDigits:
    digits, evaluation = digit_maps.mapped_digits(), shown.evaluation
    return MapDigits(
        pictures=digits.x_test,
        labels=digits.y_test.tolist(),
        answers=evaluation.predicted.tolist(),
        shares=evaluation.probabilities.max(axis=1).tolist(),
        nearest=shown.digit_map.neighbours[:, 0].tolist(),
    )


def chosen_index() -> int | None:
    """Return the place of the digit in use among those of the map, or None if it is none of them."""
    now = current()
    return digit_maps.index_of(now.image.number) if now.digit.source == "bundled" else None


def own_digit(shown: ReadMap, points: Floats, *, arranged: bool) -> OwnDigit | None:
    """Return the digit in use with its place, or None if there is none, or it is one of the map's.

    Args:
        shown: The map.
        points: The places of its digits.
        arranged: Whether these are t-SNE's.
    """
    digit = _own_pixels()
    if digit is None:
        return None
    place = digit_maps.own_place(shown.network, shown.layer, digit)
    if place is None:
        return None
    across, up = place.among(points) if arranged else place.point
    shares = network_answers.probabilities(shown.network, [digit])[0]
    return OwnDigit(
        pixels=np.rint(digit * 255).astype(np.uint8),
        place=(float(across), float(up)),
        label=digit_source.label(),
        answer=int(shares.argmax()),
        share=float(shares.max()),
        nearest=int(place.neighbours[0]),
    )


def _pick(index: int) -> None:
    change(image={"number": digit_maps.number_of(index)}, digit={"source": "bundled"})
