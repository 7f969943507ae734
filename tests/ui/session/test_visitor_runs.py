"""The thread that looks after the visitors stays, and two tabs do not get past a bound together."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import MagicMock

import pytest
import streamlit as st

from cnnviz.errors import NetworkError
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Run, RunSettings
from cnnviz.runs.owners import MAX_ACTIVE, RunOwners
from cnnviz.ui.session import visitor_runs

SETTINGS = RunSettings(Network((28, 28, 1), (Flatten(), Dense(10, "softmax"))))


class Over(BaseException):
    """The end of a thread that has none."""


def test_whatever_goes_wrong_visitors_are_looked_after_the_next_time(monkeypatch):
    monkeypatch.setattr(visitor_runs, "TIDY_INTERVAL", 0)
    monkeypatch.setattr(visitor_runs, "runtime", MagicMock())
    monkeypatch.setattr(visitor_runs, "worker_processes", MagicMock())
    every = MagicMock()
    every.stop_abandoned.side_effect = [ZeroDivisionError, RuntimeError, None, Over]
    with pytest.raises(Over):
        visitor_runs.tidy_forever(every)
    assert every.stop_abandoned.call_count == 4


@pytest.mark.parametrize("together", [False, True])
def test_tabs_that_start_at_the_same_time_do_not_pass_the_bound_together(together, monkeypatch):
    every, asked = RunOwners(), threading.Barrier(6)

    def train(*settings):
        time.sleep(0.05)  # long enough for the other tabs to ask
        return Run(SETTINGS)

    monkeypatch.setattr(visitor_runs, "all_visitors", lambda: every)
    monkeypatch.setattr(st, "session_state", {"visitor key": "me"})
    monkeypatch.setattr(visitor_runs, "worker_processes", MagicMock(**{"workers.return_value.train": train}))

    def start(_tab):
        asked.wait()
        try:
            visitor_runs.start_group(
                visitor_runs.SHUFFLED_PIXELS, [SETTINGS] * 4
            ) if together else visitor_runs.start(SETTINGS)
        except NetworkError:
            return 1
        return 0

    with ThreadPoolExecutor(6) as tabs:
        refused = sum(tabs.map(start, range(6)))
    assert len(every.runs_of("me", visitor_runs.SHUFFLED_PIXELS if together else "")) == MAX_ACTIVE
    assert refused == (0 if together else 6 - MAX_ACTIVE)
