"""The visitor's image under a kernel, as the page Filters shows it; each is computed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import filters, formulas, images, pipeline
from cnnviz.colours import Colours, MapView
from cnnviz.figures import captions, pictures
from cnnviz.figures.map_colours import colours_of
from cnnviz.kernels import Kernel
from cnnviz.pipeline import Pipeline, Round

Array = npt.NDArray[np.float32]
#: How the result is shown: as a feature map, or clipped to an 8-bit image.
ResultView: TypeAlias = MapView | Literal["clipped"]


@dataclass(frozen=True)
class Filtered:
    """An image under a kernel: the picture, and the texts about it."""

    encoded: pictures.Encoded
    limit: float | None
    """The value of the full colour, where there is a scale."""
    colours: Colours
    shape: str
    extent: str
    note: str
    words: str
    """The arithmetic of the strongest response, what flipping the kernel changes, what it sees; or ""."""


def filtered(
    key: str,
    pixels: Array,
    kernel: Kernel,
    *,
    border: str,
    flip: bool,
    view: ResultView,
    words: bool = False,
) -> Filtered:
    """Return an image under a kernel: clipped to 8 bits, or as one feature map.

    Args:
        key: Equal for equal pixels, and for no others.
        pixels: (height, width) or (height, width, 3) float32.
        kernel: The kernel applied to it.
        border: How the image continues beyond its edge, a key of `filters.BORDERS`.
        flip: Whether the kernel is rotated by 180 degrees.
        view: How the result is shown. If "clipped", each channel is filtered by itself, clipped to 0 … 1.
        words: Whether `Filtered.words` are wanted. They describe one map: three clipped channels have none.

    Raises:
        ImageError: If the image's numbers are too large.
    """
    one_map = not (view == "clipped" and pixels.ndim == 3)
    return _filtered(
        key, kernel, border=border, flip=flip, view=view, words=words and one_map, _pixels=pixels
    )


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Kernel: repr})
def _filtered(
    key: str,  # noqa: ARG001 - stands for the pixels
    kernel: Kernel,
    *,
    border: str,
    flip: bool,
    view: ResultView,
    words: bool,
    _pixels: Array,
) -> Filtered:
    now = Pipeline().replace(filters={"border": border, "flip": flip}, walk={"rounds": (Round(kernel),)})
    grey = images.channel_mean(_pixels)
    limit: float | None = None
    colours: Colours = "pixels"
    if view == "clipped":
        values = filters.apply(_pixels, kernel, border=border, flip=flip)
        encoded = pictures.pixels(values)
        note = f"{captions.share(float(np.mean((values < 0) | (values > 1))))} clipped to 0 … 1"
    else:
        values = pipeline.feature_map(grey, now)
        colours = colours_of(view, values)
        limit = pictures.reach(values, colours)
        encoded = pictures.feature_map(values, limit, colours)
        note = ""
    text = "\n\n".join(_words(grey, values, now, coloured=_pixels.ndim == 3)) if words else ""
    return Filtered(encoded, limit, colours, captions.shape(values), captions.extent(values), note, text)


def planes(pixels: Array, now: Pipeline) -> tuple[Array, Array]:
    """Return the numbers of the image and of the result, pixel by pixel.

    Args:
        pixels: (height, width) or (height, width, 3) float32.
        now: The kernel, the border, the flip, and whether the result is clipped.

    Returns:
        Clipped: the image and the result in 0 … 1, both shaped like `pixels`. Signed: the mean of the image's
        channels and its feature map, both (height, width).
    """
    if not now.filters.clipped:
        return images.channel_mean(pixels), pipeline.feature_map(pixels, now)
    return pixels, np.clip(
        filters.apply(pixels, now.kernel, border=now.filters.border, flip=now.filters.flip), 0, 1
    )


def _words(grey: Array, values: Array, now: Pipeline, *, coloured: bool) -> list[str]:
    """Return sentences about a feature map."""
    mean = ["The kernel sees the mean of red, green and blue."] if coloured else []
    return [_strongest(grey, values, now), _effect_of_flipping(grey, values, now), *mean]


def _effect_of_flipping(grey: Array, values: Array, now: Pipeline) -> str:
    """Return a sentence on what flipping the kernel changes in this picture."""
    weights = now.kernel.array
    if np.array_equal(weights, weights[::-1, ::-1]):
        return "Flipping this kernel changes nothing. Turned by 180°, it is the same."
    other = pipeline.feature_map(grey, now.replace(filters={"flip": not now.filters.flip}))
    change = captions.number(float(np.abs(values - other).max()))
    return f"Flipping this kernel changes the result by up to {change}."


def _strongest(grey: Array, values: Array, now: Pipeline) -> str:
    """Return the arithmetic of the strongest response."""
    at = pipeline.strongest(values)
    line = formulas.filtered(
        grey, now.kernel, at, now.filters.border, now.filters.flip, value=float(values[at])
    )
    return f"Strongest response, at row {at[0]}, column {at[1]}: {line}"
