"""The tasks of a training worker. The first run imports Keras; importing this module does not."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from distributed import Worker, get_worker

from cnnviz import mnist
from cnnviz.errors import DataError, NetworkError, sentence
from cnnviz.mnist import Digits
from cnnviz.runs import (
    Command,
    Control,
    Event,
    Moment,
    PutAside,
    Result,
    RunSettings,
)
from cnnviz.workers.tasks import keras_module

Probe = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Ended:
    """How a run left its worker: with a result or an error message, or put aside; and its last moments.

    Attributes:
        start: Number of the first of these moments, which are not fetched yet.
        put_aside: What it needs to go on, if it was paused.
    """

    result: Result | None
    error: str
    start: int
    moments: list[Moment]
    put_aside: PutAside | None = None


@dataclass
class Ongoing:
    """An active run in this process: its commands, and its moments until they are fetched."""

    control: Control = field(default_factory=Control)
    start: int = 0
    moments: list[Moment] = field(default_factory=list)
    skips: bool | None = None
    """Whether the additional inputs of Add layers are on; None until that is asked for."""
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


#: The maximum number of commands kept for runs that have not begun, and of sessions known to be over.
MAX_EARLY = 100

#: A session of a run is its time on one worker, from a start to a pause or to its end.
Session: TypeAlias = tuple[str, int]

_ongoing: dict[str, Ongoing] = {}
_early: dict[Session, Command] = {}
_over: deque[Session] = deque(maxlen=MAX_EARLY)
#: The engine of the run that was put aside last, so that it goes on at once. It is a cache of its state.
_warm: dict[str, Any] = {}


def train(
    run_id: str,
    topic: str,
    settings: RunSettings,
    probe: Probe | None,
    command: Command,
    *,
    put_aside: PutAside | None = None,
    session: int = 0,
) -> Ended:
    """Train until the run ends or pauses; publish the start and each event under the topic.

    Args:
        run_id: The run.
        topic: The topic of its dashboard.
        settings: The settings of the run.
        probe: The picture for moments; None records none.
        command: The first command.
        put_aside: The run as it was put aside; None to begin it.
        session: Number of the session, which later commands must bear.

    Returns:
        How it ended. It also ends when the task is cancelled.
    """
    worker = get_worker()
    ongoing = Ongoing(Control(command), start=put_aside.n_moments if put_aside else 0)
    _ongoing[run_id] = ongoing
    if (run_id, session) in _early:
        ongoing.control.request(_early.pop((run_id, session)))
    worker.log_event(topic, {"run": run_id, "begun": True})

    def emit(event: Event) -> None:
        worker.log_event(topic, {"run": run_id, "moments": ongoing.n_moments, **event})

    try:
        link = _link(emit, _unwanted(worker), ongoing, settings, probe)
        engine = _engine(run_id, settings, link, probe, put_aside)
        left = _train(engine, ongoing.control, link.stop)
        if left == "pause":
            aside = PutAside(engine.put_aside(), ongoing.n_moments)
            _warm[run_id] = engine
            return Ended(None, "", *ongoing.since(0), aside)
        return Ended(engine.result(stopped=left == "stop"), "", *ongoing.since(0))
    except (NetworkError, DataError) as error:
        return Ended(None, sentence(error), *ongoing.since(0))
    finally:
        _over.append((run_id, session))  # first: a command in between would be kept for a run that has gone
        del _ongoing[run_id]


def finish(settings: RunSettings, probe: Probe | None, put_aside: PutAside) -> Ended:
    """End a run that is put aside: return its network as it is. This needs no training worker."""
    ongoing = Ongoing(start=put_aside.n_moments)
    link = _link(lambda _event: None, lambda: True, ongoing, settings, probe)
    try:
        engine = _new_engine(settings, link, probe, put_aside)
        return Ended(engine.result(stopped=True), "", *ongoing.since(0))
    except (NetworkError, DataError) as error:
        return Ended(None, sentence(error), *ongoing.since(0))


def _link(
    emit: Callable[[Event], None],
    stop: Callable[[], bool],
    ongoing: Ongoing,
    settings: RunSettings,
    probe: Probe | None,
) -> Any:
    """Return what a run reports to; moments are recorded for a probe, or for the gradients in them."""
    remember = ongoing.remember if probe is not None or settings.gradients else None
    return keras_module("training").Link(emit, stop, ongoing.control, remember, lambda: ongoing.skips)


def _engine(
    run_id: str, settings: RunSettings, link: Any, probe: Probe | None, put_aside: PutAside | None
) -> Any:
    """Return the engine of a run; the one kept from its last session, if the state is the same."""
    warm = _warm.pop(run_id, None)
    _warm.clear()
    if warm is None or put_aside is None or not warm.stands_at(put_aside.state):
        return _new_engine(settings, link, probe, put_aside)
    warm.connect(link)
    return warm


def _new_engine(settings: RunSettings, link: Any, probe: Probe | None, put_aside: PutAside | None) -> Any:
    digits = _digits(settings.data, mnist.stamp(settings.data))
    state = None if put_aside is None else put_aside.state
    return keras_module("training").Engine(settings, digits, link, probe, state)


def _train(engine: Any, control: Control, stop: Callable[[], bool]) -> Command:
    """Train until the run pauses, stops, or is done; return "pause", "stop" or "go".

    A command that arrives just as the run pauses is obeyed at once. After that, the control is closed.
    """
    command = "stop" if stop() else control()
    while command != "stop" and not (engine.done or (command == "pause" and control.close())):
        command = control() if command == "pause" else engine.advance()
    return command


def request(run_id: str, command: Command, session: int = 0) -> bool:
    """Send a command to a run of this process, now or when it begins; return whether it comes too late.

    It does if the run has just ended, or was put aside, in this session.
    """
    if (run_id, session) in _over:
        return True
    ongoing = _ongoing.get(run_id)
    if ongoing is not None:
        return not ongoing.control.request(command)
    _early[run_id, session] = command
    while len(_early) > MAX_EARLY:  # left over from runs that ended, or never came
        del _early[next(iter(_early))]
    return False


def switch_skips(run_id: str, on: bool) -> bool:
    """Switch a run's skips on or off from its next batch on; return whether the run is active here."""
    ongoing = _ongoing.get(run_id)
    if ongoing is not None:
        ongoing.skips = on
    return ongoing is not None


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
