"""The visitor's runs: a list, which of them are seen, and what can be done with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from cnnviz import export, network
from cnnviz.errors import NetworkError, WorkerError
from cnnviz.figures import captions
from cnnviz.runs import Run, RunSettings
from cnnviz.runs.owners import MAX_KEPT, KeptRun
from cnnviz.ui.chapters.train import run_controls, run_selection, run_wording
from cnnviz.ui.session import networks, visitor_runs
from cnnviz.ui.session.notice import Notice
from cnnviz.ui.session.state import bind

#: Why the last press of a button had no effect.
NOTICE = Notice("train error")


def attempt(action: Callable[[], object]) -> None:
    """Do something with the runs; an error is shown when the page runs."""
    with NOTICE.catch(NetworkError, WorkerError):
        action()


def begin(one: RunSettings, beside: KeptRun | None = None) -> None:
    """Start a run and look at it; given another, their curves lie over each other.

    A run that goes already is not started again: a second click came before the page showed the first.
    """
    twin = next(
        (kept for kept in visitor_runs.kept() if kept.run.settings == one and not kept.run.ended), None
    )
    present = run_selection.beside()
    started = twin or visitor_runs.start(one, run_controls.probe())
    run_selection.look_at(started)
    run_selection.put_beside([*present, beside] if beside else present)


def show() -> None:
    """Show all runs, choose among them, and offer what can be done with the one that is looked at."""
    kept, first = visitor_runs.kept(), run_selection.looked()
    if first is None:
        return
    st.subheader("Your runs", anchor=False)
    _choices(kept, first)
    st.table([_row(one) for one in reversed(kept)], hide_index=True)
    if left := visitor_runs.left():
        oldest = "run has" if left == 1 else "runs have"
        st.caption(f"{MAX_KEPT} are kept: your {left} oldest {oldest} left the list.")
    _actions(first)


def _choices(kept: list[KeptRun], first: KeptRun) -> None:
    """Choose the run that is looked at, and those beside it."""
    by_number = {one.number: one for one in kept}
    look, beside = st.columns(2)
    look.pills(
        "Look at run",
        list(by_number),
        required=True,
        **bind("train-looked", first.number, lambda number: run_selection.look_at(by_number.get(number))),
    )
    others = [number for number in by_number if number != first.number]
    beside.pills(
        "Beside it, in the curves",
        others,
        selection_mode="multi",
        disabled=not others,
        **bind(
            "train-beside",
            [one.number for one in run_selection.beside()],
            lambda numbers: run_selection.put_beside([by_number[number] for number in numbers]),
        ),
    )


def _row(one: KeptRun) -> dict[str, str]:
    run, result = one.run, one.run.result
    return {
        "run": str(one.number),
        "network": run_wording.network(run.settings.network),
        "weights": f"{run.settings.network.n_weights:,}",
        "settings": run_wording.settings(run.settings),
        "test digits right": captions.share(result.accuracy) if result else run_wording.NOTHING,
        "time": run_wording.seconds(result.seconds) if result else run_wording.NOTHING,
        "state": run_wording.STATES[run.state],
    }


def _actions(one: KeptRun) -> None:
    """Offer what can be done with a run."""
    run = one.run
    with st.container(horizontal=True):
        if one.network is not None:
            _take(one)
        bare = network.without_dropout(run.settings.network)
        if bare != run.settings.network:
            st.button(
                "The same without dropout",
                icon=":material/compare:",
                on_click=attempt,
                args=(lambda: begin(replace(run.settings, network=bare), beside=one),),
                help="Starts the same run without its dropout layers, and lays their curves over each other.",
            )
        if run.state == "failed":
            again = (lambda: begin(run.settings),)
            st.button("Start again", icon=":material/replay:", on_click=attempt, args=again)
        gone = (lambda: visitor_runs.forget(run),)
        st.button(f"Forget run {one.number}", icon=":material/delete:", on_click=attempt, args=gone)


def _take(one: KeptRun) -> None:
    """Offer the network of a run that has ended: to look into, and as a file; and the run as files."""
    trained = one.network
    if trained is None:
        return
    st.button(
        "Use this network",
        icon=":material/check:",
        disabled=networks.chosen() == trained,
        on_click=networks.choose,
        args=(trained,),
    )
    _download("Network (.keras)", networks.file(trained), f"run-{one.number}.keras")
    _files(one.number, one.run)


def _files(number: int, run: Run) -> None:
    """Offer a run as a table, and the notebook that repeats it; either is written when it is asked for."""
    _download("Run (.csv)", lambda: export.run_csv(run), f"run-{number}.csv")
    _download("Notebook", lambda: export.notebook(run.settings, run.result), f"run-{number}.ipynb")


def _download(label: str, data: bytes | Callable[[], str | bytes], name: str) -> None:
    st.download_button(label, data, file_name=name, icon=":material/download:", on_click="ignore")
