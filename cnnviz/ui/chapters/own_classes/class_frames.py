"""The frames of the visitor's camera: one is read, another is kept as a picture of a class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.lessons.own_classes import ClassPicture
from cnnviz.ui.session import class_pictures, photo_features
from cnnviz.ui.session.state import current

Array = npt.NDArray[np.float32]

_AWAITED = "class frame awaited"
_FOUND = "class frame found"


@dataclass(frozen=True, eq=False)
class FoundFrame:
    """The number of a frame of the camera and its features; or none, and a sentence that says why."""

    number: int
    features: Array | None
    said: str = ""


def take(number: int, pixels: Array, index: int) -> None:
    """Ask for the features of a frame, and keep the frame if it is one of a class's.

    Args:
        number: The frame's number.
        pixels: What the network sees, in the network's size, float32 in [0, 1].
        index: The index of the class that it is recorded for; -1 for none.
    """
    picture = class_pictures.of_seen(pixels)
    st.session_state[_AWAITED] = (number, picture)
    if index >= 0 and current().own.view == "own":
        class_pictures.add(index, picture)


def found() -> FoundFrame | None:
    """Return the last frame whose features are known; None if there was no frame."""
    if (awaited := _awaited()) is not None and (answer := _answer(*awaited)) is not None:
        st.session_state[_AWAITED] = None
        st.session_state[_FOUND] = answer
    last: FoundFrame | None = st.session_state.get(_FOUND)
    return last


def is_awaited() -> bool:
    """Return whether the features of a frame are not known yet."""
    return _awaited() is not None


def is_ready() -> bool:
    """Return whether `found` would return the awaited frame without waiting."""
    awaited = _awaited()
    return awaited is not None and class_pictures.any_ready([awaited[1]])


def _answer(number: int, picture: ClassPicture) -> FoundFrame | None:
    if picture.seen is None:
        raise ValueError("A frame that is awaited has its pixels.")
    try:
        features = photo_features.features(picture.digest, picture.seen)
    except (NetworkError, WorkerError) as error:
        return FoundFrame(number, None, sentence(error))
    return None if features is None else FoundFrame(number, features)


def _awaited() -> tuple[int, ClassPicture] | None:
    awaited: tuple[int, ClassPicture] | None = st.session_state.get(_AWAITED)
    return awaited
