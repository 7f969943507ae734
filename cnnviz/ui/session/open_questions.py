"""Questions for the worker that are still open: the page runs again as soon as one is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from cnnviz.ui.session.explained_answers import Question

#: Seconds between two looks whether an open question has been answered.
AGAIN = 0.5


def rerun_when_ready(questions: Sequence[Question[Any]]) -> None:
    """Run the page again as soon as one of the questions is answered."""
    if questions:
        _look_again(list(questions))


@st.fragment(run_every=AGAIN)
def _look_again(questions: list[Question[Any]]) -> None:
    if any(question.is_ready() for question in questions):
        st.rerun()
