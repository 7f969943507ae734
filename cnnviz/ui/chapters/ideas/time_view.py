"""How long each network takes on this machine, measured when the visitor asks."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.lessons.ideas import Contender
from cnnviz.ui.session import idea_answers
from cnnviz.ui.session.explained_answers import Question

_ASKED = "ideas time asked"


def show(contenders: Sequence[Contender]) -> None:
    """Show the button that measures, and the last measurement."""
    st.button("Measure the time", icon=":material/timer:", on_click=_ask)
    n: int = st.session_state.get(_ASKED, 0)
    if not n:
        st.markdown("The server computes each network many times and takes the median.")
        return
    question = idea_answers.pass_seconds([one.network for one in contenders], n)
    try:
        seconds = question.answer()
    except (NetworkError, WorkerError) as error:
        st.error(sentence(error))
        return
    if seconds is None:
        st.info("The networks are reading random digits.")
        _rerun_when_ready(question)
        return
    st.markdown("\n".join(lines(contenders, seconds)))


def lines(contenders: Sequence[Contender], seconds: Sequence[float]) -> list[str]:
    """Return the measured times as lines in Markdown."""
    fastest = min(seconds)
    named = zip(contenders, seconds, strict=True)
    times = [
        f"- **{one.name}**: {1000 * took:.1f} ms, {took / fastest:.1f} times the fastest"
        for one, took in named
    ]
    return ["Measured on this machine, the median for 64 digits:", *times]


def _ask() -> None:
    st.session_state[_ASKED] = st.session_state.get(_ASKED, 0) + 1


def _rerun_when_ready(question: Question[list[float]]) -> None:
    @st.fragment(run_every=1)
    def wait() -> None:
        if question.is_ready():
            st.rerun()

    wait()
