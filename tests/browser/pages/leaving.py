"""Two visitors' views of the dashboard's runs, with a short grace: one starts a run, the other only looks."""

from typing import Any

import streamlit as st

from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Run, RunSettings
from cnnviz.runs import owners as kept
from cnnviz.ui.session import visitor_runs, worker_processes

kept.GRACE = 1.5
visitor_runs.TIDY_INTERVAL = 0.2
SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


@st.cache_resource
def every_run() -> list[Run]:
    return []


class Idle:
    """Workers that begin with nothing."""

    def train(self, settings: RunSettings, probe: object = None) -> Run:
        run = Run(settings)
        every_run().append(run)
        return run

    def stop(self, run: Run) -> None:
        run.request("stop")
        run.cancel()  # it has not begun


patched: Any = worker_processes
patched.workers = Idle

st.header("Runs", anchor=False)


@st.fragment(run_every=0.5)  # oftener, two browsers would keep a busy machine from anything else
def looked_at() -> None:
    every = visitor_runs.all_visitors()
    there = sum(len(every.runs_of(key)) for key in every.keys())  # noqa: SIM118 - no mapping
    st.markdown(
        f"mine {len(visitor_runs.runs())}, kept {there}, all {' '.join(run.state for run in every_run())}"
    )


def start() -> None:
    visitor_runs.start(RunSettings(SMALL))


st.button("Start", on_click=start)
looked_at()
visitor_runs.identify_browser()
