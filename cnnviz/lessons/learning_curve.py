"""Accuracy against the number of training pictures: the runs that show how much data a network needs."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.lessons.evaluation import two_standard_errors
from cnnviz.network import Network
from cnnviz.runs import MAX_PER_CLASS, Run, RunSettings

#: The numbers of pictures of each class.
SIZES = (10, 30, 100, 300, 1000, 3000)
BATCH_SIZE = 32
#: The smallest number of batches of a run: fewer pictures need more epochs.
MIN_BATCHES = 400
MIN_EPOCHS, MAX_EPOCHS = 3, 40
SEED = 1


def sizes(available: int) -> tuple[int, ...]:
    """Return the numbers of pictures of each class to train on, in ascending order, up to `available`.

    >>> sizes(400), sizes(10), sizes(20_000)[-2:]
    ((10, 30, 100, 300, 400), (10,), (3000, 10000))
    """
    most = min(available, MAX_PER_CLASS)
    return (*(size for size in SIZES if size < most), most)


def epochs(per_class: int, n_classes: int) -> int:
    """Return the number of epochs of a run.

    >>> epochs(10, 10), epochs(400, 10), epochs(5421, 10)
    (40, 4, 3)
    """
    batches = -(-n_classes * per_class // BATCH_SIZE)
    return max(MIN_EPOCHS, min(MAX_EPOCHS, -(-MIN_BATCHES // batches)))


def runs(network: Network, source: str, available: int) -> list[RunSettings]:
    """Return the settings of the runs, from few pictures to many.

    Args:
        network: The network to train, with the same initial weights in each run.
        source: The `source` of `mnist.load`.
        available: The number of training pictures of the smallest class.

    Raises:
        NetworkError: If the network does not return class probabilities.
    """
    n_classes = network.output_shapes[-1][-1]
    return [
        RunSettings(network, epochs(size, n_classes), BATCH_SIZE, SEED, per_class=size, data=source)
        for size in sizes(available)
    ]


def points(done: Sequence[Run], n_test: int) -> list[tuple[int, float, float]]:
    """Return a point for each finished run: pictures of each class, accuracy, two standard errors.

    Args:
        done: Runs with the settings from `runs`; only finished ones give a point.
        n_test: The number of test pictures.
    """
    finished = [(run.settings.per_class or 0, run.result) for run in done if run.state == "finished"]
    return [
        (size, result.accuracy, two_standard_errors(result.accuracy, n_test))
        for size, result in finished
        if result is not None
    ]
