"""Two visitors' views of the dashboard's runs, with a short grace: one starts a run, the other only looks."""

import streamlit as st

from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Run, Settings
from cnnviz.runs import owners as kept
from cnnviz.ui.session import networks, visitor_runs

kept.GRACE = 1.5
visitor_runs.TIDIED_EVERY = 0.2
SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


@st.cache_resource
def every_run() -> list[Run]:
    return []


class Idle:
    """Workers that begin with nothing."""

    def train(self, settings: Settings, probe: object = None) -> Run:
        run = Run(settings)
        every_run().append(run)
        return run

    def stop(self, run: Run) -> None:
        run.request("stop")
        run.cancel()  # it has not begun


networks.workers = Idle

st.header("Runs", anchor=False)


@st.fragment(run_every=0.2)
def looked_at() -> None:
    there = sum(len(one.kept) for one in visitor_runs._visitors()._visitors.values())
    st.markdown(
        f"mine {len(visitor_runs.runs())}, kept {there}, all {' '.join(run.state for run in every_run())}"
    )


st.button("Start", on_click=lambda: visitor_runs.start(Settings(SMALL)))
looked_at()
visitor_runs.listen()
