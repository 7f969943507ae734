"""What a kernel makes of the visitor's image, as the Filters page shows it; worked out once for each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import filters, formulas, images, pipeline
from cnnviz.figures import captions, pictures
from cnnviz.kernels import Kernel
from cnnviz.pipeline import Pipeline, Round

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Filtered:
    """The picture that came out, and what is to be said of it."""

    encoded: pictures.Encoded
    limit: float | None
    """The value of the full colour, where there is a scale."""
    shape: str
    extent: str
    note: str
    words: str
    """What flipping would change, and the arithmetic of the strongest response."""


def filtered(
    key: str, pixels: Array, kernel: Kernel, *, border: str, flip: bool, clipped: bool, words: bool = False
) -> Filtered:
    """Return what a kernel makes of an image: cut to 8 bits as it looks, or one map in two colours.

    Args:
        key: the same for the same pixels, and for no others.
        pixels: (height, width) or (height, width, 3) float32.
        kernel: what is applied.
        border: a key of `filters.BORDERS`.
        flip: whether the kernel is turned by 180 degrees.
        clipped: whether it is shown as an 8-bit image, each channel by itself, cut to 0 … 1.
        words: whether `Filtered.words` are wanted; they are about one map: three clipped channels get none.

    Raises:
        ImageError: if the image's numbers are too large.
    """
    said = words and not (clipped and pixels.ndim == 3)
    return _filtered(key, kernel, border=border, flip=flip, clipped=clipped, said=said, _pixels=pixels)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Kernel: repr})
def _filtered(
    key: str,  # noqa: ARG001 - stands for the pixels
    kernel: Kernel,
    *,
    border: str,
    flip: bool,
    clipped: bool,
    said: bool,
    _pixels: Array,
) -> Filtered:
    now = Pipeline().replace(filters={"border": border, "flip": flip}, walk={"rounds": (Round(kernel),)})
    grey, limit = images.channel_mean(_pixels), None
    if clipped:
        values = filters.apply(_pixels, kernel, border=border, flip=flip)
        encoded = pictures.pixels(values)
        note = f"{captions.share(float(np.mean((values < 0) | (values > 1))))} clipped to 0 … 1"
    else:
        values = pipeline.feature_map(grey, now)
        limit = pictures.reach(values)
        encoded = pictures.signed(values, limit)
        note = "of the mean of R, G and B" if _pixels.ndim == 3 else ""
    words = f"{_flipped(grey, values, now)}\n\n{_calculated(grey, values, now)}" if said else ""
    return Filtered(encoded, limit, captions.shape(values), captions.extent(values), note, words)


def planes(pixels: Array, now: Pipeline) -> tuple[Array, Array]:
    """Return the numbers of the image and of what the kernel makes of it, pixel by pixel.

    Clipped, these are the channels before and after, in 0 … 1; signed, their mean and the one map of it.
    """
    if not now.filters.clipped:
        return images.channel_mean(pixels), pipeline.feature_map(pixels, now)
    return pixels, np.clip(
        filters.apply(pixels, now.kernel, border=now.filters.border, flip=now.filters.flip), 0, 1
    )


def _flipped(grey: Array, values: Array, now: Pipeline) -> str:
    """Return what flipping the kernel changes in this picture."""
    weights = now.kernel.array
    if np.array_equal(weights, weights[::-1, ::-1]):
        return "Flipping it changes nothing: turned by 180° it is the same."
    other = pipeline.feature_map(grey, now.replace(filters={"flip": not now.filters.flip}))
    change = captions.number(float(np.abs(values - other).max()))
    return f"Flipping it changes values of this picture by up to {change}."


def _calculated(grey: Array, values: Array, now: Pipeline) -> str:
    """Return the arithmetic of the strongest response."""
    at = pipeline.strongest(values)
    line = formulas.filtered(
        grey, now.kernel, at, now.filters.border, now.filters.flip, value=float(values[at])
    )
    return f"Strongest at row {at[0]}, column {at[1]}: {line}"
