"""Two visitors' views of the dashboard's runs, with a short grace: one starts a run, the other only looks."""

import streamlit as st

from cnnviz import visitors as kept
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import Run, Settings
from cnnviz.ui import networks, visitors

kept.GRACE = 1.5
visitors.TIDIED_EVERY = 0.2
SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


@st.cache_resource
def every_run() -> list[Run]:
    return []


class Idle:
    """Workers that only remember what is wished."""

    def train(self, settings: Settings, probe: object = None) -> Run:
        run = Run(settings)
        every_run().append(run)
        return run

    def stop(self, run: Run) -> None:
        run.request("stop")


networks.workers = Idle

st.header("Runs", anchor=False)


@st.fragment(run_every=0.2)
def looked_at() -> None:
    there = sum(len(one.kept) for one in visitors._visitors()._visitors.values())
    st.markdown(
        f"mine {len(visitors.runs())}, kept {there}, all {' '.join(run.state for run in every_run())}"
    )


st.button("Start", on_click=lambda: visitors.start(Settings(SMALL)))
looked_at()
visitors.listen()
