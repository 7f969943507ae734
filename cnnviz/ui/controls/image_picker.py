"""The one image that all pages work on: what it is, and where the visitor chooses it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import drawing, images, mnist
from cnnviz.errors import ImageError
from cnnviz.figures import pictures
from cnnviz.pipeline import IMAGES, N_BUNDLED
from cnnviz.ui.controls.pad import pad
from cnnviz.ui.session import state

Array = npt.NDArray[np.float32]

LABELS = {
    "china": "Temple",
    "flower": "Flower",
    "smiley": "Smiley",
    "test card": "Test card",
    "digit": "Digit",
    "drawing": "Drawing",
    "upload": "Your own",
}
_UPLOAD = "uploaded image"
_WANTED = "image wanted"
_ERROR = "image error"


@dataclass(frozen=True)
class Chosen:
    """The image as the pages take it: (height, width) or (height, width, 3) float32, and what it is."""

    pixels: Array
    label: str
    key: str
    """The same for the same pixels, for caches."""


def chosen() -> Chosen:
    """Return the visitor's image, cropped and grey if so wished."""
    now = state.current()
    pixels, label, key, _ = _source()
    if now.crop is not None:
        top, bottom, left, right = now.crop
        height, width = pixels.shape[:2]
        if top < min(bottom, height) and left < min(right, width):
            pixels = images.crop(pixels, (top, min(bottom, height)), (left, min(right, width)))
    if now.grey:
        pixels = images.to_grey(pixels)
    return Chosen(pixels, label, f"{key} {now.crop} {now.grey}")


def _source() -> tuple[Array, str, str, str]:
    """Return the whole picture, its name, a key of its content, and what is to be said of it."""
    now = state.current()
    if now.image == "digit":
        digits, labels = mnist.bundled()
        pixels = digits[now.number].astype(np.float32) / np.float32(255)
        return pixels, f"Digit {labels[now.number]}", f"digit {now.number}", ""
    if now.image == "drawing":
        return drawing.render(now.drawing), "Drawing", f"drawing {drawing.to_text(now.drawing)}", ""
    if now.image == "upload":
        return _upload()
    return _sample(now.image), LABELS[now.image], now.image, ""


def _upload() -> tuple[Array, str, str, str]:
    picture: images.Picture | None = st.session_state.get(_UPLOAD)
    if picture is None:
        note = "An uploaded image stays with its visitor and is in no link. Here is a sample instead."
        return _sample(IMAGES[0]), LABELS[IMAGES[0]], IMAGES[0], note
    width, height = picture.original_size
    worked = f"{picture.pixels.shape[1]} × {picture.pixels.shape[0]}"
    shrunk = max(width, height) > images.LONGEST_SIDE
    note = f"Your image of {width:,} × {height:,} pixels is worked on at {worked}." if shrunk else ""
    return picture.pixels, "Your own", st.session_state[_UPLOAD + " digest"], note


@lru_cache(maxsize=8)
def _sample(name: str) -> Array:
    pixels: Array = images.sample_images()[name]()
    pixels.flags.writeable = False
    return pixels


@st.cache_data(max_entries=64, show_spinner=False)
def encoded(key: str, _pixels: Array) -> pictures.Encoded:  # noqa: ARG001 - the key stands for the pixels
    """Return the image as it is sent to the browser; encoded once for each content."""
    return pictures.pixels(_pixels)


def picker() -> None:
    """Show where the image is chosen: a sample, a drawing, a file, the camera; grey or not; a part of it."""
    now = state.current()
    popover = st.popover("Image", icon=":material/image:", on_change="rerun", key="image-picker")
    if not popover.open:
        return
    shown = st.session_state.get(_WANTED, now.image)
    with popover:
        st.pills(
            "Image",
            IMAGES,
            format_func=LABELS.__getitem__,
            required=True,
            **state.bind("image-name", shown, _take_name),
        )
        if shown == "digit":
            st.slider("Which of the 5,000 bundled digits", 0, N_BUNDLED - 1, **state.field("image", "number"))
        elif shown == "drawing":
            pad("image")
        elif shown == "upload":
            _uploader()
        whole = _source()[0]
        if whole.ndim == 3:
            st.toggle("Grey", **state.field("image", "grey"))
        _crop(whole.shape[0], whole.shape[1])


def _take_name(name: str | None) -> None:
    if name == "upload" and _UPLOAD not in st.session_state:
        st.session_state[_WANTED] = name  # the image from before stays until there is a file
    elif name is not None:
        st.session_state.pop(_ERROR, None)
        st.session_state.pop(_WANTED, None)
        state.change(image=name, crop=None, region=None)


def _uploader() -> None:
    """Show the ways for a picture of one's own. A file that cannot be used leaves everything as it was."""
    st.file_uploader(
        "A picture: PNG, JPEG, WebP, GIF, BMP, TIFF or HEIC",
        key="image-file",
        on_change=_take_file,
        args=("image-file",),
    )
    if st.toggle("Take a photo", key="image-camera-on"):
        st.caption("Browsers allow the camera only on this computer itself (localhost) and over HTTPS.")
        st.camera_input("Camera", key="image-camera", on_change=_take_file, args=("image-camera",))


def _take_file(key: str) -> None:
    file: Any = st.session_state.get(key)
    if file is None:
        return
    try:
        picture = images.read(file.getvalue())
    except ImageError as error:
        st.session_state[_ERROR] = str(error)
        return
    st.session_state.pop(_ERROR, None)
    st.session_state.pop(_WANTED, None)
    st.session_state[_UPLOAD] = picture
    st.session_state[_UPLOAD + " digest"] = images.digest(picture.pixels)
    state.change(image="upload", crop=None, region=None)


def _crop(height: int, width: int) -> None:
    """Show two ranges that cut out a part of the picture."""
    if min(height, width) < 2:
        return
    rows, columns = _cropped(height, width)

    def take_rows(value: tuple[int, int]) -> None:
        _take_crop(value, _cropped(height, width)[1], (height, width))

    def take_columns(value: tuple[int, int]) -> None:
        _take_crop(_cropped(height, width)[0], value, (height, width))

    st.slider("Rows", 0, height, **state.bind("image-rows", rows, take_rows))
    st.slider("Columns", 0, width, **state.bind("image-columns", columns, take_columns))


def _cropped(height: int, width: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the rows and columns that are cut out of a picture of this size: or all."""
    top, bottom, left, right = state.current().crop or (0, height, 0, width)
    rows, columns = (top, min(bottom, height)), (left, min(right, width))
    if rows[0] >= rows[1] or columns[0] >= columns[1]:
        return (0, height), (0, width)
    return rows, columns


def _take_crop(rows: tuple[int, int], columns: tuple[int, int], size: tuple[int, int]) -> None:
    """Set the crop; an empty one, with both handles on one place, leaves the one before."""
    if rows[0] < rows[1] and columns[0] < columns[1]:
        whole = (rows, columns) == ((0, size[0]), (0, size[1]))
        state.change(crop=None if whole else (*rows, *columns), region=None)


def messages() -> None:
    """Show what is to be said of the image: why a file was not taken, or that it was shrunk."""
    if error := st.session_state.get(_ERROR):
        st.error(error)
    if note := _source()[3]:
        st.caption(note)
