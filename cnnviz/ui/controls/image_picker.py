"""The choice of the image that all pages use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from cnnviz import images
from cnnviz.errors import ImageError
from cnnviz.mnist import N_BUNDLED
from cnnviz.pipeline import bounds, choices
from cnnviz.ui.controls.pad import pad
from cnnviz.ui.session import image_in_use, state
from cnnviz.ui.session.image_in_use import LABELS
from cnnviz.ui.session.notice import Notice

_AWAITING_FILE = "image awaiting file"
_NOTICE = Notice("image error")


def picker() -> None:
    """Show the popover for the image: its source, grey or colour, and the part that is cut out."""
    settings = state.current().image
    popover = st.popover("Image", icon=":material/image:", on_change="rerun", key="image-picker")
    if not popover.open:
        return
    shown = st.session_state.get(_AWAITING_FILE, settings.name)
    with popover:
        st.pills(
            "Image",
            choices("image", "name"),
            format_func=LABELS.__getitem__,
            required=True,
            **state.bind("image-name", shown, _set_name),
        )
        if shown == "digit":
            label = f"Which of the {N_BUNDLED:,} bundled digits"
            st.slider(label, *bounds("image", "number"), **state.field("image", "number"))
        elif shown == "drawing":
            pad("image")
        elif shown == "upload":
            uploader("image")
        if image_in_use.can_be_brightened():
            st.toggle("Brighten", **state.field("image", "bright"))
        whole = image_in_use.uncropped().pixels
        if whole.ndim == 3:
            st.toggle("Grey", **state.field("image", "grey"))
        _choose_crop(whole.shape[0], whole.shape[1])


def _set_name(name: str | None) -> None:
    if name == "upload" and not image_in_use.has_upload():
        st.session_state[_AWAITING_FILE] = name  # the previous image stays until there is a file
    elif name is not None:
        choose(name)


def choose(name: str) -> None:
    """Let a sample, the digit, the drawing or the upload be the image of all pages, as a whole."""
    _NOTICE.clear()
    st.session_state.pop(_AWAITING_FILE, None)
    _change(name=name, crop=None)


def uploader(page: str, on_taken: Callable[[], None] = lambda: None) -> None:
    """Show where a file is uploaded or a photo is taken.

    Args:
        page: The prefix of the widgets' keys.
        on_taken: Is called after a file or photo, also after one that is refused.
    """

    def take(key: str) -> None:
        file: Any = st.session_state.get(key)
        if file is not None:
            take_file(file.getvalue())
            on_taken()

    st.file_uploader(
        f"A picture: {images.READABLE}", key=f"{page}-file", on_change=take, args=(f"{page}-file",)
    )
    if st.toggle("Take a photo", key=f"{page}-camera-on"):
        st.caption("Browsers allow the camera only on this computer itself (localhost) and over HTTPS.")
        st.camera_input("Camera", key=f"{page}-camera", on_change=take, args=(f"{page}-camera",))


def take_file(data: bytes) -> None:
    """Let a visitor's file be the image of all pages; if it is refused, `messages` says why.

    Args:
        data: A complete file, of any kind.
    """
    _NOTICE.clear()
    with _NOTICE.catch(ImageError):
        image_in_use.keep_upload(images.read(data))
        st.session_state.pop(_AWAITING_FILE, None)
        _change(name="upload", crop=None, bright=False)


def _choose_crop(height: int, width: int) -> None:
    """Show the ranges of rows and columns that are cut out of the picture."""
    if min(height, width) < 2:
        return
    rows, columns = _crop(height, width)

    def set_rows(value: tuple[int, int]) -> None:
        _set_crop(value, _crop(height, width)[1], (height, width))

    def set_columns(value: tuple[int, int]) -> None:
        _set_crop(_crop(height, width)[0], value, (height, width))

    st.slider("Rows", 0, height, **state.bind("image-rows", rows, set_rows))
    st.slider("Columns", 0, width, **state.bind("image-columns", columns, set_columns))


def _crop(height: int, width: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the ranges of rows and columns that are cut out of a picture of this size."""
    top, bottom, left, right = state.current().image.crop or (0, height, 0, width)
    rows, columns = (top, min(bottom, height)), (left, min(right, width))
    if rows[0] >= rows[1] or columns[0] >= columns[1]:
        return (0, height), (0, width)
    return rows, columns


def _set_crop(rows: tuple[int, int], columns: tuple[int, int], size: tuple[int, int]) -> None:
    """Set the crop, unless it is empty because both handles are at the same place."""
    if rows[0] < rows[1] and columns[0] < columns[1]:
        whole = (rows, columns) == ((0, size[0]), (0, size[1]))
        _change(crop=None if whole else (*rows, *columns))


def _change(**image: Any) -> None:
    """Change the image. Every page shows the new one, and no part of the one before."""
    state.change(image=image, walk={"region": None}, digit={"found": None})
    state.change(numbers={"bits_of": "image" if image_in_use.is_the_first() else "smiley"})


def messages() -> None:
    """Show why a file was refused, or what was done to the picture when it was read."""
    _NOTICE.show()
    if note := image_in_use.uncropped().note:
        st.caption(note)
