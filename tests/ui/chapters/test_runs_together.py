"""Runs that are started together: their buttons, errors of the buttons, updates, and the line of progress."""

from typing import Any
from unittest.mock import MagicMock

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.network import Dense, Flatten, Network, lecture_network
from cnnviz.runs import Run, RunSettings
from cnnviz.ui.chapters import runs_together
from cnnviz.ui.chapters.runs_together import failure, progress, status

SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


def run_of(state="waiting", seed=1, done=0.0, error=""):
    run = Run(RunSettings(SMALL, epochs=1, seed=seed), state=state, error=error)
    if done:
        run.events.append(event(batch=int(100 * done)))
    return run


def event(**fields) -> Any:
    return {"kind": "batch", "epoch": 0, "n_batches": 100, "seconds": 1.0} | fields


class Visitor:
    """Stands for `visitor_runs`: notes what is started and stopped, and gives the group's runs."""

    def __init__(self):
        self.runs, self.started, self.stopped, self.error = [], [], [], None

    def group_runs(self, group):
        return self.runs

    def start_group(self, group, settings):
        if self.error:
            raise self.error
        self.started.append((group, settings))
        self.runs = [run_of("running"), run_of()]

    def stop_group(self, group):
        if self.error:
            raise self.error
        self.stopped.append(group)
        self.runs = [run_of("stopped")] * len(self.runs)


@pytest.fixture
def visitor(monkeypatch):
    visitor = Visitor()
    monkeypatch.setattr(runs_together, "visitor_runs", visitor)
    return visitor


def panel():
    import streamlit as st

    from cnnviz.network import lecture_network
    from cnnviz.runs import RunSettings
    from cnnviz.ui.chapters.runs_together import RunsTogether

    st.session_state["n page runs"] = st.session_state.get("n page runs", 0) + 1
    together = RunsTogether(
        "some", "Train all", lambda: [RunSettings(lecture_network(), seed=seed) for seed in (1, 2)]
    )
    together.buttons(*st.columns(2))
    together.message()

    def show():
        st.markdown(f"{len(together.runs)} runs")

    together.watch(show)


def buttons(at):
    assert not at.exception
    return {button.label: button.disabled for button in at.button}


def test_the_runs_are_started_and_stopped_by_their_buttons(visitor):
    at = AppTest.from_function(panel, default_timeout=60).run()
    assert buttons(at) == {"Train all": False, "Stop": True}
    at.button(key="some-start").click().run()
    assert visitor.started == [
        ("some", [RunSettings(lecture_network(), seed=1), RunSettings(lecture_network(), seed=2)])
    ]
    assert buttons(at) == {"Train all": True, "Stop": False}
    assert [text.value for text in at.markdown] == ["2 runs"]
    at.button(key="some-stop").click().run()
    assert visitor.stopped == ["some"]
    assert buttons(at) == {"Train all": False, "Stop": True}


def test_after_a_start_the_whole_page_runs_once_more(visitor):
    at = AppTest.from_function(panel, default_timeout=60).run()
    at.run()
    assert at.session_state["n page runs"] == 2
    at.button(key="some-start").click().run()
    assert at.session_state["n page runs"] == 4
    at.run()
    assert at.session_state["n page runs"] == 5


@pytest.mark.parametrize("error", [NetworkError("Too many runs."), WorkerError("No answer.")])
def test_a_start_that_is_refused_is_said_once(error, visitor):
    visitor.error = error
    at = AppTest.from_function(panel, default_timeout=60).run()
    at.button(key="some-start").click().run()
    assert [shown.value for shown in at.error] == [str(error)]
    assert buttons(at) == {"Train all": False, "Stop": True}
    assert [shown.value for shown in at.run().error] == []


def test_a_stop_that_fails_is_said_once(visitor):
    visitor.runs = [run_of("running")]
    visitor.error = WorkerError("No answer.")
    at = AppTest.from_function(panel, default_timeout=60).run()
    at.button(key="some-stop").click().run()
    assert [shown.value for shown in at.error] == ["No answer."]
    assert [shown.value for shown in at.run().error] == []


def test_only_while_a_run_trains_the_panel_is_updated_by_itself(visitor, monkeypatch):
    intervals = []

    def fragment(body, run_every=None):
        intervals.append(run_every)
        return body

    monkeypatch.setattr(st, "fragment", fragment)
    together = runs_together.RunsTogether("some", "Train all", list)
    for visitor.runs in ([], [run_of("finished")], [run_of("finished"), run_of()]):
        together.watch(lambda: None)
    assert intervals == [None, None, runs_together.UPDATED_EVERY]


def test_when_the_last_run_ends_the_whole_page_runs_again(visitor, monkeypatch):
    """Between the page's run and an update the last run ends: its buttons must change."""
    reruns = []
    monkeypatch.setattr(st, "fragment", lambda body, run_every=None: body)
    monkeypatch.setattr(st, "rerun", lambda: reruns.append(1))
    together = runs_together.RunsTogether("some", "Train all", list)
    visitor.runs = [run_of("running")]
    together.watch(lambda: None)
    assert reruns == []
    together.watch(lambda: setattr(visitor, "runs", [run_of("finished")]))
    assert reruns == [1]
    together.watch(lambda: None)
    assert reruns == [1]


def test_the_progress_is_the_mean_of_all_runs():
    assert progress([run_of("running", done=0.5), run_of()]) == 0.25
    assert progress([run_of("finished"), run_of("failed"), run_of("running", done=0.25), run_of()]) == 0.5625


def test_the_first_failure_is_named():
    assert failure([run_of("finished"), run_of("running")]) == ""
    failed = [run_of("finished"), run_of("failed", error="First."), run_of("failed", error="Second.")]
    assert failure(failed) == "First."


@pytest.mark.parametrize(
    ("states", "line"),
    [
        (["running", "waiting"], "1 of 2: run 1"),
        (["finished", "paused"], "2 of 2: run 2"),
        (["finished", "finished"], "Finished"),
        (["finished", "failed"], "Ended early"),
        (["failed", "stopped"], "Stopped"),
    ],
)
def test_the_line_names_the_run_that_trains_or_how_all_ended(states, line):
    runs = [run_of(state, seed=seed) for seed, state in enumerate(states, 1)]
    assert status(runs, lambda run: f"run {run.settings.seed}") == line


@pytest.mark.parametrize(
    ("ahead", "line"), [(0, "1 of 1: it · waiting"), (3, "1 of 1: it · waiting, 3 before it")]
)
def test_a_run_that_waits_tells_how_many_are_before_it(ahead, line, monkeypatch):
    processes = MagicMock(**{"workers.return_value.ahead_of.return_value": ahead})
    monkeypatch.setattr(runs_together, "worker_processes", processes)
    assert status([run_of()], lambda run: "it") == line
