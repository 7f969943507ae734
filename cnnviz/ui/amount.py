"""How many digits does a network need? Runs from few digits to all there are, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz import learning_curve
from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.figures.scores import amount
from cnnviz.learning_curve import Course
from cnnviz.mnist import Digits
from cnnviz.mnist.statistics import counts
from cnnviz.network import Network, lecture_network
from cnnviz.ui import datasets, networks

#: Seconds between two looks at the runs.
TOLD_EVERY = 1.0
_COURSE = "amount"
_ERROR = "amount error"


def available(digits: Digits) -> int:
    """Return how many training digits the class with the fewest has."""
    return int(counts(digits.y_train).min())


def show(digits: Digits) -> None:
    """Show the accuracies so far, and where the runs are begun and stopped."""
    most = available(digits)
    if not most:
        st.info("In these digits a class is missing, so that no network can learn them all.")
        return
    course = _course()
    running = course is not None and course.running
    sizes = [one.per_class or 0 for one in course.settings] if course else learning_curve.sizes(most)
    _control(running, most)
    if error := st.session_state.pop(_ERROR, ""):
        st.error(error)
    st.fragment(_watch, run_every=TOLD_EVERY if running else None)(running, sizes)


def _course() -> Course | None:
    course: Course | None = st.session_state.get(_COURSE)
    return course


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
    present = _course()
    if present is not None and present.running:
        return
    try:
        runs = learning_curve.runs(_network(), datasets.source(), most)
        st.session_state[_COURSE] = Course(
            networks.workers(),
            runs,
            n_test=len(datasets.digits().y_test),
            about=f"{networks.chosen().label}, {len(datasets.digits().y_test):,} test digits",
        )
    except (NetworkError, WorkerError) as error:
        st.session_state[_ERROR] = sentence(error)


def _end() -> None:
    present = _course()
    if present is not None:
        present.stop()


def _watch(was_running: bool, sizes: Sequence[int]) -> None:
    """Show how far the runs are."""
    course = _course()
    points: list[tuple[int, float, float]] = []
    if course is not None:
        course.look()
        points = course.points()
        if course.error:
            st.error(course.error)
        st.progress(_done(course), text=f"{_said(course)} · {course.about}")
    st.plotly_chart(
        amount(points, sizes),
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
