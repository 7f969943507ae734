"""Accuracy against the number of training pictures: the runs that show how much data a network needs."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.lessons.evaluation import two_errors
from cnnviz.network import Network
from cnnviz.runs import MAX_PER_CLASS, Run, RunSettings

#: Pictures of each class.
LADDER = (10, 30, 100, 300, 1000, 3000)
BATCH_SIZE = 32
#: Each run learns from at least this many batches: the fewer the pictures, the more epochs.
BATCHES = 400
#: The fewest and the most epochs.
EPOCHS = 3, 40
SEED = 1


def sizes(available: int) -> tuple[int, ...]:
    """Return the numbers of pictures of each class to train on, one after the other, up to all available.

    >>> sizes(400), sizes(10), sizes(20_000)[-2:]
    ((10, 30, 100, 300, 400), (10,), (3000, 10000))
    """
    most = min(available, MAX_PER_CLASS)
    return (*(size for size in LADDER if size < most), most)


def epochs(per_class: int, n_classes: int) -> int:
    """Return the number of epochs of a run.

    >>> epochs(10, 10), epochs(400, 10), epochs(5421, 10)
    (40, 4, 3)
    """
    batches = -(-n_classes * per_class // BATCH_SIZE)
    least, most = EPOCHS
    return max(least, min(most, -(-BATCHES // batches)))


def runs(network: Network, source: str, available: int) -> list[RunSettings]:
    """Return the settings of the runs, from few pictures to many.

    Args:
        network: The network to train, each time from the same start.
        source: What `mnist.load` takes.
        available: The number of training pictures of the smallest class.

    Raises:
        NetworkError: If the network does not end in the probabilities of classes.
    """
    n_classes = network.output_shapes[-1][-1]
    return [
        RunSettings(network, epochs(size, n_classes), BATCH_SIZE, SEED, per_class=size, data=source)
        for size in sizes(available)
    ]


def points(done: Sequence[Run], n_test: int) -> list[tuple[int, float, float]]:
    """Return a point for each finished run: pictures of each class, accuracy, its two standard errors.

    Args:
        done: Runs with the settings that `runs` returns; only those that have finished give a point.
        n_test: The number of test pictures.
    """
    finished = [(run.settings.per_class or 0, run.result) for run in done if run.state == "finished"]
    return [
        (size, result.accuracy, two_errors(result.accuracy, n_test))
        for size, result in finished
        if result is not None
    ]
