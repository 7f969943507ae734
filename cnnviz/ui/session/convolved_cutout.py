"""What the page Convolution hands on: the cut-out, and the feature map with all that is set there."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnnviz import pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.pipeline import Convolved, Cutout, Pipeline
from cnnviz.ui.session import image_in_use
from cnnviz.ui.session.state import current


@dataclass(frozen=True)
class ConvolvedCutout:
    """The image, its cut-out, and what the convolution made of that."""

    chosen: image_in_use.Chosen
    cutout: Cutout
    done: Convolved


def convolved_cutout() -> ConvolvedCutout | None:
    """Return what is handed on, or say why nothing came out of the convolution."""
    chosen = image_in_use.chosen()
    cutout = pipeline.cut_out(chosen.pixels, current())
    try:
        return ConvolvedCutout(chosen, cutout, pipeline.convolved(cutout.pixels, current()))
    except NetworkError as error:
        st.error(sentence(error))
        return None


def origin(given: ConvolvedCutout) -> str:
    """Return where the numbers come from, in one sentence."""
    height, width = given.cutout.pixels.shape[:2]
    whole = (height, width) == given.chosen.pixels.shape[:2]
    at = "" if whole else f" at row {given.cutout.top}, column {given.cutout.left}"
    return (
        f"From the page Convolution: **{current().kernel.name}** over {height} × {width} pixels "
        f"of {given.chosen.label}{at} gives {captions.shape(given.done.output)}."
    )


def unlike_whole_image() -> str:
    """Return how the whole picture's map is made otherwise than the cut-out's, as a sentence, or ""."""
    now, plain = current().convolution, Pipeline().convolution
    set_here = [
        f"stride {now.strides[0]} × {now.strides[1]}" if now.strides != plain.strides else "",
        f"padding {now.padding}" if now.padding != plain.padding else "",
        f"dilation {now.dilation_rate}" if now.dilation_rate != plain.dilation_rate else "",
    ]
    cut_out = ", ".join(filter(None, set_here))
    if not cut_out:
        return ""
    return f"The whole picture with stride 1, border {current().filters.border}; the cut-out with {cut_out}."
