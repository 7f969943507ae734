"""The training of an idea's networks, watched: how far it is, its curves, and the gradient at each layer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.lessons.ideas import Contender, Idea
from cnnviz.runs import Run
from cnnviz.ui.chapters.ideas import drawn_contenders, gradient_view, idea_runs, results_view
from cnnviz.ui.chapters.runs_together import failure, progress, status
from cnnviz.ui.components import training_curves

MOMENT = "ideas moment"
#: The height of a panel of curves as a share of the screen's: beside the bars, and alone.
BESIDE, ALONE = 0.16, 0.28


def show(idea: Idea, contenders: Sequence[Contender]) -> None:
    """Show how far the runs are, what they have measured, and their curves."""
    runs = idea_runs.of(contenders)
    _show_progress(idea, contenders, runs)
    if "depth" in idea.options:
        bars, curves = st.columns([1, 1], gap="medium")
        with bars:
            gradient_view.show(contenders, runs, _moment())
        with curves:
            _show_curves(contenders, runs)
    else:
        _show_curves(contenders, runs)


def _show_progress(idea: Idea, contenders: Sequence[Contender], runs: dict[str, Run]) -> None:
    """Show which network trains; before that, what to watch; and afterwards, what was measured."""
    if error := failure(list(runs.values())):
        st.error(error)
    names = {run.id: name for name, run in runs.items()}
    with st.container(key="ideas-said"):
        if idea_runs.other_is_running(contenders):
            st.markdown("Other networks of yours still train. Wait for them, or press Stop.")
        elif not runs:
            st.markdown(f"{drawn_contenders.saving(contenders)} {idea.watch} Training takes about a minute.")
        elif all(run.ended for run in runs.values()):
            results_view.show(contenders, runs)
        else:
            line = status(list(runs.values()), lambda run: names[run.id])
            st.progress(progress(list(runs.values())), text=line)


def _show_curves(contenders: Sequence[Contender], runs: dict[str, Run]) -> None:
    """Show loss and accuracy; a slider moves over the moments, if the runs have any."""
    shown = [
        training_curves.ShownRun(runs[one.name], one.name, n)
        for n, one in enumerate(contenders)
        if one.name in runs
    ]
    training_curves.show(
        shown,
        "ideas-course",
        epochs=contenders[0].settings.epochs,
        moments=list(shown[0].run.moments) if shown else (),
        moment=_moment(),
        slider=contenders[0].settings.gradients,
        tallest=BESIDE if contenders[0].settings.gradients else ALONE,
        on_moment=_watch,
    )


def _moment() -> int | None:
    """Return the index of the watched moment of the first network; None is the newest."""
    index: int | None = st.session_state.get(MOMENT)
    return index


def _watch(index: int | None) -> None:
    st.session_state[MOMENT] = index
