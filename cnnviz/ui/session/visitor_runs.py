"""This visitor's runs: in all tabs of one browser, found again after a reload, stopped when it has gone."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cnnviz.errors import WorkerError
from cnnviz.runs import Run, RunSettings
from cnnviz.runs.owners import KeptRun, RunOwners
from cnnviz.ui.components import visitor_secret
from cnnviz.ui.session import networks, worker_processes
from cnnviz.ui.session.per_process import once_per_process

Array = npt.NDArray[np.float32]
_log = logging.getLogger(__name__)

#: Seconds between two looks at which visitors have gone.
TIDIED_EVERY = 10.0
#: Held from the question whether a run may begin until it is kept: two tabs are not both told yes.
_STARTING = threading.RLock()
#: Of runs that are started together, which ones they are; "" are all others.
CONTEST, AMOUNT = "contest", "amount"
GROUPS = ("", CONTEST, AMOUNT)
_KEY = "visitor key"
_TOLD = "visitor told"
_FOUND = "visitor found"
_SEEN_GOING = "runs seen going"


@once_per_process
def all_visitors() -> RunOwners:
    """Return all visitors of this dashboard, with the thread that looks after them."""
    every = RunOwners()
    threading.Thread(target=look_after, args=(every,), daemon=True, name="janitor").start()
    return every


def look_after(every: RunOwners) -> None:
    """Again and again, stop and free what is of visitors that have gone."""
    pause = threading.Event()
    while not pause.wait(TIDIED_EVERY):
        try:
            if runtime.exists():
                every.stop_abandoned(
                    runtime.get_instance().is_active_session, worker_processes.workers().stop
                )
        except Exception:  # noqa: BLE001 - there is but this thread; the next time it tries again
            _log.exception("What is of visitors that have gone was not looked after.")


def _key() -> str:
    """Return under what this visitor's runs are kept: until the browser has told, the session's own."""
    key: str = st.session_state.setdefault(_KEY, f"session {secrets.token_hex(16)}")
    return key


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


@st.fragment
def listen() -> None:
    """Ask the browser who it is, once; when it has runs from before, the page is shown anew with them."""
    all_visitors().connected(_key(), _session())
    if st.session_state.pop(_FOUND, False):
        st.rerun()
    if not st.session_state.get(_TOLD):
        visitor_secret.ask(needed=_has_runs(_key()), on_told=_take)


def _has_runs(key: str) -> bool:
    return any(all_visitors().runs_of(key, group) for group in GROUPS)


def _take(secret: str) -> None:
    """Take in the browser's secret: from now on its runs are this session's, and the other way round."""
    key = all_visitors().key_of(secret)
    if key is None or st.session_state.get(_TOLD):
        return
    found = _has_runs(key)
    used, going = all_visitors().stored_view(key)
    all_visitors().merge(_key(), key)
    st.session_state.update({_KEY: key, _TOLD: True, _FOUND: found})
    st.session_state.setdefault(_SEEN_GOING, set()).update(going)
    all_visitors().connected(key, _session())
    _use_again(used)


def _use_again(run_id: str) -> None:
    """Look into the network of this run, as before a reload, unless another was chosen meanwhile."""
    one = next((each for each in kept() if each.run.id == run_id), None)
    if one is not None and one.network is not None and networks.chosen() == networks.SHIPPED:
        networks.offer([one.network])
        networks.choose(one.network)


def kept() -> list[KeptRun]:
    """Return this visitor's runs with their numbers, newest last."""
    return all_visitors().runs_of(_key())


def runs() -> list[Run]:
    """Return this visitor's runs, newest last."""
    return [one.run for one in kept()]


def left() -> int:
    """Return how many runs have left this visitor's list for want of room."""
    return all_visitors().n_removed(_key())


def start(settings: RunSettings, probe: Array | None = None) -> KeptRun:
    """Start a run, and keep it for this visitor.

    Raises:
        NetworkError: if too many of this visitor's go already.
        WorkerError: if the workers cannot be started.
    """
    with _STARTING:
        all_visitors().check(_key())
        return all_visitors().add(_key(), _session(), worker_processes.workers().train(settings, probe))


def forget(run: Run) -> None:
    """Let go of a run; one that goes is stopped."""
    worker_processes.workers().forget(run)
    all_visitors().forget(_key(), run)
    collect()


def collect() -> None:
    """Have the networks of this visitor's runs at hand; look into the one of a run that was seen to end."""
    seen_going: set[str] = st.session_state.setdefault(_SEEN_GOING, set())
    ended = [one for one in kept() if one.run.ended]
    trained = [one.network for one in ended if one.network is not None]
    networks.offer(trained)
    for one in ended:
        if one.run.id in seen_going and one.network is not None:
            networks.choose(one.network)
    seen_going.clear()
    seen_going.update(one.run.id for one in kept() if one not in ended)
    used = next((one.run.id for one in ended if one.network == networks.chosen()), "")
    all_visitors().store_view(_key(), used, seen_going)


def together(group: str) -> list[Run]:
    """Return the runs that this visitor has started together, if there are any: those of one group."""
    return [one.run for one in all_visitors().runs_of(_key(), group)]


def start_together(group: str, all_settings: Sequence[RunSettings]) -> None:
    """Start several runs, one after the other, unless some of this visitor's of that group still go.

    Raises:
        NetworkError: if too many runs go already.
        WorkerError: if the workers cannot be started.
    """
    with _STARTING:
        if all(one.ended for one in together(group)):
            _start_together(group, all_settings)


def _start_together(group: str, all_settings: Sequence[RunSettings]) -> None:
    all_visitors().check(_key(), len(all_settings), group)
    for run in together(group):
        all_visitors().forget(_key(), run)
    try:
        for settings in all_settings:
            all_visitors().add(_key(), _session(), worker_processes.workers().train(settings), group)
    except WorkerError:
        stop_together(group)  # what has begun would hold the worker, and nobody could stop it
        raise


def stop_together(group: str) -> None:
    """Stop those runs: the present one after its batch, the others before they begin.

    Raises:
        WorkerError: if one could not be told; the others were.
    """
    untold: WorkerError | None = None
    for one in reversed(together(group)):
        try:
            worker_processes.workers().stop(one)
        except WorkerError as error:
            untold = error
    if untold is not None:
        raise untold
