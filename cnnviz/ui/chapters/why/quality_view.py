"""How good a map is: the probability while the pixels that it calls important go, or come back."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.figures.deletion_curves import deletion_figure
from cnnviz.lessons.deletion_curve import DeletionCurve
from cnnviz.lessons.explanations import METHODS, Asked, Quality
from cnnviz.ui.frame.take_home import Arrays
from cnnviz.ui.session import explained_answers
from cnnviz.ui.session.explained_answers import Question
from cnnviz.ui.session.explained_subject import ExplainedSubject
from cnnviz.ui.session.state import current

AWAITED = "The network reads the picture again and again, each time with other pixels missing."
EXPLANATION = (
    "Deletion blackens the most important pixels first. A good map makes the probability fall early. "
    "Insertion starts from black and brings them back. A good map makes it rise early."
)


def show(subject: ExplainedSubject, asked: Asked | None) -> list[Question[Quality]]:
    """Show both curves, each beside that of random order; return the question if it is still open.

    Raises:
        NetworkError: If the method has no answer for this network.
        WorkerError: If the worker does not answer.
    """
    question = None if asked is None else explained_answers.quality(subject.network, subject.x, asked)
    found = None if question is None else question.answer()
    if found is None:
        st.info(AWAITED)
        return [] if question is None else [question]
    left, right = st.columns(2)
    with left:
        _show_curve("Deletion: less area is better", found.deletion, found.at_random, "pixels taken away")
    with right:
        _show_curve(
            "Insertion: more area is better", found.insertion, found.at_random.mirrored, "pixels given back"
        )
    st.markdown(EXPLANATION)
    return []


def _show_curve(title: str, curve: DeletionCurve, at_random: DeletionCurve, pixels: str) -> None:
    label = METHODS[current().why.method].label
    st.markdown(f"**{title}**")
    st.plotly_chart(
        deletion_figure(curve, at_random, label, pixels),
        key=f"why-{pixels.replace(' ', '-')}",
        config={"displayModeBar": False},
    )


def taken_home(subject: ExplainedSubject, asked: Asked) -> Arrays:
    """Return the numbers of the curves; none while they are not ready."""
    question = explained_answers.quality(subject.network, subject.x, asked)
    found = question.answer() if question.is_ready() else None
    if found is None:
        return {}
    curves = {
        "deletion": found.deletion,
        "insertion": found.insertion,
        "deletion_at_random": found.at_random,
        "insertion_at_random": found.at_random.mirrored,
    }
    return {
        name: np.stack([curve.shares, curve.probabilities]).astype(np.float32)
        for name, curve in curves.items()
    }
