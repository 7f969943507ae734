"""What the network for photographs says of an image, computed once for all visitors."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import photos, reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.photos import Guess, PreparedPhoto
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

#: The network for photographs.
PHOTO_NETWORK = NetworkFile("EfficientNet-Lite0", name=reading.PHOTOS)

_guesses: Answers[list[Guess]] = Answers()


@st.cache_data(max_entries=16, show_spinner=False)
def _prepared(key: str, _pixels: Array) -> PreparedPhoto:  # noqa: ARG001 - the key stands for the pixels
    return photos.prepared(_pixels, ARCHITECTURES[reading.PHOTOS]().preparation)


def prepared(image: ImageInUse) -> PreparedPhoto:
    """Return the part of an image that the network sees, and the network's input."""
    return _prepared(image.key, image.pixels)


def guesses(image: ImageInUse) -> list[Guess] | None:
    """Return the five best names of what is in an image, or None if they are not ready yet.

    No page waits for TensorFlow to start: it is shown without them, and calls again a little later.

    Raises:
        NetworkError: If the network's package is not installed.
        WorkerError: If the worker does not answer; the next call asks again.
    """
    return _guesses.answer(*_question(image))


def guesses_ready(image: ImageInUse) -> bool:
    """Return whether `guesses` would return or raise without waiting."""
    return _guesses.is_ready(*_question(image))


def _question(image: ImageInUse) -> tuple[Hashable, Callable[[], list[Guess]]]:
    """Return the key of the guesses, and the function that computes them."""
    x = prepared(image).x

    def compute() -> list[Guess]:
        probabilities = worker_processes.workers().prediction(PHOTO_NETWORK, x)
        return photos.best(probabilities, ARCHITECTURES[reading.PHOTOS]().classes)

    return image.key, compute


def maps(image: ImageInUse, layer: str, channels: Sequence[int] | None = None) -> Array:
    """Return the output of one layer for an image, (height, width, n_channels) or (n_channels,).

    Args:
        image: The image.
        layer: The layer's name.
        channels: The channels that are shown; None for all.

    Raises:
        NetworkError: If there is no such layer or channel.
        WorkerError: If the worker does not answer.
    """
    return _maps(image.key, layer, None if channels is None else tuple(channels), prepared(image).x)


@st.cache_data(max_entries=32, show_spinner=False)
def _maps(key: str, layer: str, channels: tuple[int, ...] | None, _x: Array) -> Array:  # noqa: ARG001 - the key
    return worker_processes.workers().maps(PHOTO_NETWORK, _x, layer, channels)
