"""How many digits does a network need? Runs from few digits to all there are, one after the other."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import streamlit as st

from cnnviz import learning_curve
from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.evaluation import two_errors
from cnnviz.figures.scores import amount
from cnnviz.mnist import Digits
from cnnviz.mnist.statistics import counts
from cnnviz.network import Network, lecture_network
from cnnviz.runs import Run, Settings
from cnnviz.ui import datasets, networks
from cnnviz.workers import Workers

#: Seconds between two looks at the runs, and after which runs at which nobody looks are ended.
TOLD_EVERY = 1.0
GRACE = 300.0
_COURSE = "amount"
_ERROR = "amount error"


class Course:
    """Runs that are begun one at a time, so that others get their turn between. Safe from any thread."""

    def __init__(self, workers: Workers, settings: Sequence[Settings]) -> None:
        self.settings = tuple(settings)
        self.runs: list[Run] = []
        self.error = ""
        self.seen = time.monotonic()
        self._workers = workers
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go, daemon=True, name="learning curve")
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether more will come."""
        return self._thread.is_alive()

    @property
    def stopped(self) -> bool:
        """Whether it was stopped before its end."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End the present run after its batch, and begin no other."""
        self._stopped.set()

    def points(self) -> list[tuple[int, float]]:
        """Return of each run that was not stopped its digits of a class, and its accuracy."""
        done = [run for run in list(self.runs) if run.result is not None and not run.result.stopped]
        return [(run.settings.per_class or 0, run.result.accuracy) for run in done if run.result is not None]

    def _go(self) -> None:
        try:
            for settings in self.settings:
                if self._stopped.is_set():
                    return
                run = self._workers.train(settings)
                self.runs.append(run)
                self._watch(run)
                if run.state == "failed":
                    self.error = run.error
                    return
        except (NetworkError, WorkerError) as error:
            self.error = sentence(error)

    def _watch(self, run: Run) -> None:
        """Wait for the run's end; stop it when that is wished, or nobody has looked for long."""
        asked = False
        while not run.ended:
            if time.monotonic() - self.seen > GRACE:
                self._stopped.set()
            if self._stopped.wait(0.1) and not asked:
                asked = True
                self._workers.stop(run)
            elif asked:
                time.sleep(0.1)


def show(digits: Digits) -> None:
    """Show the accuracies so far, and where the runs are begun and stopped."""
    available = int(counts(digits.y_train).min())
    if not available:
        st.info("In these digits a class is missing, so that no network can learn them all.")
        return
    course = _course()
    running = course is not None and course.running
    sizes = [one.per_class or 0 for one in course.settings] if course else learning_curve.sizes(available)
    _control(running, available)
    if error := st.session_state.pop(_ERROR, ""):
        st.error(error)
    st.fragment(_watch, run_every=TOLD_EVERY if running else None)(running, sizes)


def _course() -> Course | None:
    course: Course | None = st.session_state.get(_COURSE)
    return course


def _control(running: bool, available: int) -> None:
    words, start, stop = st.columns([6, 2, 1.4], vertical_alignment="center")
    words.markdown(
        f"The same network learns from {learning_curve.sizes(available)[0]} digits of each class, then from "
        f"more, up to all {available:,}: each time from the same start, judged by the same test digits."
    )
    start.button(
        "Train them all",
        type="primary",
        icon=":material/play_arrow:",
        disabled=running,
        on_click=_begin,
        args=(available,),
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


def _begin(available: int) -> None:
    present = _course()
    if present is not None and present.running:
        return
    try:
        runs = learning_curve.runs(_network(), datasets.source(), available)
        st.session_state[_COURSE] = Course(networks.workers(), runs)
    except (NetworkError, WorkerError) as error:
        st.session_state[_ERROR] = sentence(error)


def _end() -> None:
    present = _course()
    if present is not None:
        present.stop()


def _watch(was_running: bool, sizes: Sequence[int]) -> None:
    """Show how far the runs are."""
    course = _course()
    points: list[tuple[int, float]] = []
    if course is not None:
        course.seen = time.monotonic()
        points = course.points()
        if course.error:
            st.error(course.error)
        st.progress(_done(course), text=_said(course))
    n_test = len(datasets.digits().y_test)
    st.plotly_chart(
        amount([(size, share, two_errors(share, n_test)) for size, share in points], sizes),
        key="amount-curve",
        config={"displayModeBar": False},
        alt="Accuracy on the test digits over the number of training digits",
    )
    if was_running and (course is None or not course.running):
        st.rerun()


def _done(course: Course) -> float:
    return sum(1.0 if run.ended else run.progress for run in list(course.runs)) / len(course.settings)


def _said(course: Course) -> str:
    """Return in a line where the runs stand."""
    if not course.running:
        return "Stopped" if course.stopped else "Ended early" if course.error else "Finished"
    present = list(course.runs)
    if not present:
        return "Starting"
    run = present[-1]
    n = run.settings.per_class or 0
    said = f"{len(present)} of {len(course.settings)}: {n:,} of each class, {run.settings.epochs} epochs"
    return f"{said} · waiting for the training process" if run.state == "waiting" else said
