"""The cut-out and its convolution, as set on the page Convolution; the pages after it go on with this map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from cnnviz import pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.pipeline import Convolved, Cutout, Pipeline
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current


@dataclass(frozen=True)
class ConvolvedCutout:
    """A cut-out, and its convolution."""

    chosen: ImageInUse
    """The visitor's image."""
    picture: ImageInUse
    """What is cut out of: the visitor's image, or the lecture's smiley."""
    cutout: Cutout
    done: Convolved
    now: Pipeline
    """The settings, with the kernel that walks over the cut-out."""


def picture() -> ImageInUse:
    """Return the picture that the pages walk over cell by cell: the visitor's image, or the smiley."""
    return image_in_use.chosen() if current().cutout.over == "image" else image_in_use.sample("smiley")


def convolved_cutout(*, signed: bool = False) -> ConvolvedCutout | None:
    """Return the cut-out and its convolution; show the error and return None if the kernel does not fit.

    Args:
        signed: Whether to look for negative numbers. The lecture's kernel has no negative weight, so the
            chosen kernel takes its place.
    """
    now = current()
    if signed and now.cutout.over == "lecture":
        now = now.replace(cutout={"over": "smiley"})
    now = pipeline.walked(now)
    source = picture()
    cutout = pipeline.cut_out(source.pixels, now)
    try:
        done = pipeline.convolved(cutout.pixels, now)
    except NetworkError as error:
        st.error(sentence(error))
        return None
    return ConvolvedCutout(image_in_use.chosen(), source, cutout, done, now)


def origin(convolved: ConvolvedCutout) -> str:
    """Return a sentence that says where the feature map comes from."""
    height, width = convolved.cutout.pixels.shape[:2]
    whole = (height, width) == convolved.picture.pixels.shape[:2]
    at = "" if whole else f", from row {convolved.cutout.top}, column {convolved.cutout.left}"
    return (
        f"On the page Convolution, **{convolved.now.kernel.name}** slides over {height} × {width} pixels "
        f"of {convolved.picture.label}{at}. The feature map has the shape "
        f"{captions.shape(convolved.done.output)}."
    )


def first_negative(values: np.ndarray) -> tuple[int, int]:
    """Return row and column of a map's first negative number, row by row; of the first cell if there is none.

    Args:
        values: (height, width).

    >>> first_negative(np.array([[0, 1], [-2, 0]]))
    (1, 0)
    """
    row, column = np.unravel_index(int((values < 0).argmax()), values.shape)
    return int(row), int(column)


def unlike_whole_image(convolved: ConvolvedCutout) -> str:
    """Return sentences on how the whole image is convolved otherwise than the cut-out, or ""."""
    if current().cutout.over != "image":
        return (
            f"This is **{current().kernel.name}** over the whole image, {convolved.chosen.label}. "
            f"Cell by cell shows **{convolved.now.kernel.name}** over {convolved.picture.label}."
        )
    now, plain = current().convolution, Pipeline().convolution
    settings = [
        f"stride {now.strides[0]} × {now.strides[1]}" if now.strides != plain.strides else "",
        f"padding {now.padding}" if now.padding != plain.padding else "",
        f"dilation {now.dilation_rate}" if now.dilation_rate != plain.dilation_rate else "",
    ]
    cut_out = ", ".join(filter(None, settings))
    if not cut_out:
        return ""
    return f"The whole image has stride 1 and border {current().filters.border}. Cell by cell has {cut_out}."
