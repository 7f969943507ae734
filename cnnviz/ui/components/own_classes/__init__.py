"""Classes of the visitor's own: their pictures, and how probable each is for a photo or the camera's frame.

A browser component. On request it shows the camera in place of the photo, cuts one frame a second as the
network sees it, and sends it to Python, with the class that it is recorded for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.figures import pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.photos import CropBox
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.sent_frames import frame_sent

Array = npt.NDArray[np.float32]
Pictures = npt.NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True, eq=False)
class ClassRow:
    """A class: its name, and small copies of its pictures."""

    index: int
    """The class's index, under which its pictures are sent."""
    name: str
    thumbnails: Sequence[Pictures]
    """Each (side, side, 3) uint8."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """The probabilities of the classes, one for each row; or none, and a sentence that says why."""

    shares: Sequence[float] = ()
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class ReadPhoto:
    """A photo, and the part of it that the network sees."""

    picture: Encoded
    label: str
    box: CropBox
    side: int
    """The height and width of what the network sees."""
    share: float
    """The side of the part that it sees, as a share of the photo's shorter side."""


@dataclass(frozen=True, kw_only=True)
class ReadFrame:
    """The number of a frame of the camera, and what the network says of it."""

    number: int
    read: Read


def show(
    rows: Sequence[ClassRow],
    photo: ReadPhoto,
    key: str,
    *,
    read: Read | None,
    most: int,
    teaching: bool,
    frame: ReadFrame | None = None,
    on_frame: Callable[[int, Array, int], None] | None = None,
    on_clear: Callable[[int], None] | None = None,
) -> None:
    """Show the classes beside a photo.

    Args:
        rows: The classes.
        photo: The photo.
        key: The component's key on this page.
        read: What the network says of the photo; None while it works.
        most: The most pictures of a class.
        teaching: Whether the visitor can record pictures.
        frame: What the network says of the last frame of the camera.
        on_frame: Is called with a frame's number, its pixels (side, side, 3) in [0, 1], and the index of the
            class that it is recorded for, or -1.
        on_clear: Is called with the index of the class whose pictures are to be deleted.
    """
    indices = [row.index for row in rows]

    def take(number: int, text: str, index: int) -> None:
        pixels = frame_sent(text, photo.side)
        if pixels is not None and on_frame is not None:
            on_frame(number, pixels, index)

    def is_frame(number: object, text: object, index: object) -> bool:
        return component.is_index(number) and isinstance(text, str) and (index == -1 or index in indices)

    _component(
        key=key,
        data=message(rows, photo, key, read=read, most=most, teaching=teaching, frame=frame),
        on_frame_change=lambda: component.call_listener(key, "frame", take, is_frame),
        on_cleared_change=lambda: component.call_listener(
            key, "cleared", on_clear, lambda index: component.is_index(index) and index in indices
        ),
    )


def message(
    rows: Sequence[ClassRow],
    photo: ReadPhoto,
    key: str,
    *,
    read: Read | None,
    most: int,
    teaching: bool,
    frame: ReadFrame | None,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    top, left, bottom, right = photo.box
    content: dict[str, Any] = {
        "picture": {
            "src": stage.address(photo.picture, f"{key} photo"),
            "alt": f"The picture: {photo.label}",
            "width": photo.picture.width,
            "height": photo.picture.height,
            "colours": "pixels",
            "mark": [top, left, bottom - top, right - left],
        },
        "label": photo.label,
    }
    told = {
        **content,
        "rows": [_described(row, key) for row in rows],
        "most": most,
        "teaching": teaching,
        "read": read and _told(read),
        "cut": {"side": photo.side, "share": photo.share},
        "camera": frame and {"frame": frame.number, "read": _told(frame.read)},
        "content": component.digest(content),
    }
    return {**told, "digest": component.digest(told)}


def _described(row: ClassRow, key: str) -> dict[str, Any]:
    sheet = None
    if row.thumbnails:
        encoded = pictures.tiles(np.stack(row.thumbnails), len(row.thumbnails))
        sheet = stage.address(encoded, f"{key} class {row.index}")
    return {"index": row.index, "name": row.name, "count": len(row.thumbnails), "sheet": sheet}


def _told(read: Read) -> dict[str, Any]:
    return {"shares": list(read.shares), "said": read.said}


_component = component.define("own_classes", html='<div class="room"><div class="own"></div></div>')
