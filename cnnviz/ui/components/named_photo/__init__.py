"""A photo with the part that a network sees, this part in the network's size, and the network's best names.

A browser component. On request it shows the camera in place of the photo, cuts one frame a second as
the network sees it, and sends it to Python, which answers with names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.figures.pictures import Encoded
from cnnviz.photos import CropBox, Guess
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.sent_frames import frame_sent

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A network's best names, the best first; or none, and a sentence that says why."""

    guesses: Sequence[Guess] = ()
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photo, and what a network sees of it."""

    picture: Encoded
    label: str
    box: CropBox
    """The part that the network sees, in the photo's pixels."""
    seen: Encoded
    """This part in the network's size, a square."""
    range: str
    """The least and the largest of the network's input, as text."""
    share: float
    """The side of this part, as a share of the photo's shorter side."""


@dataclass(frozen=True, kw_only=True)
class NamedFrame:
    """The number of a frame of the camera, and the answer to it."""

    number: int
    answer: Answer


def show(
    photo: Photo,
    key: str,
    *,
    answer: Answer | None,
    limit: str,
    general: str,
    frame: NamedFrame | None = None,
    on_frame: Callable[[int, Array], None] | None = None,
) -> None:
    """Show a photo and the names of what is in it.

    Args:
        photo: The photo.
        key: The component's key on this page.
        answer: The network's answer; None while it works, so that the answer before stays, dimmed.
        limit: A sentence on what the network cannot know of this photo.
        general: The same of any picture, for the camera.
        frame: The answer to the last frame of the camera.
        on_frame: Is called with the number and the pixels of a frame, (side, side, 3) in [0, 1].
    """

    def take(number: int, text: str) -> None:
        pixels = frame_sent(text, photo.seen.width)
        if pixels is not None and on_frame is not None:
            on_frame(number, pixels)

    _component(
        key=key,
        data=message(photo, key, answer=answer, limit=limit, general=general, frame=frame),
        on_frame_change=lambda: component.call_listener(
            key, "frame", take, lambda number, text: component.is_index(number) and isinstance(text, str)
        ),
    )


def message(
    photo: Photo, key: str, *, answer: Answer | None, limit: str, general: str, frame: NamedFrame | None
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    top, left, bottom, right = photo.box
    picture = _picture(photo.picture, f"{key} photo", f"The picture: {photo.label}")
    content: dict[str, Any] = {
        "picture": {**picture, "mark": [top, left, bottom - top, right - left]},
        "seen": _picture(photo.seen, f"{key} seen", "The part that the network sees"),
        "label": photo.label,
        "range": photo.range,
    }
    told = {
        **content,
        "answer": answer and _told(answer),
        "limit": limit,
        "general": general,
        "cut": {"side": photo.seen.width, "share": photo.share},
        "camera": frame and {"frame": frame.number, "answer": _told(frame.answer)},
        "content": component.digest(content),
    }
    return {**told, "digest": component.digest(told)}


def _picture(encoded: Encoded, place: str, alt: str) -> dict[str, Any]:
    return {
        "src": stage.address(encoded, place),
        "alt": alt,
        "width": encoded.width,
        "height": encoded.height,
        "colours": "pixels",
        "mark": None,
    }


def _told(answer: Answer) -> dict[str, Any]:
    names = [{"name": one.name, "share": one.probability} for one in answer.guesses]
    return {"names": names, "said": answer.said}


_component = component.define("named_photo", html='<div class="room"><div class="named"></div></div>')
