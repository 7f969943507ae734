"""The frames of the visitor's camera: named one by one, and none is kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import images, photos, reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.photos import Guess
from cnnviz.ui.components.named_photo import Answer, NamedFrame
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers
from cnnviz.ui.session.photo_answers import PHOTO_NETWORK

Array = npt.NDArray[np.float32]

_AWAITED = "camera frame awaited"
_NAMED = "camera frame named"

_guesses: Answers[list[Guess]] = Answers()


@dataclass(frozen=True)
class _Frame:
    """A frame whose names are awaited: its number, a digest of its pixels, and the network's input."""

    number: int
    digest: str
    x: Array


def take(number: int, pixels: Array) -> None:
    """Ask for the names of a frame.

    Args:
        number: The frame's number.
        pixels: What the network sees, in the network's size, float32 in [0, 1].
    """
    x = ARCHITECTURES[reading.PHOTOS]().preparation.scaled(pixels * 255)
    st.session_state[_AWAITED] = _Frame(number, images.digest(pixels), x)


def named() -> NamedFrame | None:
    """Return the names of the last frame that has any, and forget its pixels; None if there was no frame."""
    frame: _Frame | None = st.session_state.get(_AWAITED)
    if frame is not None and (answer := _answer(frame)) is not None:
        st.session_state[_AWAITED] = None
        st.session_state[_NAMED] = NamedFrame(number=frame.number, answer=answer)
    last: NamedFrame | None = st.session_state.get(_NAMED)
    return last


def is_awaited() -> bool:
    """Return whether a frame has no names yet."""
    return st.session_state.get(_AWAITED) is not None


def is_ready() -> bool:
    """Return whether `named` would return the names of the awaited frame without waiting."""
    frame: _Frame | None = st.session_state.get(_AWAITED)
    return frame is not None and _guesses.is_ready(frame.digest, lambda: _names(frame.x))


def _answer(frame: _Frame) -> Answer | None:
    try:
        guesses = _guesses.answer(frame.digest, lambda: _names(frame.x))
    except (NetworkError, WorkerError) as error:
        return Answer(said=sentence(error))
    return None if guesses is None else Answer(guesses=guesses)


def _names(x: Array) -> list[Guess]:
    probabilities = worker_processes.workers().prediction(PHOTO_NETWORK, x)
    return photos.best(probabilities, ARCHITECTURES[reading.PHOTOS]().classes)
