"""The cut-out of the image and its convolution, as set on the page Convolution; later pages go on with it."""

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
    """The image, its cut-out, and the convolution of the cut-out."""

    chosen: image_in_use.ImageInUse
    cutout: Cutout
    done: Convolved


def convolved_cutout() -> ConvolvedCutout | None:
    """Return the cut-out and its convolution; show the error and return None if the kernel does not fit."""
    chosen = image_in_use.chosen()
    cutout = pipeline.cut_out(chosen.pixels, current())
    try:
        return ConvolvedCutout(chosen, cutout, pipeline.convolved(cutout.pixels, current()))
    except NetworkError as error:
        st.error(sentence(error))
        return None


def origin(convolved: ConvolvedCutout) -> str:
    """Return a sentence that says where the feature map comes from."""
    height, width = convolved.cutout.pixels.shape[:2]
    whole = (height, width) == convolved.chosen.pixels.shape[:2]
    at = "" if whole else f" at row {convolved.cutout.top}, column {convolved.cutout.left}"
    return (
        f"From the page Convolution: **{current().kernel.name}** over {height} × {width} pixels "
        f"of {convolved.chosen.label}{at} gives {captions.shape(convolved.done.output)}."
    )


def unlike_whole_image() -> str:
    """Return a sentence on how the whole picture is convolved otherwise than the cut-out, or ""."""
    now, plain = current().convolution, Pipeline().convolution
    settings = [
        f"stride {now.strides[0]} × {now.strides[1]}" if now.strides != plain.strides else "",
        f"padding {now.padding}" if now.padding != plain.padding else "",
        f"dilation {now.dilation_rate}" if now.dilation_rate != plain.dilation_rate else "",
    ]
    cut_out = ", ".join(filter(None, settings))
    if not cut_out:
        return ""
    return f"The whole picture with stride 1, border {current().filters.border}; the cut-out with {cut_out}."
