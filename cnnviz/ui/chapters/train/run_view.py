"""The selected run while it trains: its progress, its curves, and what its network sees."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.runs import Moment, Run
from cnnviz.ui.chapters.train import moment_view, run_progress, run_selection
from cnnviz.ui.components import training_curves
from cnnviz.ui.session.state import current

#: Seconds between two updates while a run trains. At each the browser goes through the whole page, whatever
#: has changed; so there are few, and the browser alone shows what happened in between.
UPDATED_EVERY = 1.0
_ENDED = "train ended"


def show() -> None:
    """Show the selected run in a fragment, which is updated while a run that is shown trains."""
    training = any(not run.ended for run in run_selection.shown_runs())
    st.fragment(_show_once, run_every=UPDATED_EVERY if training else None)(training)


def explain() -> None:
    """Explain why the test digits are often read better than the training digits."""
    with st.expander("Why are the test digits often read better than those it learns from?"):
        st.markdown(
            "The **thin** line is a mean over the epoch so far: it still counts its first batches, "
            "when the network was worse, and dropout switched cells off in every batch. The **thick** one is "
            "measured at the epoch's end, with all cells. With each epoch the mean begins anew, so the thin "
            "line jumps. Where the thick loss rises while the thin one still falls, the network learns its "
            "digits by heart: it overfits."
        )


def _show_once(was_training: bool) -> None:
    shown = run_selection.shown_runs()
    run = shown[0] if shown else None
    run_progress.show(run, UPDATED_EVERY)
    moments = list(run.moments) if run else []
    _show_curves(moments)
    moment_view.show(run, moments)
    if was_training and any(run.ended for run in shown) and _has_newly_ended(shown):
        st.rerun()


def _has_newly_ended(shown: list[Run]) -> bool:
    """Return whether a run has ended since the last call, so that the page's list is out of date."""
    ended = {run.id for run in shown if run.ended}
    before: set[str] = st.session_state.get(_ENDED, set())
    st.session_state[_ENDED] = before | ended
    return not ended <= before


def _show_curves(moments: Sequence[Moment]) -> None:
    shown = run_selection.shown()
    training_curves.show(
        [training_curves.ShownRun(kept.run, f"Run {kept.number}", kept.number - 1) for kept in shown],
        "train-course",
        epochs=1 if shown else current().train.epochs,
        moments=moments,
        moment=run_selection.moment(),
        on_moment=run_selection.select_moment,
    )
