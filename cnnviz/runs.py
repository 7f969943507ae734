"""A training run as data: its settings, what it tells on the way, and its result. No TensorFlow."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Literal, TypeAlias, TypedDict
from uuid import uuid4

from cnnviz.errors import NetworkError
from cnnviz.network import Network

State: TypeAlias = Literal["waiting", "running", "stopping", "finished", "stopped", "failed"]

MAX_EPOCHS = 1000
MAX_BATCH_SIZE = 10_000
MAX_SEED = 2**31


class Event(TypedDict):
    """Where a run stands. Loss and accuracy are means over the epoch so far; val_ values come at its end."""

    kind: Literal["batch", "epoch"]
    epoch: int
    batch: int
    n_batches: int
    seconds: float
    loss: float
    accuracy: float
    val_loss: float | None
    val_accuracy: float | None


@dataclass(frozen=True)
class Settings:
    """What a run is made of. The same settings and data give the same network.

    Raises:
        NetworkError: if a number is out of range.
    """

    network: Network
    epochs: int = 5
    batch_size: int = 32
    seed: int = 1
    shuffle: int | None = None
    """The seed of an order in which the pixels of all digits are shuffled; None is none."""

    def __post_init__(self) -> None:
        _in_range("epochs", self.epochs, 1, MAX_EPOCHS)
        _in_range("batch_size", self.batch_size, 1, MAX_BATCH_SIZE)
        _in_range("seed", self.seed, 0, MAX_SEED)
        _in_range("shuffle", self.shuffle or 0, 0, MAX_SEED)


def _in_range(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise NetworkError(f"{name} needs a whole number from {least:,} to {most:,}. Received: {value}")


@dataclass(frozen=True)
class Result:
    """A finished or stopped run: the network's file, its accuracy on the test digits, its duration."""

    network: bytes
    epochs: int
    stopped: bool
    seconds: float
    accuracy: float


@dataclass
class Run:
    """A run as it goes. Written by the thread that hears of it, read by those that show it."""

    settings: Settings
    id: str = field(default_factory=lambda: uuid4().hex)
    state: State = "waiting"
    events: list[Event] = field(default_factory=list)
    result: Result | None = None
    error: str = ""
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in {"finished", "stopped", "failed"}

    @property
    def progress(self) -> float:
        """How much of the run is done, from 0 to 1."""
        if not self.events:
            return 0.0
        last = self.events[-1]
        return min(1.0, (last["epoch"] + last["batch"] / last["n_batches"]) / self.settings.epochs)

    def record(self, event: Event) -> None:
        """Take in where the run stands."""
        with self.lock:
            self.events.append(event)
            if self.state == "waiting":
                self.state = "running"

    def request_stop(self) -> bool:
        """Remember that the run is to stop; return whether there is anything to be stopped."""
        with self.lock:
            if self.ended:
                return False
            self.state = "stopping"
            return True

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
