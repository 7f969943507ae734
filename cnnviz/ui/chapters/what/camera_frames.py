"""The frames of the visitor's camera: named one by one, and none is kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import images
from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.photos import Guess
from cnnviz.ui.components.named_photo import Answer, NamedFrame
from cnnviz.ui.session import photo_answers, photo_networks
from cnnviz.ui.session.background_answers import Answers
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

_AWAITED = "camera frame awaited"
_NAMED = "camera frame named"

_guesses: Answers[list[Guess]] = Answers()


@dataclass(frozen=True)
class _Frame:
    """A frame whose names are awaited: its number, a digest of its pixels, and the input of a network."""

    number: int
    digest: str
    x: Array
    network: NetworkFile

    @property
    def question(self) -> tuple[Hashable, Callable[[], list[Guess]]]:
        """The key of its names, and the function that asks for them."""
        return (self.network.name, self.digest), lambda: photo_answers.names_of(self.network, self.x)


def take(number: int, pixels: Array) -> None:
    """Ask for the names of a frame.

    Args:
        number: The frame's number.
        pixels: What the network sees, in the network's size, float32 in [0, 1].
    """
    network = photo_networks.in_use()
    x = photo_networks.described(network.name).preparation.scaled(pixels * 255)
    st.session_state[_AWAITED] = _Frame(number, images.digest(pixels), x, network)


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
    return frame is not None and _guesses.is_ready(*frame.question)


def _answer(frame: _Frame) -> Answer | None:
    try:
        guesses = _guesses.answer(*frame.question)
    except (NetworkError, WorkerError) as error:
        return Answer(said=sentence(error))
    return None if guesses is None else Answer(guesses=guesses)
