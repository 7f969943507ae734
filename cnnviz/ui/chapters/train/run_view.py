"""The selected run while it trains: its progress, its curves, and what its network sees."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.runs import Moment, Run
from cnnviz.ui.chapters.train import moment_view, run_progress, run_selection
from cnnviz.ui.components import training_curves

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
    with st.expander("Why is the test accuracy often higher than the training accuracy?"):
        st.markdown(
            "The **thin** line is the mean over all batches of the epoch so far. "
            "It includes the first batches, when the network was worse. "
            "Dropout also switched off some numbers in each batch.  \n"
            "The **thick** line is measured at the end of the epoch, with nothing switched off.  \n"
            "Each epoch starts a new mean, so the thin line jumps.  \n"
            "Does the thick loss rise while the thin loss still falls? "
            "Then the network learns its training digits by heart: it overfits."
        )


def _show_once(was_training: bool) -> None:
    shown = run_selection.shown_runs()
    run = shown[0] if shown else run_selection.example().run
    run_progress.show(run, UPDATED_EVERY, example=not shown)
    moments = list(run.moments)
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
    shown = run_selection.shown() or [run_selection.example()]
    training_curves.show(
        [training_curves.ShownRun(kept.run, f"Run {kept.number}", max(0, kept.number - 1)) for kept in shown],
        "train-course",
        epochs=1,
        moments=moments,
        moment=run_selection.moment(),
        on_moment=run_selection.select_moment,
    )
