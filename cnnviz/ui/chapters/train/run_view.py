"""A run as it goes: where it stands, its numbers, its curves, and what its network sees."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.runs import Moment, Run
from cnnviz.ui.chapters.train import moment_view, run_progress, run_selection
from cnnviz.ui.components import training_curves
from cnnviz.ui.session.state import current

#: Seconds between two looks at a run that goes. Each has the browser go through the whole page, whatever has
#: changed; so there are few, and what happened between them is shown by the browser alone.
LOOKED_EVERY = 1.0


def watch() -> None:
    """Show the run that is looked at, again and again while one that is shown goes."""
    going = any(not run.ended for run in run_selection.shown())
    st.fragment(_look, run_every=LOOKED_EVERY if going else None)(going)


def explain() -> None:
    """Say what everybody asks who sees the curves."""
    with st.expander("Why are the test digits often read better than those it learns from?"):
        st.markdown(
            "The **thin** line is a mean over the epoch so far: it still counts its first batches, "
            "when the network was worse, and dropout switched cells off in every batch. The **thick** one is "
            "measured at the epoch's end, with all cells. With each epoch the mean begins anew, so the thin "
            "line jumps. Where the thick loss rises while the thin one still falls, the network learns its "
            "digits by heart: it overfits."
        )


def _look(was_going: bool) -> None:
    shown = run_selection.shown()
    run = shown[0] if shown else None
    run_progress.show(run, LOOKED_EVERY)
    there = list(run.moments) if run else []
    _curves(there)
    moment_view.show(run, there)
    if was_going and any(one.ended for one in shown) and run_ended_anew(shown):
        st.rerun()


def run_ended_anew(shown: list[Run]) -> bool:
    """Whether a run has ended since the page was shown, so that its list must be shown anew."""
    ended = {run.id for run in shown if run.ended}
    before: set[str] = st.session_state.get("train ended", set())
    st.session_state["train ended"] = before | ended
    return not ended <= before


def _curves(there: Sequence[Moment]) -> None:
    first = run_selection.looked()
    runs = [*([first] if first else []), *run_selection.beside()]
    training_curves.show(
        [training_curves.ShownRun(one.run, f"Run {one.number}", one.number - 1) for one in runs],
        "train-course",
        epochs=current().train.epochs if first is None else 1,
        moments=there,
        moment=run_selection.moment(),
        on_moment=run_selection.look_back,
    )
