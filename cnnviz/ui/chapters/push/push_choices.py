"""The controls of the page A push: the method, and where the push leads."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.figures import captions
from cnnviz.lessons.pushes import PUSH_METHODS, PushAsked
from cnnviz.pipeline import choices
from cnnviz.ui.controls.subject_choice import best_first, class_name
from cnnviz.ui.session.explained_subject import ExplainedSubject
from cnnviz.ui.session.state import bind, change, current

Array = npt.NDArray[np.float32]

ANYTHING = "Anything else"
#: Its place among the classes: Streamlit shows None as no choice at all.
ANY = -1
#: What a new method or class makes meaningless.
FORGOTTEN = {"steps": None}


def choose_method() -> None:
    """Show the choice of the method."""
    st.segmented_control(
        "Method",
        choices("push", "method"),
        format_func=lambda name: PUSH_METHODS[name].label,
        required=True,
        wrap=True,
        **bind("push-method", current().push.method, lambda name: change(push={"method": name, **FORGOTTEN})),
    )


def choose_toward(subject: ExplainedSubject, probabilities: Array | None) -> None:
    """Show the choice of the class that the answer should become: the likely ones first, then by name.

    Args:
        subject: The network with its picture.
        probabilities: (n_classes,) of the picture; None if they are not known yet.
    """
    if probabilities is None:
        st.selectbox("Turn it into", ["…"], disabled=True, width=230, key="push-toward-awaited")
        return
    present, wanted = int(probabilities.argmax()), toward(subject, probabilities)
    st.selectbox(
        "Turn it into",
        [ANY, *(n for n in best_first(subject, probabilities) if n != present)],
        format_func=lambda n: _toward_label(subject, probabilities, n),
        width=230,
        help="Choose any class. The likely ones come first.",
        **bind(
            "push-toward",
            ANY if wanted is None else wanted,
            lambda n: change(push={"toward": None if n == ANY else n, **FORGOTTEN}),
        ),
    )


def _toward_label(subject: ExplainedSubject, probabilities: Array, index: int) -> str:
    if index == ANY:
        return ANYTHING
    return f"{class_name(subject, index)} {captions.share_among(probabilities, index)}"


def toward(subject: ExplainedSubject, probabilities: Array) -> int | None:
    """Return the wanted class; None for any other, also where the network names the wanted one already."""
    wanted = current().push.toward
    fits = wanted is not None and wanted < len(subject.classes) and wanted != probabilities.argmax()
    return wanted if fits else None


def push_asked(subject: ExplainedSubject, probabilities: Array) -> PushAsked:
    """Return what the worker is asked for."""
    return PushAsked(current().push.method, toward(subject, probabilities))
