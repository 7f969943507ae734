"""What came of the networks of an idea: their final numbers, side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.lessons.evaluation import two_standard_errors
from cnnviz.lessons.ideas.idea import Contender
from cnnviz.runs import Moment, Run


@dataclass(frozen=True)
class Outcome:
    """What a finished run has measured.

    Attributes:
        name: The network's name.
        n_batches: Number of batches that it was trained on.
        loss: The loss on the test pictures after its last epoch.
        accuracy: The share of the test pictures that it reads.
        seconds: The duration of its training.
        switched_off_after: The batches after which the skips were first seen off; None if they stayed on.
    """

    name: str
    n_batches: int
    loss: float
    accuracy: float
    seconds: float
    switched_off_after: int | None = None


def outcome(contender: Contender, run: Run) -> Outcome | None:
    """Return what a run has measured, or None unless it has gone through all its epochs."""
    epochs = [event for event in list(run.events) if event["kind"] == "epoch"]
    if run.state != "finished" or run.result is None or not epochs:
        return None
    off = (moment.step for moment in list(run.moments) if not moment.skips)
    last = epochs[-1]
    return Outcome(
        contender.name,
        n_batches=last["n_batches"] * len(epochs),
        loss=last["val_loss"] or 0.0,
        accuracy=run.result.accuracy,
        seconds=run.result.seconds,
        switched_off_after=next(off, None),
    )


def chance(accuracies: Sequence[float], n_pictures: int) -> float:
    """Return two standard errors of the difference between two accuracies, each measured on `n_pictures`.

    >>> round(chance([0.9, 0.9], 900), 3)
    0.028
    """
    return math.hypot(*(two_standard_errors(one, n_pictures) for one in accuracies))


def moment_at(moments: Sequence[Moment], step: float) -> Moment | None:
    """Return the last moment up to a step; None if there is none yet."""
    return next((one for one in reversed(moments) if one.step <= step), None)
