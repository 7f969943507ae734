"""How well frozen convolutions and fresh ones learn new digits: trained once for all visitors."""

from __future__ import annotations

from cnnviz.lessons.transfer import WAYS, Compared, trials
from cnnviz.ui.session import worker_processes
from cnnviz.ui.session.background_answers import Answers

_compared: Answers[Compared] = Answers()


def compared(count: int, seed: int) -> Compared | None:
    """Return the accuracies of both ways, or None if they are still being trained.

    Args:
        count: The number of examples of each digit.
        seed: The seed that draws the examples and the first weights.

    Raises:
        WorkerError: If the worker does not answer; the next call asks again.
    """
    return _compared.answer((count, seed), lambda: _train(count, seed))


def is_ready(count: int, seed: int) -> bool:
    """Return whether `compared` would return or raise without waiting; begin to train if it is new."""
    return _compared.is_ready((count, seed), lambda: _train(count, seed))


def _train(count: int, seed: int) -> Compared:
    """Train one network after the other. Between two of them, the worker answers other pages."""
    ask = worker_processes.workers().transfer_accuracy
    best = {way: max(ask(trial) for trial in trials(way, count, seed)) for way in WAYS}
    return Compared(count, best["frozen"], best["scratch"])
