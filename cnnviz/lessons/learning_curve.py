"""Accuracy against the number of training digits: the runs that show how much data a network needs."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.lessons.evaluation import two_errors
from cnnviz.network import Network
from cnnviz.runs import MAX_PER_CLASS, Run, Settings

#: Digits of each class, as many as there are.
LADDER = (10, 30, 100, 300, 1000, 3000)
BATCH_SIZE = 32
#: So many batches each run learns from at least; few digits come as often as that takes.
BATCHES = 400
#: The least and the most epochs.
EPOCHS = 3, 40
SEED = 1


def sizes(available: int) -> tuple[int, ...]:
    """Return how many digits of each class to train on, one after the other: in the end as many as can be.

    >>> sizes(400), sizes(10), sizes(20_000)[-2:]
    ((10, 30, 100, 300, 400), (10,), (3000, 10000))
    """
    most = min(available, MAX_PER_CLASS)
    return (*(size for size in LADDER if size < most), most)


def epochs(per_class: int) -> int:
    """Return how often a run goes through its digits.

    >>> epochs(10), epochs(400), epochs(5421)
    (40, 4, 3)
    """
    batches = -(-10 * per_class // BATCH_SIZE)
    least, most = EPOCHS
    return max(least, min(most, -(-BATCHES // batches)))


def runs(network: Network, source: str, available: int) -> list[Settings]:
    """Return the settings of the runs, from few digits to many.

    Args:
        network: what learns, each time from the same start.
        source: what `mnist.load` takes.
        available: how many training digits the class with the fewest has.

    Raises:
        NetworkError: if the network does not read digits.
    """
    return [
        Settings(network, epochs(size), BATCH_SIZE, SEED, per_class=size, data=source)
        for size in sizes(available)
    ]


def points(done: Sequence[Run], n_test: int) -> list[tuple[int, float, float]]:
    """Return of each run that came to its end: digits of a class, accuracy, two standard errors of it.

    Args:
        done: runs as `runs` has them; those that go, failed or were stopped give no point.
        n_test: how many digits judge.
    """
    finished = [(run.settings.per_class or 0, run.result) for run in done if run.state == "finished"]
    return [
        (size, result.accuracy, two_errors(result.accuracy, n_test))
        for size, result in finished
        if result is not None
    ]
