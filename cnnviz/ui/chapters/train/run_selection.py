"""Which of the visitor's runs is shown, which runs it is compared with, and at which moment."""

from __future__ import annotations

import streamlit as st

from cnnviz.runs import Run, recorded
from cnnviz.runs.owners import KeptRun
from cnnviz.ui.session import visitor_runs
from cnnviz.ui.session.per_process import once_per_process

_SELECTED = "train selected run"
_COMPARED = "train compared runs"
_MOMENT = "train moment"


def selected() -> KeptRun | None:
    """Return the run that is shown: by default the newest; None if there are no runs."""
    kept = visitor_runs.kept_runs()
    wanted = st.session_state.get(_SELECTED)
    return next((kept_run for kept_run in kept if kept_run.run.id == wanted), kept[-1] if kept else None)


def compared() -> list[KeptRun]:
    """Return the other runs whose curves are shown, oldest first."""
    wanted, first = st.session_state.get(_COMPARED, ()), selected()
    return [kept for kept in visitor_runs.kept_runs() if kept.run.id in wanted and kept != first]


def select(kept: KeptRun | None) -> None:
    """Show a run from now on, at its newest moment; None always shows the newest run."""
    st.session_state[_SELECTED] = kept.run.id if kept else None
    st.session_state.pop(_MOMENT, None)


def compare(runs: list[KeptRun]) -> None:
    """Show the curves of these runs together with those of the selected one."""
    st.session_state[_COMPARED] = tuple(kept.run.id for kept in runs)


def moment() -> int | None:
    """Return the index of the moment that is shown; None is always the newest."""
    index: int | None = st.session_state.get(_MOMENT)
    return index


def select_moment(index: int | None) -> None:
    """Show a moment of the run from now on; None always shows the newest."""
    st.session_state[_MOMENT] = index


def shown() -> list[KeptRun]:
    """Return the runs whose curves are shown, the selected one first."""
    first = selected()
    return [*([first] if first else []), *compared()]


def example() -> KeptRun:
    """Return the recorded run that is shown while the visitor has none."""
    return KeptRun(_example(), number=0)


@once_per_process
def _example() -> Run:
    return recorded.example()


def shown_runs() -> list[Run]:
    """Return the runs whose curves are shown, without their numbers."""
    return [kept.run for kept in shown()]
