"""How many digits does a network need? Runs from few digits to all there are, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.errors import DataError, NetworkError, WorkerError, sentence
from cnnviz.figures.scores import amount
from cnnviz.lessons import learning_curve
from cnnviz.mnist import Digits
from cnnviz.mnist.statistics import counts
from cnnviz.network import Network, lecture_network
from cnnviz.runs import Run
from cnnviz.ui.session import data_in_use, networks, visitor_runs

#: Seconds between two looks at the runs.
TOLD_EVERY = 1.0
_ERROR = "amount error"
_BEGUN = "amount begun"


def available(digits: Digits) -> int:
    """Return how many training digits the class with the fewest has."""
    return int(counts(digits.y_train).min())


def show(digits: Digits) -> None:
    """Show the accuracies so far, and where the runs are begun and stopped."""
    most = available(digits)
    if not most:
        st.info("In these digits a class is missing, so that no network can learn them all.")
        return
    if st.session_state.pop(_BEGUN, False):
        st.rerun()  # not this fragment alone: the browser is asked who it is, so that a reload finds the runs
    runs, running = _runs(), _running()
    sizes = [run.settings.per_class or 0 for run in runs] or learning_curve.sizes(most)
    _control(running, most)
    if error := st.session_state.pop(_ERROR, ""):
        st.error(error)
    st.fragment(_watch, run_every=TOLD_EVERY if running else None)(running, sizes)


def _runs() -> list[Run]:
    """Return this visitor's runs, from few digits to many."""
    return visitor_runs.together(visitor_runs.AMOUNT)


def _running() -> bool:
    return any(not run.ended for run in _runs())


def _control(running: bool, most: int) -> None:
    words, start, stop = st.columns([6, 2, 1.4], vertical_alignment="center")
    first, last = learning_curve.sizes(most)[0], learning_curve.sizes(most)[-1]
    words.markdown(
        f"The same network learns from {first} digits of each class, then from more, up to "
        f"{'all ' if last == most else ''}{last:,}: each time from the same start, judged by the same test "
        "digits."
    )
    start.button(
        "Train them all",
        type="primary",
        icon=":material/play_arrow:",
        disabled=running,
        on_click=_begin,
        args=(most,),
        width="stretch",
        key="amount-start",
    )
    stop.button(
        "Stop",
        icon=":material/stop:",
        disabled=not running,
        on_click=_end,
        width="stretch",
        key="amount-stop",
    )


def _network() -> Network:
    """Return the layers of the network in use."""
    chosen = networks.chosen()
    return lecture_network() if chosen == networks.SHIPPED else networks.parts(chosen)[0]


def _begin(most: int) -> None:
    try:
        runs = learning_curve.runs(_network(), data_in_use.source(), most)
        visitor_runs.start_together(visitor_runs.AMOUNT, runs)
        st.session_state[_BEGUN] = True
    except (NetworkError, WorkerError) as error:
        st.session_state[_ERROR] = sentence(error)


def _end() -> None:
    try:
        visitor_runs.stop_together(visitor_runs.AMOUNT)
    except WorkerError as error:
        st.session_state[_ERROR] = sentence(error)


def _watch(was_running: bool, sizes: Sequence[int]) -> None:
    """Show how far the runs are."""
    if was_running and not _running():
        st.rerun()
    runs = _runs()
    try:
        points = _standing(runs) if runs else []
    except DataError as error:
        st.error(sentence(error))
        return
    st.plotly_chart(
        amount(points, sizes),
        key="amount-curve",
        config={"displayModeBar": False},
        alt="Accuracy on the test digits over the number of training digits",
    )


def _standing(runs: Sequence[Run]) -> list[tuple[int, float, float]]:
    """Say where the runs stand, and return their points.

    Raises:
        DataError: if the digits that judge are not there any more.
    """
    learned = runs[0].settings
    n_test = len(data_in_use.loaded(learned.data).y_test)
    if failed := [run.error for run in runs if run.state == "failed"]:
        st.error(failed[0])
    done = sum(1.0 if run.ended else run.progress for run in runs) / len(runs)
    st.progress(done, text=f"{_said(runs)} · {_named(learned.network)}, {n_test:,} test digits")
    return learning_curve.points(runs, n_test)


def _named(network: Network) -> str:
    """Return which network learns, however it was called when the runs were begun."""
    if network == lecture_network():
        return "the lecture's network"
    return f"a network of {network.n_weights:,} weights"


def _said(runs: Sequence[Run]) -> str:
    """Return in a line where the runs stand."""
    present = next((n for n, run in enumerate(runs) if not run.ended), None)
    if present is None:
        states = {run.state for run in runs}
        return "Stopped" if "stopped" in states else "Ended early" if "failed" in states else "Finished"
    run = runs[present]
    size, epochs = run.settings.per_class or 0, run.settings.epochs
    said = f"{present + 1} of {len(runs)}: {size:,} of each class, {epochs} epochs"
    if run.state != "waiting":
        return said
    ahead = networks.workers().ahead_of(run)
    return f"{said} · waiting, {ahead} before it" if ahead else f"{said} · waiting"
