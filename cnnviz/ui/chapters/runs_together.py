"""A group of training runs that the visitor starts together: its buttons, its progress, its errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.runs import Run, RunSettings
from cnnviz.ui.session import visitor_runs, worker_processes
from cnnviz.ui.session.notice import Notice

#: Seconds between two updates of the panel while a run trains.
UPDATED_EVERY = 1.0


@dataclass(frozen=True)
class RunsTogether:
    """A group of runs that train one after the other.

    Args:
        group: One of `visitor_runs.GROUPS`.
        label: The label of the button that starts them.
        settings: Returns the settings of all runs; may raise a NetworkError or a WorkerError.
    """

    group: str
    label: str
    settings: Callable[[], Sequence[RunSettings]]

    @property
    def runs(self) -> list[Run]:
        """The visitor's runs of this group, in the order in which they train."""
        return visitor_runs.group_runs(self.group)

    @property
    def running(self) -> bool:
        """Whether one of them has not ended."""
        return any(not run.ended for run in self.runs)

    def buttons(self, start: Any, stop: Any) -> None:
        """Show the buttons that start and stop the runs, each in its own container."""
        if st.session_state.pop(self._just_started, False):
            # Rerun the whole page, not only a fragment: app.py then identifies the browser, so that the runs
            # are found again after a reload.
            st.rerun()
        start.button(
            self.label,
            type="primary",
            icon=":material/play_arrow:",
            disabled=self.running,
            on_click=self._start,
            width="stretch",
            key=f"{self.group}-start",
        )
        stop.button(
            "Stop",
            icon=":material/stop:",
            disabled=not self.running,
            on_click=self._stop,
            width="stretch",
            key=f"{self.group}-stop",
        )

    def message(self) -> None:
        """Show once why the last click on a button failed, if it did."""
        self._notice.show_once()

    def watch(self, show: Callable[[], None]) -> None:
        """Call `show` in a fragment that is updated while one of the runs trains."""
        running = self.running

        def update() -> None:
            show()
            if running and not self.running:
                st.rerun()

        st.fragment(update, run_every=UPDATED_EVERY if running else None)()

    @property
    def _notice(self) -> Notice:
        return Notice(f"{self.group} error")

    @property
    def _just_started(self) -> str:
        return f"{self.group} just started"

    def _start(self) -> None:
        with self._notice.catch(NetworkError, WorkerError):
            visitor_runs.start_group(self.group, self.settings())
            st.session_state[self._just_started] = True

    def _stop(self) -> None:
        with self._notice.catch(WorkerError):
            visitor_runs.stop_group(self.group)


def failure(runs: Sequence[Run]) -> str:
    """Return the error of the first run that failed, or "" if none did."""
    return next((run.error for run in runs if run.state == "failed"), "")


def progress(runs: Sequence[Run]) -> float:
    """Return the mean progress of the runs, from 0 to 1."""
    return sum(1.0 if run.ended else run.progress for run in runs) / len(runs)


def status(runs: Sequence[Run], name: Callable[[Run], str]) -> str:
    """Return a line that says which run trains, or how the runs ended.

    Args:
        runs: At least one run, in the order in which they train.
        name: Returns the name of a run.
    """
    present = next((n for n, run in enumerate(runs) if not run.ended), None)
    if present is None:
        states = {run.state for run in runs}
        return "Stopped" if "stopped" in states else "Ended early" if "failed" in states else "Finished"
    run = runs[present]
    line = f"{present + 1} of {len(runs)}: {name(run)}"
    if run.state != "waiting":
        return line
    ahead = worker_processes.workers().ahead_of(run)
    return f"{line} · waiting, {ahead} before it" if ahead else f"{line} · waiting"
