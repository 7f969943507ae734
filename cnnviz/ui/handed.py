"""What the page Convolution hands on: the cut-out, and the feature map with all that is set there."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnnviz import pipeline
from cnnviz.errors import NetworkError, sentence
from cnnviz.figures import captions
from cnnviz.pipeline import Convolved, Cutout
from cnnviz.ui import image
from cnnviz.ui.state import current


@dataclass(frozen=True)
class Handed:
    """The image, its cut-out, and what the convolution made of that."""

    chosen: image.Chosen
    cutout: Cutout
    done: Convolved


def on() -> Handed | None:
    """Return what is handed on, or say why nothing came out of the convolution."""
    chosen = image.chosen()
    cutout = pipeline.cut_out(chosen.pixels, current())
    try:
        return Handed(chosen, cutout, pipeline.convolved(cutout.pixels, current()))
    except NetworkError as error:
        st.error(sentence(error))
        return None


def told(given: Handed) -> str:
    """Return where the numbers come from, in one sentence."""
    height, width = given.cutout.pixels.shape[:2]
    return (
        f"From the page Convolution: **{current().kernel.name}** over the cut-out, {height} × {width} pixels "
        f"of {given.chosen.label} at row {given.cutout.top}, column {given.cutout.left}, "
        f"gives {captions.shape(given.done.output)}."
    )
