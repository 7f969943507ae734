"""A run as it goes, for those that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal, TypeAlias
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from cnnviz.runs.control import Wish
from cnnviz.runs.events import Event, Moment, Result
from cnnviz.runs.run_settings import Settings
from cnnviz.runs.thinning import MAX_BATCHES, thinned

State: TypeAlias = Literal["waiting", "running", "paused", "stopping", "finished", "stopped", "failed"]


@dataclass
class Run:
    """A run as it goes. Written by the threads that hear of it, read by those that show it."""

    settings: Settings
    probe: npt.NDArray[np.floating[Any]] | None = field(default=None, compare=False)
    """The digit (28, 28) whose maps and probabilities the moments hold; None has no moments remembered."""
    id: str = field(default_factory=lambda: uuid4().hex)
    state: State = "waiting"
    events: list[Event] = field(default_factory=list)
    """What it has told; of a long run not every batch."""
    moments: list[Moment] = field(default_factory=list, repr=False, compare=False)
    result: Result | None = None
    error: str = ""
    wish: Wish = "go"
    """What was last wished of it; a single batch is "pause" from when a worker has begun with it."""
    hurried: bool = False
    """Whether it goes on against a pause, since others waited."""
    begun: bool = False
    """Whether a worker has begun with it."""
    forgotten: bool = False
    """Whether nobody looks at it any more: no moment is kept."""
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in {"finished", "stopped", "failed"}

    @property
    def progress(self) -> float:
        """How much of the run is done, from 0 to 1."""
        return self.done(self.events[-1]) if self.events else 0.0

    def seconds_left(self, now: Event) -> float | None:
        """Return how long it went on from an event at the pace until then, if all epochs were gone through.

        None when that is not known yet, and of a run that has ended.
        """
        first = self.events[0]
        done, seconds = self.done(now) - self.done(first), now["seconds"] - first["seconds"]
        return seconds * (1 - self.done(now)) / done if done > 0 and not self.ended else None

    def done(self, event: Event) -> float:
        """Return how much of the run was done when this was told, from 0 to 1."""
        return min(1.0, (event["epoch"] + event["batch"] / event["n_batches"]) / self.settings.epochs)

    def begin(self) -> None:
        """Take in that a worker has begun with it."""
        with self.lock:
            if not self.ended:
                self._begin()

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            self._wish(self.wish)

    def record(self, event: Event) -> None:
        """Take in where the run stands."""
        with self.lock:
            if not self.ended:
                self.events.append(event)
                if len(self.events) > MAX_BATCHES:
                    self.events = thinned(self.events)
                self._begin()

    def remember(self, start: int, moments: Sequence[Moment]) -> None:
        """Take in moments, of which the first is number `start`; those known already stay as they are."""
        with self.lock:
            if start <= len(self.moments) and not self.forgotten:
                self.moments.extend(moments[len(self.moments) - start :])

    def request(self, wish: Wish) -> bool:
        """Remember what is wished of the run; return whether it can still be: a stop even twice."""
        with self.lock:
            if self.ended or (self.wish == "stop" and wish != "stop"):
                return False
            self._wish(wish)
            return True

    def take_back(self, wish: Wish) -> None:
        """Have it as it was when this was wished: what was requested since has not reached it."""
        with self.lock:
            if not self.ended:
                self._wish(wish)

    def _wish(self, wish: Wish) -> None:
        self.wish = "pause" if wish == "batch" and self.begun else wish
        self.hurried = False
        self._stand()

    def _stand(self) -> None:
        if self.wish == "stop":
            self.state = "stopping"
        elif self.begun:
            self.state = "running" if self.wish == "go" else "paused"
        else:
            self.state = "paused" if self.wish == "pause" else "waiting"

    def cancel(self) -> None:
        """End a run that has not begun."""
        with self.lock:
            if not self.events and not self.ended:
                self.state = "stopped"

    def finish(self, result: Result) -> None:
        """Take in the result."""
        with self.lock:
            self.result = result
            self.state = "stopped" if result.stopped else "finished"

    def fail(self, error: str) -> None:
        """Take in, as a sentence, why there is no result."""
        with self.lock:
            if not self.ended:
                self.error = error
                self.state = "failed"

    def forget(self) -> None:
        """Free the moments, and keep none that still come."""
        with self.lock:
            self.forgotten = True
            self.moments.clear()
