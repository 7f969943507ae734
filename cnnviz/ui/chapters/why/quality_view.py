"""How good a map is: the probability while the pixels that it calls important go, or come back."""

from __future__ import annotations

import streamlit as st

from cnnviz.figures.deletion_curves import deletion_curves
from cnnviz.lessons.explanations import METHODS, Asked, Quality
from cnnviz.ui.chapters.why.explained_subject import ExplainedSubject
from cnnviz.ui.session import explained_answers
from cnnviz.ui.session.explained_answers import Question
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
    label = METHODS[current().why.method].label
    st.plotly_chart(
        deletion_curves(found.deletion, found.insertion, found.at_random, label),
        key="why-curves",
        config={"displayModeBar": False},
    )
    st.markdown(EXPLANATION)
    return []
