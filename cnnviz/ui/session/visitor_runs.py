"""The visitor's training runs: shared by all tabs of one browser, found again after a reload.

The runs of a visitor who has left are stopped, and freed later.
"""

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
from cnnviz.ui.session import networks, visitor_photo, worker_processes
from cnnviz.ui.session.per_process import once_per_process
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]
_log = logging.getLogger(__name__)

#: Seconds between two checks for visitors who have left.
TIDY_INTERVAL = 10.0
#: Held from the check whether a run may start until it is kept, so that two tabs cannot both pass the check.
_START_LOCK = threading.RLock()
#: The groups of runs that are started together. Runs of no group are in the visitor's list.
NO_GROUP, SHUFFLED_PIXELS, LEARNING_CURVE, IDEA = "", "contest", "amount", "idea"
GROUPS = (NO_GROUP, SHUFFLED_PIXELS, LEARNING_CURVE, IDEA)
_KEY = "visitor key"
_IDENTIFIED = "visitor identified"
_FOUND_EARLIER = "visitor found what was there before"
_SEEN_ACTIVE = "runs seen active"


@once_per_process
def all_visitors() -> RunOwners:
    """Return the runs of all visitors, and start the thread that tidies them."""
    visitors = RunOwners()
    threading.Thread(target=tidy_forever, args=(visitors,), daemon=True, name="janitor").start()
    return visitors


def tidy_forever(visitors: RunOwners) -> None:
    """Stop and free the runs of visitors who have left, every `TIDY_INTERVAL` seconds."""
    pause = threading.Event()
    while not pause.wait(TIDY_INTERVAL):
        try:
            if runtime.exists():
                visitor_photo.all_photos().free_abandoned(runtime.get_instance().is_active_session)
                visitors.stop_abandoned(
                    runtime.get_instance().is_active_session, worker_processes.workers().stop
                )
        except Exception:  # noqa: BLE001 - this is the only thread that tidies: it must go on
            _log.exception("The runs of visitors who have left could not be tidied.")


def _visitor_key() -> str:
    """Return the key of this visitor's runs: the session's own until the browser has identified itself."""
    key: str = st.session_state.setdefault(_KEY, f"session {secrets.token_hex(16)}")
    return key


def _session_id() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


@st.fragment
def identify_browser() -> None:
    """Ask the browser for its secret, once; rerun the page if it has runs or a photograph from before."""
    key = _visitor_key()
    all_visitors().connected(key, _session_id())
    if st.session_state.pop(_FOUND_EARLIER, False):
        st.rerun()
    visitor_photo.store(key, _session_id())
    if not st.session_state.get(_IDENTIFIED):
        needed = _has_runs(key) or visitor_photo.all_photos().has_photo(key)
        visitor_secret.ask(needed=needed, on_told=_join_browser)


def _has_runs(key: str) -> bool:
    return any(all_visitors().runs_of(key, group) for group in GROUPS)


def _join_browser(secret: str) -> None:
    """Merge this session's runs and photograph with those of the browser that has this secret."""
    key = all_visitors().key_of(secret)
    if key is None or st.session_state.get(_IDENTIFIED):
        return
    found_runs = _has_runs(key)
    found_photo = visitor_photo.find(_visitor_key(), key)
    used, active = all_visitors().stored_view(key)
    all_visitors().merge(_visitor_key(), key)
    st.session_state.update({_KEY: key, _IDENTIFIED: True, _FOUND_EARLIER: found_runs or found_photo})
    st.session_state.setdefault(_SEEN_ACTIVE, set()).update(active)
    all_visitors().connected(key, _session_id())
    _choose_again(used)


def _choose_again(run_id: str) -> None:
    """Choose the network of this run, as before a reload, unless another was chosen meanwhile."""
    kept = next((kept for kept in kept_runs() if kept.run.id == run_id), None)
    if kept is not None and kept.network is not None and networks.own() is None:
        networks.offer([kept.network])
        networks.choose(kept.network)


def kept_runs() -> list[KeptRun]:
    """Return this visitor's runs with their numbers, newest last."""
    return all_visitors().runs_of(_visitor_key())


def settings_of(network: NetworkFile) -> RunSettings | None:
    """Return the settings of the run that trained this network, or None if no run of this visitor did."""
    return next((kept.run.settings for kept in kept_runs() if kept.network == network), None)


def runs() -> list[Run]:
    """Return this visitor's runs, newest last."""
    return [kept.run for kept in kept_runs()]


def n_removed() -> int:
    """Return how many of this visitor's runs were removed from the list to make room."""
    return all_visitors().n_removed(_visitor_key())


def start(settings: RunSettings, probe: Array | None = None) -> KeptRun:
    """Start a run and keep it for this visitor.

    Args:
        settings: How the run is made.
        probe: A digit (28, 28) in [0, 1] at which the network is watched while it trains.

    Raises:
        NetworkError: If too many runs are active or waiting.
        WorkerError: If the worker processes cannot be started.
    """
    with _START_LOCK:
        all_visitors().check(_visitor_key())
        run = worker_processes.workers().train(settings, probe)
        return all_visitors().add(_visitor_key(), _session_id(), run)


def forget(run: Run) -> None:
    """Remove a run from the list; stop it if it is active."""
    worker_processes.workers().forget(run)
    all_visitors().forget(_visitor_key(), run)
    update_networks()


def update_networks() -> None:
    """Offer the networks of this visitor's ended runs, and choose that of a run that has just ended."""
    kept = kept_runs()
    ended = {kept_run.run.id: kept_run.network for kept_run in kept if kept_run.run.ended}
    seen_active: set[str] = st.session_state.setdefault(_SEEN_ACTIVE, set())
    networks.offer([network for network in ended.values() if network is not None])
    for run_id, network in ended.items():
        if run_id in seen_active and network is not None:
            networks.choose(network)
    seen_active.clear()
    seen_active.update(kept_run.run.id for kept_run in kept if kept_run.run.id not in ended)
    chosen = networks.own()
    used = next((run_id for run_id, network in ended.items() if network == chosen), "")
    all_visitors().store_view(_visitor_key(), used, seen_active)


def group_runs(group: str) -> list[Run]:
    """Return this visitor's runs of a group, in the order in which they were started."""
    return [kept.run for kept in all_visitors().runs_of(_visitor_key(), group)]


def start_group(group: str, all_settings: Sequence[RunSettings]) -> None:
    """Start the runs of a group, which train one after the other. Does nothing while one of them is active.

    Raises:
        NetworkError: If too many runs are active or waiting.
        WorkerError: If the worker processes cannot be started.
    """
    with _START_LOCK:
        if all(run.ended for run in group_runs(group)):
            _replace_group(group, all_settings)


def _replace_group(group: str, all_settings: Sequence[RunSettings]) -> None:
    key, workers = _visitor_key(), worker_processes.workers()
    all_visitors().check(key, len(all_settings), group)
    for run in group_runs(group):
        all_visitors().forget(key, run)
    try:
        for settings in all_settings:
            all_visitors().add(key, _session_id(), workers.train(settings), group)
    except WorkerError:
        stop_group(group)  # otherwise those that were started would occupy the worker
        raise


def stop_group(group: str) -> None:
    """Stop the runs of a group: the active one after its batch, the others before they start.

    Raises:
        WorkerError: If a run could not be stopped; the others were.
    """
    failed: WorkerError | None = None
    for run in reversed(group_runs(group)):
        try:
            worker_processes.workers().stop(run)
        except WorkerError as error:
            failed = error
    if failed is not None:
        raise failed
