"""The cut-out and its convolution, as set on the page Convolution; the pages after it go on with this map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from cnnviz import pipeline
from cnnviz.errors import ImageError, NetworkError, WorkerError, sentence
from cnnviz.figures import captions
from cnnviz.pipeline import Convolved, Cutout, Pipeline
from cnnviz.ui.session import image_in_use, walked_unit
from cnnviz.ui.session.image_in_use import ImageInUse
from cnnviz.ui.session.state import current
from cnnviz.ui.session.walked_unit import WalkedUnit


@dataclass(frozen=True)
class ConvolvedCutout:
    """A cut-out, and its convolution."""

    chosen: ImageInUse
    """The visitor's image."""
    picture: ImageInUse
    """What is cut out of: the visitor's image, the lecture's smiley, or what a unit of a network sees."""
    cutout: Cutout
    done: Convolved
    now: Pipeline
    """The settings, with the kernel that walks over the cut-out."""
    unit: WalkedUnit | None = None
    """The unit of a network whose map it is."""

    @property
    def activated(self) -> np.ndarray:
        """The map after the chosen activation: the input of the pooling.

        It is the map itself if a unit of a network pools it so.
        """
        plain = self.unit is not None and self.unit.seen.plain
        return self.done.output if plain else pipeline.activated(self.done.output, self.now)

    @property
    def corner(self) -> tuple[int, int] | None:
        """Row and column of the cut-out in the image; None if it is no part of one."""
        return None if self.unit else self.cutout.corner


def picture() -> ImageInUse:
    """Return the picture that the pages walk over cell by cell."""
    unit, _ = _unit_or_sentence()
    if unit is not None:
        return ImageInUse(unit.seen.picture, unit.source, unit.key)
    return image_in_use.chosen() if current().cutout.over == "image" else image_in_use.sample("smiley")


def _unit_or_sentence() -> tuple[WalkedUnit | None, str]:
    """Return the unit that is walked over, if one is; or why there is none, or ""."""
    if current().cutout.over != "unit":
        return None, ""
    try:
        return walked_unit.walked_unit(), ""
    except (ImageError, NetworkError, WorkerError) as error:
        return None, sentence(error)


def convolved_cutout(*, signed: bool = False) -> ConvolvedCutout | None:
    """Return the cut-out and its convolution; show the error and return None if the kernel does not fit.

    Args:
        signed: Whether to look for negative numbers. The lecture's kernel has no negative weight, so the
            chosen kernel takes its place.
    """
    now = current()
    unit, why_none = _unit_or_sentence()
    if why_none:
        st.caption(f"{why_none} Here is the smiley instead.")
    if why_none or (signed and now.cutout.over == "lecture"):
        now = now.replace(cutout={"over": "smiley"})
    now = pipeline.walked(now)
    source = picture()
    cutout = Cutout(source.pixels[..., np.newaxis], 0, 0) if unit else pipeline.cut_out(source.pixels, now)
    try:
        done = pipeline.convolved(cutout.pixels, now, unit.seen.others if unit else None)
    except NetworkError as error:
        st.error(sentence(error))
        return None
    return ConvolvedCutout(image_in_use.chosen(), source, cutout, done, now, unit)


def origin(convolved: ConvolvedCutout) -> str:
    """Return a sentence that says where the feature map comes from."""
    height, width = convolved.cutout.pixels.shape[:2]
    if convolved.unit is not None:
        return (
            f"{convolved.unit.described} "
            f"The feature map has the shape {captions.shape(convolved.done.output)}."
        )
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
