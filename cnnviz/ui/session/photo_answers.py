"""What a network for photographs says of an image, computed once for all visitors."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import photos, reading
from cnnviz.photos import Guess, PreparedPhoto
from cnnviz.ui.session import photo_networks, worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

#: The network for photographs that is always here.
PHOTO_NETWORK = photo_networks.FILES[reading.PHOTOS]

_guesses: Answers[list[Guess]] = Answers()


@st.cache_data(max_entries=16, show_spinner=False)
def _prepared(key: str, name: str, _pixels: Array) -> PreparedPhoto:  # noqa: ARG001 - the key stands for the pixels
    return photos.prepared(_pixels, photo_networks.described(name).preparation)


def prepared(image: ImageInUse, network: NetworkFile = PHOTO_NETWORK) -> PreparedPhoto:
    """Return the part of an image that a network sees, and the network's input."""
    return _prepared(image.key, network.name, image.pixels)


def guesses(image: ImageInUse, network: NetworkFile = PHOTO_NETWORK) -> list[Guess] | None:
    """Return the five best names of what is in an image, or None if they are not ready yet.

    No page waits for TensorFlow to start: it is shown without them, and calls again a little later.

    Raises:
        NetworkError: If the network's weights are not on this computer.
        WorkerError: If the worker does not answer, or lacks memory; the next call asks again.
    """
    return _guesses.answer(*_question(image, network))


def guesses_ready(image: ImageInUse, network: NetworkFile = PHOTO_NETWORK) -> bool:
    """Return whether `guesses` would return or raise without waiting."""
    return _guesses.is_ready(*_question(image, network))


def _question(image: ImageInUse, network: NetworkFile) -> tuple[Hashable, Callable[[], list[Guess]]]:
    """Return the key of the guesses, and the function that computes them."""
    x = prepared(image, network).x
    return (network.name, image.key), lambda: names_of(network, x)


def names_of(network: NetworkFile, x: Array) -> list[Guess]:
    """Return the five best names of an input, from the worker."""
    probabilities = worker_processes.workers().prediction(network, x)
    return photos.best(probabilities, photo_networks.described(network.name).classes)
