"""The buttons that start a run, and that pause, step and stop the one that is shown."""

from __future__ import annotations

import streamlit as st

from cnnviz.runs import Run, RunSettings
from cnnviz.ui.chapters.train import run_list, run_selection
from cnnviz.ui.session import visitor_runs, worker_processes


def show(next_run: RunSettings | None) -> None:
    """Show the buttons.

    Args:
        next_run: The settings of the run to start; None if there is no valid network.
    """
    _show_start(next_run)
    selected = run_selection.selected()
    _show_commands(selected.run if selected else None)


def _show_start(next_run: RunSettings | None) -> None:
    already_active = any(run.settings == next_run and not run.ended for run in visitor_runs.runs())

    def start() -> None:
        if next_run is not None:
            run_list.start(next_run)

    st.button(
        "Train",
        type="primary",
        icon=":material/play_arrow:",
        disabled=next_run is None or already_active,
        help="This run is already in progress." if already_active else None,
        on_click=run_list.attempt,
        args=(start,),
    )


def _show_commands(run: Run | None) -> None:
    """Show the commands for a run: pause or go on, train on one batch, stop."""
    active = run is not None and not run.ended and run.state != "stopping"
    paused = run is not None and run.state == "paused"
    workers = worker_processes.workers()
    commands = [
        ("Go on", "play_arrow", workers.resume) if paused else ("Pause", "pause", workers.pause),
        ("One batch", "skip_next", workers.one_batch),
        ("Stop", "stop", workers.stop),
    ]
    for place, (label, icon, command) in enumerate(commands):
        st.button(
            label,
            key=f"train-wish-{place}",
            icon=f":material/{icon}:",
            disabled=not active,
            on_click=run_list.attempt,
            args=(lambda command=command: command(run),),
        )
