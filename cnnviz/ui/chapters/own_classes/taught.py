"""What has been learned from the classes' pictures so far, or why nothing has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.lessons.own_classes import OwnClass, OwnHead, learned, why_not
from cnnviz.ui.chapters.own_classes.class_frames import FoundFrame
from cnnviz.ui.components.own_classes import Read
from cnnviz.ui.session import class_pictures
from cnnviz.ui.session.state import current

Array = npt.NDArray[np.float32]

LOADED = "This comes from your file. Record pictures to learn again."
_LEARNED = "own classes learned"


@dataclass(frozen=True)
class Taught:
    """The last layer that has learned from the classes.

    Args:
        classes: All classes.
        places: The indices of those that it tells apart.
        head: The layer; None if nothing has been learned.
        said: A sentence on it, such as why nothing has been learned.
        is_awaited: Whether it will learn as soon as the pictures' features are known.
    """

    classes: Sequence[OwnClass]
    places: tuple[int, ...]
    head: OwnHead | None
    said: str = ""
    is_awaited: bool = False

    @property
    def shown(self) -> list[tuple[int, OwnClass]]:
        """The classes that have a name, with their indices."""
        return [(index, one) for index, one in enumerate(self.classes) if one.name]

    def read(self, features: Array) -> Read:
        """Return the probability of each shown class for the features (n_features,) of a picture."""
        if self.head is None:
            return Read(said=self.said)
        return Read(shares=self.head.probabilities(features).tolist(), said=self.said)

    def read_frame(self, frame: FoundFrame) -> Read:
        """Return what `read` does for a frame of the camera."""
        return Read(said=frame.said) if frame.features is None else self.read(frame.features)


def taught(classes: Sequence[OwnClass]) -> Taught:
    """Return what can be learned from the classes, or what the visitor has loaded."""
    places = tuple(index for index, one in enumerate(classes) if one.name)
    named = [classes[index] for index in places]
    loaded = class_pictures.loaded() if current().own.view == "own" else None
    if loaded is not None and places == tuple(range(len(loaded.classes))):
        head = replace(loaded, classes=tuple(one.name for one in named))
        return Taught(classes, places, head, LOADED)
    if said := why_not(classes):
        return Taught(classes, places, None, said)
    if any(not len(one.features) for one in named):
        return Taught(classes, places, None, is_awaited=True)
    return Taught(classes, places, _learned(named))


def _learned(named: Sequence[OwnClass]) -> OwnHead:
    """Return the layer that has learned from the classes. It learns again only from other pictures."""
    names = tuple(one.name for one in named)
    known = [[one.digest for one in own.pictures if one.features is not None] for own in named]
    before = st.session_state.get(_LEARNED)
    if before is None or before[0] != known:
        before = (known, learned(names, [own.features for own in named]))
        st.session_state[_LEARNED] = before
    head: OwnHead = before[1]
    return replace(head, classes=names)
