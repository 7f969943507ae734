"""Training runs that a visitor starts together: where they are started and stopped, and how far they are."""

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
    """A group of runs, of which one trains after the other.

    Args:
        group: One of `visitor_runs.GROUPS`.
        label: What the button says that starts them.
        settings: Returns the settings of all runs; may raise a NetworkError or a WorkerError.
    """

    group: str
    label: str
    settings: Callable[[], Sequence[RunSettings]]

    @property
    def runs(self) -> list[Run]:
        """The visitor's runs of this group, in the order in which they train."""
        return visitor_runs.together(self.group)

    @property
    def running(self) -> bool:
        """Whether one of them has not ended."""
        return any(not run.ended for run in self.runs)

    def buttons(self, start: Any, stop: Any) -> None:
        """Show both buttons, each in the place that is given."""
        if st.session_state.pop(self._begun, False):
            # The whole page, not a fragment: it asks the browser who it is, so that a reload finds the runs.
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
        """Show why the last press of a button had no effect, once."""
        self._notice.show_once()

    def watch(self, show: Callable[[], None]) -> None:
        """Show how far the runs are, again and again while one trains."""
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
    def _begun(self) -> str:
        return f"{self.group} begun"

    def _start(self) -> None:
        with self._notice.catch(NetworkError, WorkerError):
            visitor_runs.start_together(self.group, self.settings())
            st.session_state[self._begun] = True

    def _stop(self) -> None:
        with self._notice.catch(WorkerError):
            visitor_runs.stop_together(self.group)


def failure(runs: Sequence[Run]) -> str:
    """Return why the first run that failed did so, or ""."""
    return next((run.error for run in runs if run.state == "failed"), "")


def progress(runs: Sequence[Run]) -> float:
    """Return how much of all runs is done, from 0 to 1."""
    return sum(1.0 if run.ended else run.progress for run in runs) / len(runs)


def status(runs: Sequence[Run], name: Callable[[Run], str]) -> str:
    """Return in a line which run trains, or how they ended.

    Args:
        runs: At least one, in the order in which they train.
        name: Returns what a run is called.
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
