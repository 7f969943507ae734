"""A training run, live: written while it trains, read by the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal, TypeAlias
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from cnnviz.runs.control import Command
from cnnviz.runs.events import Event, Moment, Result
from cnnviz.runs.run_settings import RunSettings
from cnnviz.runs.thinning import MAX_BATCHES, thinned

State: TypeAlias = Literal["waiting", "running", "paused", "stopping", "finished", "stopped", "failed"]


@dataclass
class Run:
    """A training run. Threads that receive its messages write it; pages read it."""

    settings: RunSettings
    probe: npt.NDArray[np.floating[Any]] | None = field(default=None, compare=False)
    """The picture for which moments record maps and probabilities; None records no moments."""
    id: str = field(default_factory=lambda: uuid4().hex)
    state: State = "waiting"
    events: list[Event] = field(default_factory=list)
    """The reported events; batch events of a long run are thinned out."""
    moments: list[Moment] = field(default_factory=list, repr=False, compare=False)
    result: Result | None = None
    error: str = ""
    command: Command = "go"
    """The last command. A "batch" is stored as "pause" once a worker has begun it."""
    begun: bool = False
    """Whether a worker trains the run, or is about to put it aside."""
    forgotten: bool = False
    """Whether the run is no longer shown: no moments are kept."""
    skips: bool = True
    """Whether the additional inputs of Add layers are switched on."""
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def ended(self) -> bool:
        """Whether the run has ended and nothing more will arrive."""
        return self.state in {"finished", "stopped", "failed"}

    @property
    def progress(self) -> float:
        """The completed fraction of the run, from 0 to 1."""
        return self.done(self.events[-1]) if self.events else 0.0

    def seconds_left(self, now: Event) -> float | None:
        """Return the estimated seconds from event `now` to the end of all epochs, at the pace so far.

        None if the pace is not known yet or the run has ended.
        """
        first = self.events[0]
        done, seconds = self.done(now) - self.done(first), now["seconds"] - first["seconds"]
        return seconds * (1 - self.done(now)) / done if done > 0 and not self.ended else None

    def done(self, event: Event) -> float:
        """Return the completed fraction of the run at an event, from 0 to 1."""
        return min(1.0, (event["epoch"] + event["batch"] / event["n_batches"]) / self.settings.epochs)

    def begin(self) -> None:
        """Record that a worker has started the run."""
        with self.lock:
            if not self.ended:
                self._begin()

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            self._apply(self.command)

    def record(self, event: Event) -> None:
        """Store an event."""
        with self.lock:
            if not self.ended:
                self.events.append(event)
                if len(self.events) > MAX_BATCHES:
                    self.events = thinned(self.events)
                self._begin()

    def remember(self, start: int, moments: Sequence[Moment]) -> None:
        """Store moments, the first of which is number `start`; those already stored are skipped."""
        with self.lock:
            if start <= len(self.moments) and not self.forgotten:
                self.moments.extend(moments[len(self.moments) - start :])

    def request(self, command: Command) -> bool:
        """Store a command; return whether it can still be carried out. A stop may be repeated."""
        with self.lock:
            if self.ended or (self.command == "stop" and command != "stop"):
                return False
            self._apply(command)
            return True

    def restore(self, command: Command) -> None:
        """Restore an earlier command, because the later one did not reach the worker."""
        with self.lock:
            if not self.ended:
                self._apply(command)

    def _apply(self, command: Command) -> None:
        self.command = "pause" if command == "batch" and self.begun else command
        self._update_state()

    def _update_state(self) -> None:
        if self.command == "stop":
            self.state = "stopping"
        elif self.begun:
            self.state = "running" if self.command == "go" else "paused"
        else:
            self.state = "paused" if self.command == "pause" else "waiting"

    def put_aside(self, command: Command) -> None:
        """Record that the run has left its worker, and that this is its command now."""
        with self.lock:
            if not self.ended:
                self.begun = False
                self._apply(command)

    def cancel(self) -> None:
        """End a run that no worker trains, if it has learned nothing yet or is no longer shown."""
        with self.lock:
            if not self.ended and (self.forgotten or not self.events):
                self.state = "stopped"

    def finish(self, result: Result) -> None:
        """Store the result and end the run."""
        with self.lock:
            self.result = result
            self.state = "stopped" if result.stopped else "finished"

    def fail(self, error: str) -> None:
        """End the run with an error message."""
        with self.lock:
            if not self.ended:
                self.error = error
                self.state = "failed"

    def forget(self) -> None:
        """Free the moments and keep none from now on."""
        with self.lock:
            self.forgotten = True
            self.moments.clear()
