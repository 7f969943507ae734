"""The tasks of a training worker. The first run imports Keras; importing this module does not."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import dask.sizeof
import numpy as np
import numpy.typing as npt
from distributed import Worker, get_worker

from cnnviz import mnist
from cnnviz.errors import DataError, NetworkError, sentence
from cnnviz.mnist import Digits
from cnnviz.runs import Command, Control, Event, Moment, Result, RunSettings
from cnnviz.workers.tasks import keras_module

Probe = npt.NDArray[np.floating[Any]]

# Dask measures each message by a sample drawn from Python's global random generator, on another thread. Keras
# draws the layers' seeds from that generator: a message in between gave the same seed another run.
dask.sizeof.random = random.Random()  # type: ignore[assignment,attr-defined]  # noqa: S311 - not for secrets


@dataclass(frozen=True)
class Ended:
    """How a run ended: with a result or an error message, and the moments not fetched yet.

    Attributes:
        start: Number of the first of these moments.
    """

    result: Result | None
    error: str
    start: int
    moments: list[Moment]


@dataclass
class Ongoing:
    """An active run in this process: its commands, and its moments until they are fetched."""

    control: Control = field(default_factory=Control)
    start: int = 0
    moments: list[Moment] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def n_moments(self) -> int:
        """Number of moments recorded so far."""
        return self.start + len(self.moments)

    def since(self, start: int) -> tuple[int, list[Moment]]:
        """Return the moments from number `start` on, and that number; forget those before it."""
        with self.lock:
            known = max(0, min(start - self.start, len(self.moments)))
            del self.moments[:known]
            self.start += known
            return self.start, list(self.moments)

    def remember(self, moment: Moment) -> None:
        """Store a moment until it is fetched."""
        with self.lock:
            self.moments.append(moment)


#: The maximum number of commands kept for runs that have not begun.
MAX_EARLY = 100

_ongoing: dict[str, Ongoing] = {}
_early: dict[str, Command] = {}


def train(run_id: str, topic: str, settings: RunSettings, probe: Probe | None, command: Command) -> Ended:
    """Train, and publish the start and each event under the topic. Stop when the task is cancelled."""
    worker = get_worker()
    ongoing = _ongoing[run_id] = Ongoing(Control(command))
    if run_id in _early:
        ongoing.control.request(_early.pop(run_id))
    worker.log_event(topic, {"run": run_id, "begun": True})

    def emit(event: Event) -> None:
        worker.log_event(topic, {"run": run_id, "moments": ongoing.n_moments, **event})

    try:
        result = keras_module("training").train(
            settings,
            _digits(settings.data, mnist.stamp(settings.data)),
            emit,
            stop=_unwanted(worker),
            control=ongoing.control,
            probe=probe,
            remember=None if probe is None else ongoing.remember,
        )
        return Ended(result, "", *ongoing.since(0))
    except (NetworkError, DataError) as error:
        return Ended(None, sentence(error), *ongoing.since(0))
    finally:
        del _ongoing[run_id]


def request(run_id: str, command: Command) -> None:
    """Send a command to a run of this process, now or when it begins."""
    ongoing = _ongoing.get(run_id)
    if ongoing is not None:
        ongoing.control.request(command)
    else:
        _early[run_id] = command
        while len(_early) > MAX_EARLY:  # left over from runs that ended, or never came
            del _early[next(iter(_early))]


def moments(run_id: str, start: int) -> tuple[int, list[Moment]] | None:
    """Return a run's moments from number `start` on, and that number; None if it is not active here."""
    ongoing = _ongoing.get(run_id)
    return None if ongoing is None else ongoing.since(start)


def _unwanted(worker: Worker) -> Callable[[], bool]:
    """Return a function that tells whether this task is no longer wanted: cancelled, or its client left."""
    key = worker.get_current_task()

    def unwanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is None or task.state != "executing"

    return unwanted


@lru_cache(maxsize=1)
def _digits(source: str, _: tuple[int, int]) -> Digits:
    """Return the digits of a source. The last source stays in memory."""
    return mnist.load(source)
