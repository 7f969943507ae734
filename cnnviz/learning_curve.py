"""Accuracy against the number of training digits: the runs that show how much data a network needs."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cnnviz.errors import NetworkError, WorkerError, sentence
from cnnviz.evaluation import two_errors
from cnnviz.network import Network
from cnnviz.runs import MAX_PER_CLASS, Run, Settings

if TYPE_CHECKING:
    from cnnviz.workers import Workers

#: Digits of each class, as many as there are.
LADDER = (10, 30, 100, 300, 1000, 3000)
BATCH_SIZE = 32
#: So many batches each run learns from at least; few digits come as often as that takes.
BATCHES = 400
#: The least and the most epochs.
EPOCHS = 3, 40
SEED = 1
#: Seconds after which runs at which nobody looks are ended.
GRACE = 300.0


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


class Course:
    """Runs that are begun one at a time, so that others get their turn between. Safe from any thread."""

    def __init__(self, workers: Workers, settings: Sequence[Settings], *, n_test: int, about: str) -> None:
        """Begin the first run.

        Args:
            workers: that train.
            settings: of all runs.
            n_test: how many digits judge.
            about: which network and digits, to be said.
        """
        self.settings = tuple(settings)
        self.n_test, self.about = n_test, about
        self.runs: list[Run] = []
        self.error = ""
        self.seen = time.monotonic()
        self._workers = workers
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go, daemon=True, name="learning curve")
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether more will come."""
        return self._thread.is_alive()

    @property
    def stopped(self) -> bool:
        """Whether it was stopped before its end."""
        return self._stopped.is_set()

    def look(self) -> None:
        """Tell that somebody still looks at it."""
        self.seen = time.monotonic()

    def stop(self) -> None:
        """End the present run after its batch, and begin no other."""
        self._stopped.set()

    def points(self) -> list[tuple[int, float, float]]:
        """Return of each run that came to its end: digits of a class, accuracy, two errors of it."""
        done = [
            (run.settings.per_class or 0, run.result) for run in list(self.runs) if run.state == "finished"
        ]
        return [
            (size, result.accuracy, two_errors(result.accuracy, self.n_test))
            for size, result in done
            if result is not None
        ]

    def _go(self) -> None:
        try:
            for settings in self.settings:
                if self._stopped.is_set():
                    return
                run = self._workers.train(settings)
                self.runs.append(run)
                self._watch(run)
                if run.state == "failed":
                    self.error = run.error
                    return
        except (NetworkError, WorkerError) as error:
            self.error = sentence(error)

    def _watch(self, run: Run) -> None:
        """Wait for the run's end; stop it when that is wished, or nobody has looked for long."""
        asked = False
        while not run.ended:
            if time.monotonic() - self.seen > GRACE:
                self._stopped.set()
            if self._stopped.wait(0.1) and not asked:
                asked = True
                self._workers.stop(run)
            elif asked:
                time.sleep(0.1)
