"""The image that all pages use: a sample, a digit, a drawing, or the visitor's own picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import drawing, images, mnist
from cnnviz.figures import pictures
from cnnviz.pipeline import Pipeline
from cnnviz.ui.session import state

Array = npt.NDArray[np.float32]

#: The name of each image on the screen, in the order of the picker.
LABELS = {name: sample.label for name, sample in images.samples().items()} | {
    "digit": "Digit",
    "drawing": "Drawing",
    "upload": "Your own",
}
_UPLOAD = "uploaded image"


@dataclass(frozen=True)
class ImageInUse:
    """The image in use, as pages take it.

    `pixels` are (height, width) or (height, width, 3) float32 in [0, 1].
    """

    pixels: Array
    label: str
    key: str
    """A key for caches: equal for equal pixels only."""
    note: str = ""
    """A sentence that the visitor should read about it, or ""."""


@dataclass(frozen=True)
class Upload:
    """The visitor's own picture and a digest of its pixels."""

    picture: images.DecodedImage
    digest: str


def chosen() -> ImageInUse:
    """Return the visitor's image, cropped and in grey as they have set."""
    now = state.current().image
    whole = uncropped()
    pixels = whole.pixels
    if now.crop is not None:
        top, bottom, left, right = now.crop
        height, width = pixels.shape[:2]
        if top < min(bottom, height) and left < min(right, width):
            pixels = images.crop(pixels, (top, min(bottom, height)), (left, min(right, width)))
    if now.grey:
        pixels = images.to_grey(pixels)
    return ImageInUse(pixels, whole.label, f"{whole.key} {now.crop} {now.grey}", whole.note)


def uncropped() -> ImageInUse:
    """Return the visitor's whole image in its own colours."""
    now = state.current().image
    if now.name == "digit":
        digits, labels = mnist.bundled()
        pixels = digits[now.number].astype(np.float32) / np.float32(255)
        return ImageInUse(pixels, f"Digit {labels[now.number]}", f"digit {now.number}")
    if now.name == "drawing":
        text = drawing.to_text(now.drawing)
        return ImageInUse(drawing.render(now.drawing), LABELS["drawing"], f"drawing {text}")
    if now.name == "upload":
        return _uploaded()
    return sample(now.name)


def is_the_first() -> bool:
    """Return whether the image is the one that every visitor begins with."""
    now, first = state.current().image, Pipeline().image
    return (now.name, now.crop, now.grey) == (first.name, first.crop, first.grey)


def is_chosen() -> bool:
    """Return whether the visitor has chosen the image; until then, a page may begin with an example."""
    return state.current().numbers.bits_of == "image" or not is_the_first()


def upload() -> Upload | None:
    """Return the picture that this visitor has uploaded, or None."""
    kept: Upload | None = st.session_state.get(_UPLOAD)
    return kept


def has_upload() -> bool:
    """Return whether this visitor has uploaded a picture."""
    return upload() is not None


def keep_upload(picture: images.DecodedImage) -> Upload:
    """Keep a picture for this visitor only, replacing the one before, and return what is kept."""
    kept = Upload(picture, images.digest(picture.pixels))
    st.session_state[_UPLOAD] = kept
    return kept


def _uploaded() -> ImageInUse:
    own = upload()
    if own is None:
        note = "A link does not contain uploaded images. Here is a sample instead."
        return sample(Pipeline().image.name, note)
    pixels, key, remarks = own.picture.pixels, own.digest, own.picture.remarks
    if (brighter := own.picture.brighter) is not None:
        remarks = (*remarks, "The picture is dark. You can brighten it under Image.")
        if state.current().image.bright:
            pixels, key, remarks = brighter.pixels, f"{key} brighter", brighter.remarks
    width, height = own.picture.original_size
    size = f"{pixels.shape[1]} × {pixels.shape[0]}"
    shrunk = max(width, height) > images.LONGEST_SIDE
    notes = [f"Your image of {width:,} × {height:,} pixels was scaled to {size}."] if shrunk else []
    return ImageInUse(pixels, LABELS["upload"], key, " ".join((*notes, *remarks)))


def can_be_brightened() -> bool:
    """Return whether the image in use is a dark picture that has a brighter form."""
    own = upload()
    is_used = state.current().image.name == "upload"
    return is_used and own is not None and own.picture.brighter is not None


def sample(name: str, note: str = "") -> ImageInUse:
    """Return a sample image by its name in a link."""
    return ImageInUse(_sample_pixels(name), LABELS[name], name, note)


@lru_cache(maxsize=8)
def _sample_pixels(name: str) -> Array:
    pixels: Array = images.sample_images()[name]()
    pixels.flags.writeable = False
    return pixels


@st.cache_data(max_entries=64, show_spinner=False)
def encoded(key: str, _pixels: Array) -> pictures.Encoded:  # noqa: ARG001 - the key stands for the pixels
    """Return an image encoded for the browser, once for each key."""
    return pictures.pixels(_pixels)
