"""Turn a run's events into the points of its curves, few enough to draw while it trains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz.runs import Event

Array = npt.NDArray[np.float32]

#: The maximum number of points of a line.
MAX_POINTS = 512


@dataclass(frozen=True)
class Line:
    """Points from left to right: epochs, and the loss and accuracy there, each (n,) float32; NaN is a gap."""

    x: Array
    loss: Array
    accuracy: Array


@dataclass(frozen=True)
class Course:
    """Three lines: single batches, means of the epoch so far, and the test pictures after each epoch."""

    batches: Line
    means: Line
    tests: Line


def course(events: Sequence[Event]) -> Course:
    """Return the lines of a run. Of many batches, every second, fourth, ... is taken, and the last."""
    during = thinned(_each_batch_once(events))
    after = [event for event in events if event["kind"] == "epoch" and event["val_loss"] is not None]
    return Course(
        batches=_line(during, "batch_loss", "batch_accuracy"),
        means=_with_gaps(_line(during, "loss", "accuracy"), [event["epoch"] for event in during]),
        tests=_line(after, "val_loss", "val_accuracy"),
    )


def _each_batch_once(events: Sequence[Event]) -> list[Event]:
    """Return the events without the epoch events whose last batch has an event of its own."""
    told = {(event["epoch"], event["batch"]) for event in events if event["kind"] == "batch"}
    return [
        event for event in events if event["kind"] == "batch" or (event["epoch"], event["batch"]) not in told
    ]


def thinned(events: Sequence[Event]) -> list[Event]:
    """Return at most MAX_POINTS events: every 2ⁿ-th, so that points stay as events arrive, and the last."""
    every = 1
    while len(events) > every * (MAX_POINTS - 1):
        every *= 2
    kept = list(events[::every])
    return kept if not events or kept[-1] is events[-1] else [*kept, events[-1]]


def epochs_at(event: Event) -> float:
    """Return the number of epochs completed at this event, as a fraction."""
    return event["epoch"] + event["batch"] / event["n_batches"]


def _line(events: Sequence[Event], loss: str, accuracy: str) -> Line:
    x = np.array([epochs_at(event) for event in events], np.float32)
    losses, accuracies = (
        np.array([event[name] for event in events], np.float32)  # type: ignore[literal-required]
        for name in (loss, accuracy)
    )
    return Line(x, losses, accuracies)


def _with_gaps(line: Line, epochs: Sequence[int]) -> Line:
    """Return the line with a gap before each epoch, where the mean starts again."""
    starts = np.flatnonzero(np.diff(epochs)) + 1
    return Line(*(np.insert(part, starts, np.nan) for part in (line.x, line.loss, line.accuracy)))
