"""Accuracy against the number of training digits: the runs that show how much data a network needs."""

from __future__ import annotations

from cnnviz.network import Network
from cnnviz.runs import Settings

#: Digits of each class, as many as there are.
LADDER = (10, 30, 100, 300, 1000, 3000)
BATCH_SIZE = 32
#: So many batches each run learns from at least; few digits come as often as that takes.
BATCHES = 400
#: The least and the most epochs.
EPOCHS = 3, 40
SEED = 1


def sizes(available: int) -> tuple[int, ...]:
    """Return how many digits of each class to train on, one after the other: the last is all there are.

    >>> sizes(400), sizes(10)
    ((10, 30, 100, 300, 400), (10,))
    """
    return (*(size for size in LADDER if size < available), available)


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
