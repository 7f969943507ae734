"""The list of the visitor's runs: which are shown, and what can be done with the selected one."""

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
from cnnviz.workers import NetworkFile

#: Why the last click on a button had no effect.
NOTICE = Notice("train error")


def attempt(action: Callable[[], object]) -> None:
    """Run a callback; an error in it is shown when the page runs."""
    with NOTICE.catch(NetworkError, WorkerError):
        action()


def start(settings: RunSettings, compared_with: KeptRun | None = None) -> None:
    """Start a run and select it.

    If a run of these settings is active, select that one: the visitor has clicked a second time before the
    page showed the run.

    Args:
        settings: How the run is made.
        compared_with: A run whose curves are shown as well.
    """
    active = (kept for kept in visitor_runs.kept_runs() if not kept.run.ended)
    same = next((kept for kept in active if kept.run.settings == settings), None)
    compared = run_selection.compared()
    run_selection.select(same or visitor_runs.start(settings, run_controls.probe()))
    run_selection.compare([*compared, compared_with] if compared_with else compared)


def show() -> None:
    """Show all runs, which of them are shown above, and what can be done with the selected one."""
    kept, selected = visitor_runs.kept_runs(), run_selection.selected()
    if selected is None:
        return
    st.subheader("Your runs", anchor=False)
    _choose_runs(kept, selected)
    st.table([_row(kept_run) for kept_run in reversed(kept)], hide_index=True)
    if n_removed := visitor_runs.n_removed():
        removed = "run was" if n_removed == 1 else "runs were"
        st.caption(f"The list holds {MAX_KEPT} runs. Your {n_removed} oldest {removed} removed.")
    _show_actions(selected)


def _choose_runs(kept: list[KeptRun], selected: KeptRun) -> None:
    """Show the choice of the run that is shown, and of those it is compared with."""
    by_number = {kept_run.number: kept_run for kept_run in kept}
    first, others = st.columns(2)
    first.pills(
        "Show run",
        list(by_number),
        required=True,
        **bind("train-looked", selected.number, lambda number: run_selection.select(by_number.get(number))),
    )
    other_numbers = [number for number in by_number if number != selected.number]
    if not other_numbers:
        return
    others.pills(
        "Compare with",
        other_numbers,
        selection_mode="multi",
        **bind(
            "train-beside",
            [kept_run.number for kept_run in run_selection.compared()],
            lambda numbers: run_selection.compare([by_number[number] for number in numbers]),
        ),
    )


def _row(kept: KeptRun) -> dict[str, str]:
    run, result = kept.run, kept.run.result
    return {
        "run": str(kept.number),
        "network": run_wording.network(run.settings.network),
        "parameters": f"{run.settings.network.n_weights:,}",
        "settings": run_wording.settings(run.settings),
        "test accuracy": captions.share(result.accuracy) if result else run_wording.NOTHING,
        "time": run_wording.seconds(result.seconds) if result else run_wording.NOTHING,
        "state": run_wording.STATES[run.state],
    }


def _show_actions(kept: KeptRun) -> None:
    """Show the buttons for a run."""
    run = kept.run
    with st.container(horizontal=True):
        if kept.network is not None:
            _show_results(kept, kept.network)
        bare = network.without_dropout(run.settings.network)
        if bare != run.settings.network:
            st.button(
                "The same without dropout",
                icon=":material/compare:",
                on_click=attempt,
                args=(lambda: start(replace(run.settings, network=bare), compared_with=kept),),
                help="Starts the same run without its dropout layers. Shows both curves together.",
            )
        if run.state == "failed":
            again = (lambda: start(run.settings),)
            st.button("Start again", icon=":material/replay:", on_click=attempt, args=again)
        forget = (lambda: visitor_runs.forget(run),)
        st.button(f"Delete run {kept.number}", icon=":material/delete:", on_click=attempt, args=forget)


def _show_results(kept: KeptRun, trained: NetworkFile) -> None:
    """Offer the trained network, to use it and as a file, and the run as files."""
    st.button(
        "Use this network",
        icon=":material/check:",
        disabled=networks.own() == trained,
        on_click=networks.choose,
        args=(trained,),
    )
    _download("Network (.keras)", networks.file(trained), f"run-{kept.number}.keras")
    _offer_files(kept.number, kept.run)


def _offer_files(number: int, run: Run) -> None:
    """Offer a run as a table, and as a notebook that repeats it; a file is written when it is downloaded."""
    _download("Run (.csv)", lambda: export.run_csv(run), f"run-{number}.csv")
    _download("Notebook", lambda: export.notebook(run.settings, run.result), f"run-{number}.ipynb")


def _download(label: str, data: bytes | Callable[[], str | bytes], name: str) -> None:
    st.download_button(label, data, file_name=name, icon=":material/download:", on_click="ignore")
