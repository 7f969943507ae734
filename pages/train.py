"""Train: a network on the digits, watched as it learns; several runs beside each other."""

import streamlit as st

from cnnviz.errors import NetworkError, sentence
from cnnviz.network import keras_code
from cnnviz.runs import Run, RunSettings
from cnnviz.ui.chapters.train import (
    network_in_use,
    run_controls,
    run_list,
    run_selection,
    run_view,
    run_wording,
)
from cnnviz.ui.controls import data_picker
from cnnviz.ui.frame import navigation, take_home
from cnnviz.ui.session import data_in_use, visitor_runs, worker_processes


def page() -> None:
    try:
        next_run = run_controls.settings()
    except NetworkError as error:
        st.error(sentence(error))
        next_run = None
    what(next_run)
    present = run_selection.looked()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        run_controls.controls()
        steer(next_run, present.run if present else None)
    run_list.NOTICE.show_once()
    run_view.watch()
    run_view.explain()
    run_list.show()
    network_in_use.show()
    if next_run is not None:
        code = keras_code(next_run.network)
        take_home.offer_and_show(code, title="The network in Keras")


def what(next_run: RunSettings | None) -> None:
    """Say what will be trained, and from what."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if next_run is not None:
            name, weights = run_wording.network(next_run.network), next_run.network.n_weights
            st.markdown(f"**{name}** network, {weights:,} weights", width="content")
        st.page_link("pages/build.py", label="Build another", icon=":material/stacks:")
        data_picker.selector("train")
    if trouble := data_in_use.trouble():
        st.info(trouble)


def steer(next_run: RunSettings | None, run: Run | None) -> None:
    """Show the buttons: a new run, and what can be wished of the one that is looked at."""
    going = run is not None and not run.ended and run.state != "stopping"
    paused = run is not None and run.state == "paused"
    twin = any(one.settings == next_run and not one.ended for one in visitor_runs.runs())
    workers = worker_processes.workers()
    wishes = [
        ("Go on", "play_arrow", workers.resume) if paused else ("Pause", "pause", workers.pause),
        ("One batch", "skip_next", workers.one_batch),
        ("Stop", "stop", workers.stop),
    ]

    def begin() -> None:
        if next_run is not None:
            run_list.begin(next_run)

    st.button(
        "Train",
        type="primary",
        icon=":material/play_arrow:",
        disabled=next_run is None or twin,
        help="This very run goes already." if twin else None,
        on_click=run_list.attempt,
        args=(begin,),
    )
    for place, (label, icon, wish) in enumerate(wishes):
        st.button(
            label,
            key=f"train-wish-{place}",
            icon=f":material/{icon}:",
            disabled=not going,
            on_click=run_list.attempt,
            args=(lambda wish=wish: wish(run),),
        )


navigation.run(page)
