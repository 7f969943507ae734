"""One digit becomes another: the choice of both, and the component that shows it."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from cnnviz import digits, export, mnist
from cnnviz.errors import ImageError, sentence
from cnnviz.figures import captions, pictures
from cnnviz.lessons import ambiguity
from cnnviz.mnist import BUNDLED_PER_CLASS
from cnnviz.pipeline import choices
from cnnviz.ui.chapters.ambiguity.asked_network import AskedNetwork
from cnnviz.ui.components import morph
from cnnviz.ui.components.morph import End
from cnnviz.ui.controls import digit_source
from cnnviz.ui.controls.pad import pad
from cnnviz.ui.session import network_answers
from cnnviz.ui.session.state import bind, change, current

WAYS = {"outlines": "Move outlines", "pixels": "Mix pixels"}
#: Each end of the way: its setting, and its name on the screen.
ENDS = {"first": "From", "second": "To"}
DRAWING = "drawing"


def controls() -> None:
    """Show the choice of both digits and of the way; rare choices are folded."""
    for end, label in ENDS.items():
        st.selectbox(
            label,
            choices("ambiguity", end),
            format_func=lambda name: "Drawing" if name == DRAWING else name,
            label_visibility="collapsed",
            width=125,
            **_bound(end),
        )
        if end == "first":
            st.markdown("→", width="content")
    st.segmented_control(
        "How one becomes the other",
        choices("ambiguity", "way"),
        format_func=WAYS.__getitem__,
        required=True,
        label_visibility="collapsed",
        **_bound("way"),
    )
    if _draws():
        with st.popover("Draw", icon=":material/draw:", key="ambiguity-draw"):
            pad("ambiguity")
    with st.popover("More", key="ambiguity-more"):
        for end, label in ENDS.items():
            if getattr(current().ambiguity, end) != DRAWING:
                st.slider(f"{label}: sample", 0, BUNDLED_PER_CLASS - 1, **_bound(f"{end}_sample"))
        digit_source.network_choice("ambiguity", "reads")


def show(asked: AskedNetwork) -> pictures.Encoded | None:
    """Show both digits, the picture between, and the probabilities on the way; return the picture."""
    settings = current().ambiguity
    try:
        first, second = (_end(end) for end in ENDS)
    except ImageError as error:
        st.info(sentence(error))
        return None
    network = network_answers.with_classes(asked.file, mnist.CLASS_NAMES)
    morph.show(
        network,
        network_answers.packed_weights(asked.file),
        "ambiguity-morph",
        first=first,
        second=second,
        way=settings.way,
        step=settings.step,
        on_settled=lambda step: change(ambiguity={"step": step}),
    )
    step = ambiguity.STEPS // 2 if settings.step is None else settings.step
    between = ambiguity.morph(first.levels, second.levels, step, settings.way)
    return pictures.pixels(between.astype(np.float32) / np.float32(255))


def code(asked: AskedNetwork) -> str:
    """Return the program that computes the curve."""
    return export.morph_code(current(), name=asked.file.name)


def _bound(name: str) -> dict[str, Any]:
    """Return the arguments of a widget whose change leads to the greatest doubt again."""
    value = getattr(current().ambiguity, name)
    return bind(f"ambiguity-{name}", value, lambda new: change(ambiguity={name: new, "step": None}))


def _draws() -> bool:
    settings = current().ambiguity
    return DRAWING in (settings.first, settings.second)


def _end(end: str) -> End:
    """Return the digit at an end of the way.

    Raises:
        ImageError: If it is the visitor's drawing, and that is empty.
    """
    settings = current().ambiguity
    name = getattr(settings, end)
    if name == DRAWING:
        if not current().image.drawing.strokes:
            raise ImageError("Press Draw, and draw your digit.")
        digit = digits.from_drawing(current().image.drawing).digit
        return End("My drawing", np.rint(digit * 255).astype(np.uint8))
    number = int(name) * BUNDLED_PER_CLASS + getattr(settings, f"{end}_sample")
    return End(captions.with_article(name).capitalize(), mnist.bundled()[0][number])
