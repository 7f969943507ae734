"""The pictures of this visitor's own classes: small copies and features, for this visit only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import images, photos, reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.lessons.own_classes import MAX_CLASSES, MOST_PICTURES, ClassPicture, OwnClass, OwnHead
from cnnviz.ui.session import photo_features
from cnnviz.ui.session.state import change, current

Array = npt.NDArray[np.float32]
Pictures = npt.NDArray[np.uint8]

#: The height and width of a small copy.
THUMBNAIL = 64
_PICTURES = "own classes pictures"
_LOADED = "own classes loaded"


def classes() -> list[OwnClass]:
    """Return the visitor's classes: their names, and the pictures so far."""
    return [OwnClass(name, pictures) for name, pictures in zip(current().own.names, _pictures(), strict=True)]


def loaded() -> OwnHead | None:
    """Return the layer that the visitor has loaded, until they give a class a picture."""
    head: OwnHead | None = st.session_state.get(_LOADED)
    return head


def load(head: OwnHead) -> None:
    """Use a layer from a file, with its names, in place of all pictures."""
    names = (*head.classes, *[""] * MAX_CLASSES)[:MAX_CLASSES]
    change(own={"names": names, "view": "own"})
    st.session_state[_PICTURES] = ((),) * MAX_CLASSES
    st.session_state[_LOADED] = head


def add(index: int, picture: ClassPicture) -> bool:
    """Give a class another picture; return whether there was room for it.

    Args:
        index: The class's index.
        picture: A picture of `own_picture`.
    """
    if not 0 <= index < MAX_CLASSES or len(_pictures()[index]) >= MOST_PICTURES:
        return False
    _replace(index, (*_pictures()[index], picture))
    st.session_state[_LOADED] = None
    return True


def clear(index: int) -> None:
    """Delete the pictures of a class."""
    _replace(index, ())


def own_picture(image: Array) -> ClassPicture:
    """Return an image as a class keeps it, until its features are known.

    Args:
        image: (height, width, 3), or (height, width) in grey, float32 in [0, 1].
    """
    prepared = photos.prepared(image, ARCHITECTURES[reading.PHOTOS]().preparation)
    return of_seen(prepared.seen)


def of_seen(seen: Array) -> ClassPicture:
    """Return what the network sees, (224, 224, 3) float32 in [0, 1], as a class keeps it."""
    levels = np.rint(seen * 255).astype(np.uint8)
    small = np.rint(images.shrink(seen, THUMBNAIL) * 255).astype(np.uint8)
    return ClassPicture(images.digest(seen), small, seen=levels)


def take_features() -> None:
    """Give each picture its features, if they are ready.

    Raises:
        NetworkError: If the network's package is not installed.
        WorkerError: If the worker does not answer.
    """
    st.session_state[_PICTURES] = tuple(tuple(map(_with_features, some)) for some in _pictures())


def awaited() -> list[ClassPicture]:
    """Return the pictures whose features are not known yet."""
    return [one for some in _pictures() for one in some if one.features is None]


def any_ready(pictures: Sequence[ClassPicture]) -> bool:
    """Return whether the features of a picture have become known, or an error; ask for all that are new."""
    ready = [photo_features.is_ready(one.digest, one.seen) for one in pictures if one.seen is not None]
    return any(ready)


def _with_features(picture: ClassPicture) -> ClassPicture:
    if picture.seen is None or not photo_features.is_ready(picture.digest, picture.seen):
        return picture
    found = photo_features.features(picture.digest, picture.seen)
    return picture if found is None else picture.with_features(found)


def _pictures() -> tuple[tuple[ClassPicture, ...], ...]:
    pictures: tuple[tuple[ClassPicture, ...], ...] = st.session_state.get(_PICTURES, ((),) * MAX_CLASSES)
    return pictures


def _replace(index: int, pictures: tuple[ClassPicture, ...]) -> None:
    kept = list(_pictures())
    kept[index] = pictures
    st.session_state[_PICTURES] = tuple(kept)
