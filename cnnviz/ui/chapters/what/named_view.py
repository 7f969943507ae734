"""The photo, the part that the network sees, and its five best names; live from the camera on request."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.figures import captions, pictures
from cnnviz.photos import Guess
from cnnviz.ui.chapters.what import camera_frames, unknowable
from cnnviz.ui.components import named_photo
from cnnviz.ui.components.named_photo import Answer, Photo
from cnnviz.ui.session import image_in_use, photo_answers, photo_in_use, photo_networks
from cnnviz.ui.session.image_in_use import ImageInUse

Array = npt.NDArray[np.float32]

KEY = "what-photo"
#: Seconds between two looks for an answer.
EVERY = 0.5


def show(image: ImageInUse) -> Sequence[Guess]:
    """Show an image with its names, and return the names; none while the network works."""
    frame = camera_frames.named()
    answer = _answer(image)
    named_photo.show(
        _photo(image),
        KEY,
        answer=answer,
        limit=unknowable.sentence(photo_in_use.settings().image.name),
        general=unknowable.GENERAL,
        frame=frame,
        on_frame=camera_frames.take,
    )
    if answer is None or camera_frames.is_awaited():
        _rerun_when_ready(image)
    return answer.guesses if answer else ()


def _answer(image: ImageInUse) -> Answer | None:
    """Return the names, or why there are none; None while the network works."""
    try:
        guesses = photo_answers.guesses(image, photo_networks.in_use())
    except (NetworkError, WorkerError) as error:
        return Answer(said=sentence(error))
    return None if guesses is None else Answer(guesses=guesses)


def _photo(image: ImageInUse) -> Photo:
    network = photo_networks.in_use()
    prepared = photo_answers.prepared(image, network)
    return Photo(
        picture=image_in_use.encoded(image.key, image.pixels),
        label=image.label,
        box=prepared.box,
        seen=_seen(image.key, network.name, prepared.seen),
        range=captions.extent(prepared.x),
        share=photo_networks.described(network.name).preparation.share,
    )


@st.cache_data(max_entries=16, show_spinner=False)
def _seen(key: str, network: str, _seen: Array) -> pictures.Encoded:  # noqa: ARG001 - they stand for it
    return pictures.pixels(_seen)


@st.fragment(run_every=EVERY)
def _rerun_when_ready(image: ImageInUse) -> None:
    """Run the page again once the network has answered what is awaited."""
    ready = photo_answers.guesses_ready(image, photo_networks.in_use())
    if camera_frames.is_ready() if camera_frames.is_awaited() else ready:
        st.rerun()
