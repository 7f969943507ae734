"""The classes beside the photo or the camera, and how probable the last layer calls each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.figures.named_picture import named
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.own_classes import MOST_PICTURES, ClassPicture, OwnClass
from cnnviz.photos import Guess
from cnnviz.ui.chapters.own_classes import class_frames, example_classes
from cnnviz.ui.chapters.own_classes.taught import Taught, taught
from cnnviz.ui.components import own_classes
from cnnviz.ui.components.own_classes import ClassRow, Read, ReadFrame, ReadPhoto
from cnnviz.ui.session import class_pictures, image_in_use, photo_answers, photo_features, photo_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current

Array = npt.NDArray[np.float32]

KEY = "own-classes"
#: Seconds between two looks for an answer.
EVERY = 0.5


def show() -> Taught:
    """Show the classes, and return what has been learned."""
    image = photo_in_use.picture()
    picture = _as_seen(image.key, image)
    try:
        learned = taught(_classes())
        features = photo_features.features(picture.digest, _seen(picture))
        read = None if features is None or learned.is_awaited else learned.read(features)
    except (NetworkError, WorkerError) as error:
        learned, read = Taught(class_pictures.classes(), (), None, said=sentence(error)), None
        read = Read(said=learned.said)
    frame = class_frames.found()
    own_classes.show(
        [_row(index, one) for index, one in learned.shown],
        _photo(image),
        KEY,
        read=read,
        most=MOST_PICTURES,
        teaching=_is_own(),
        frame=None if frame is None else ReadFrame(number=frame.number, read=learned.read_frame(frame)),
        on_frame=class_frames.take,
        on_clear=class_pictures.clear,
    )
    if read is None or class_frames.is_awaited() or class_pictures.awaited():
        _rerun_when_ready(picture)
    return learned


def picture(learned: Taught) -> Encoded:
    """Return the photo with the probability of each class; the photo alone if it has not been read."""
    image = photo_in_use.picture()
    part = _as_seen(image.key, image)
    try:
        features = photo_features.features(part.digest, _seen(part))
    except (NetworkError, WorkerError):
        features = None  # the page has said why
    shares = () if features is None or learned.is_awaited else learned.read(features).shares
    guesses = [
        Guess(index, one.name, share) for (index, one), share in zip(learned.shown, shares, strict=False)
    ]
    return named(image.pixels, photo_answers.prepared(image).box, guesses)


def _is_own() -> bool:
    return current().own.view == "own"


def _classes() -> list[OwnClass]:
    """Return the classes in use, with the features that are known.

    Raises:
        NetworkError: If the network's package is not installed.
        WorkerError: If the worker does not answer.
    """
    if not _is_own():
        return example_classes.classes()
    class_pictures.take_features()
    return class_pictures.classes()


def _row(index: int, one: OwnClass) -> ClassRow:
    return ClassRow(index=index, name=one.name, thumbnails=[picture.thumbnail for picture in one.pictures])


def _photo(image: ImageInUse) -> ReadPhoto:
    preparation = ARCHITECTURES[reading.PHOTOS]().preparation
    prepared = photo_answers.prepared(image)
    return ReadPhoto(
        picture=image_in_use.encoded(image.key, image.pixels),
        label=image.label,
        box=prepared.box,
        side=prepared.seen.shape[0],
        share=preparation.share,
    )


@st.cache_data(max_entries=16, show_spinner=False)
def _as_seen(key: str, _image: ImageInUse) -> ClassPicture:  # noqa: ARG001 - the key stands for the image
    return class_pictures.of_seen(photo_answers.prepared(_image).seen)


def _seen(picture: ClassPicture) -> npt.NDArray[np.uint8]:
    if picture.seen is None:
        raise ValueError("The picture that is read keeps what the network sees.")
    return picture.seen


@st.fragment(run_every=EVERY)
def _rerun_when_ready(picture: ClassPicture) -> None:
    """Run the page again once something that is awaited is there."""
    awaited = class_pictures.awaited() if _is_own() else []
    ready = class_pictures.any_ready([picture, *awaited])
    if class_frames.is_awaited():
        ready = class_frames.is_ready()
    elif not _is_own():
        ready = ready and example_classes.is_ready()
    if ready:
        st.rerun()
