"""Invariance: a digit is distorted by hand, and four networks read it until they break."""

import numpy as np
import streamlit as st

from cnnviz import export
from cnnviz.errors import ImageError, sentence
from cnnviz.figures import pictures
from cnnviz.lessons import distorted_accuracy
from cnnviz.lessons.distortions import distorted
from cnnviz.pipeline import Pipeline
from cnnviz.ui.chapters.invariance import invariance_notes
from cnnviz.ui.chapters.invariance.compared_readers import compared_readers
from cnnviz.ui.components import invariance
from cnnviz.ui.controls import digit_source, glossary
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.frame.page_controls import page_controls, page_stage
from cnnviz.ui.session.state import change, current, fragment

#: The widths of the drawing pad and of what is beside it.
PAD_AND_STAGE = (1, 3)
WORDS = ("convolution", "max pooling", "fully connected", "invariance", "training digits")


@fragment
def page() -> None:
    with page_controls():
        digit_source.digit_choice("invariance")
    if current().digit.source == "drawing":
        beside, middle = st.columns(PAD_AND_STAGE)
        with beside:
            digit_source.drawing_pad("invariance")
        with middle:
            show_or_ask()
    else:
        show_or_ask()
    if said := digit_source.must_choose():
        st.markdown(said)
    invariance_notes.show()
    glossary.expander(*WORDS)


def show_or_ask() -> None:
    """Show the curves of the digit, or say why there is none."""
    if digit_source.is_awaited():
        st.markdown(digit_source.DRAW)
        return
    try:
        show(digit_source.prepared_digit().digit)
    except ImageError as error:
        st.error(sentence(error))


def show(digit: np.ndarray) -> None:
    """Show the digit (28, 28) under the sliders, with the networks' curves, and offer the code."""
    now, truth = current(), digit_source.label()
    settings = now.invariance
    with page_stage():
        invariance.show(
            "invariance-stage",
            digit,
            compared_readers(),
            truth=truth,
            judge=distorted_accuracy.JUDGE,
            averages=distorted_accuracy.shares(),
            judged=len(distorted_accuracy.SAMPLES),
            view=settings.view,
            chosen=settings.chosen,
            amounts=settings.amounts,
            sweeps=settings == Pipeline().invariance,
            on_settled=keep,
        )
    code = export.average_code(now) if settings.view == "average" else export.invariance_code(now, truth)
    take_home.offer_and_show(code, pictures.pixels(distorted(digit, settings.amounts)))


def keep(chosen: str, view: str, amounts: dict[str, float]) -> None:
    """Keep what the hand rests on: it stands in the link."""
    change(invariance={"chosen": chosen, "view": view} | amounts)


navigation.run(page)
