"""Train: the lecture's network on the bundled digits, watched as it learns."""

import streamlit as st

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.figures import captions
from cnnviz.figures.curves import curves
from cnnviz.network import keras_code, lecture_network
from cnnviz.pipeline import MAX_EPOCHS
from cnnviz.runs import Run, Settings
from cnnviz.ui import frame, networks, take_home
from cnnviz.ui.state import current, field
from cnnviz.workers import NetworkFile

TRAINED = "The network you trained"
LOADED = "The network you loaded"
#: Seconds between two looks at a run: its numbers, and its curves, which cost a browser a sixth of a second.
TOLD_EVERY, PLOTTED_EVERY = 0.4, 1.0
SAYS = {
    "waiting": "Waiting for the training process",
    "running": "Training",
    "stopping": "Stopping after this batch",
    "finished": "Finished",
    "stopped": "Stopped",
}


def page() -> None:
    run = networks.run()
    running = run is not None and not run.ended
    epochs, start, stop, _ = st.columns([3, 1, 1, 3], vertical_alignment="bottom")
    epochs.slider("Epochs", 1, MAX_EPOCHS, disabled=running, **field("train", "epochs"))
    start.button(
        "Train",
        type="primary",
        icon=":material/play_arrow:",
        disabled=running,
        on_click=begin,
        width="stretch",
    )
    stop.button("Stop", icon=":material/stop:", disabled=not running, on_click=end, width="stretch")
    if error := st.session_state.pop("train error", ""):
        st.error(error)
    st.fragment(watch, run_every=TOLD_EVERY if running else None)(running)
    st.fragment(plot, run_every=PLOTTED_EVERY if running else None)()
    keep()
    code = keras_code(lecture_network())
    take_home.offer(code)
    with st.expander("The network in Keras"):
        st.code(code, language="python")


def begin() -> None:
    try:
        networks.start(Settings(lecture_network(), epochs=current().epochs))
    except (NetworkError, WorkerError) as error:
        st.session_state["train error"] = str(error)


def end() -> None:
    try:
        networks.stop()
    except WorkerError as error:
        st.session_state["train error"] = str(error)


def watch(was_running: bool) -> None:
    """Show how far the run is."""
    run = networks.run()
    if run is None:
        st.markdown(
            "4,000 digits to learn from, 1,000 others to judge by; Adam on cross-entropy, 32 digits a batch. "
            "Other pages and other visitors go on meanwhile."
        )
    elif run.state == "failed":
        st.error(run.error)
    else:
        st.progress(run.progress, text=said(run))
    if was_running and run is not None and run.ended:
        st.rerun()


def plot() -> None:
    """Show the course of the run."""
    run = networks.run()
    events = list(run.events) if run else []
    epochs = run.settings.epochs if run else current().epochs
    st.plotly_chart(
        curves(events, epochs),
        key="train-curves",
        config={"displayModeBar": False},
        alt="Loss and accuracy over the epochs of the training run",
    )


def said(run: Run) -> str:
    """Return in a line where the run stands."""
    parts = [SAYS[run.state]]
    if run.state == "waiting" and (ahead := networks.workers().ahead_of(run)):
        parts.append(f"{ahead} before you")
    if run.events:
        last = run.events[-1]
        parts += [
            f"epoch {last['epoch'] + 1} of {run.settings.epochs}",
            f"batch {last['batch']} of {last['n_batches']}",
        ]
    if run.result is not None:
        parts += [
            f"{captions.share(run.result.accuracy)} of 1,000 test digits right",
            f"{run.result.seconds:.0f} s",
        ]
    return " · ".join(parts)


def keep() -> None:
    """Offer what can be done with a trained network: look inside, save, load, go back."""
    networks.collect(TRAINED)
    chosen = networks.chosen()
    st.subheader(f"In use: {chosen.label[0].lower()}{chosen.label[1:]}", anchor=False)
    look, save, back, _ = st.columns([1.2, 1, 1.3, 2])
    if look.button("Look inside", icon=":material/hub:", width="stretch"):
        st.switch_page("pages/network.py")
    save.download_button(
        "Save",
        networks.file(chosen),
        file_name="network.keras",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
    back.button(
        "Back to the shipped one",
        icon=":material/undo:",
        disabled=chosen == networks.SHIPPED,
        on_click=networks.choose,
        args=(networks.SHIPPED,),
        width="stretch",
    )
    st.file_uploader("Load a network saved here (.keras)", type="keras", key="train-file", on_change=load)
    if error := st.session_state.get("load error"):
        st.error(error)


def load() -> None:
    file = st.session_state["train-file"]
    st.session_state.pop("load error", None)
    if file is None:
        return
    try:
        networks.add(networks.read(NetworkFile(LOADED, file.getvalue())))
    except (NetworkError, WorkerError) as error:
        st.session_state["load error"] = str(error)


frame.run(page)
