"""Which of the visitor's runs is looked at, which stand beside it, and at which moment."""

from __future__ import annotations

import streamlit as st

from cnnviz.runs import Run
from cnnviz.runs.owners import KeptRun
from cnnviz.ui.session import visitor_runs

_LOOKED = "train looked at"
_BESIDE = "train beside"
_MOMENT = "train moment"


def looked() -> KeptRun | None:
    """Return the run that is looked at: the newest, unless another was chosen."""
    kept = visitor_runs.kept()
    wanted = st.session_state.get(_LOOKED)
    return next((one for one in kept if one.run.id == wanted), kept[-1] if kept else None)


def beside() -> list[KeptRun]:
    """Return the runs whose curves lie under those of the one that is looked at, oldest first."""
    wanted, first = st.session_state.get(_BESIDE, ()), looked()
    return [one for one in visitor_runs.kept() if one.run.id in wanted and one != first]


def look_at(one: KeptRun | None) -> None:
    """Look at a run from now on, at its newest moment; None is always the newest run."""
    st.session_state[_LOOKED] = one.run.id if one else None
    st.session_state.pop(_MOMENT, None)


def put_beside(runs: list[KeptRun]) -> None:
    """Have the curves of these lie under those of the one that is looked at."""
    st.session_state[_BESIDE] = tuple(one.run.id for one in runs)


def moment() -> int | None:
    """Return the place of the moment that is looked at; None is always the newest."""
    place: int | None = st.session_state.get(_MOMENT)
    return place


def look_back(place: int | None) -> None:
    """Look at a moment of the run from now on; None is always the newest."""
    st.session_state[_MOMENT] = place


def shown() -> list[Run]:
    """Return the runs whose curves are shown."""
    first = looked()
    return [one.run for one in [*([first] if first else []), *beside()]]
