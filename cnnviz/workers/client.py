"""The dashboard's interface to the workers: query networks, and start and control training runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cnnviz.runs import PutAside, Run, RunSettings
from cnnviz.workers.asking import PATIENCE
from cnnviz.workers.cluster import CLUSTER_LOST, Cluster
from cnnviz.workers.local import Local
from cnnviz.workers.longer_questions import LongerQuestions
from cnnviz.workers.picture_questions import PictureQuestions
from cnnviz.workers.trainer import Probe, Trainer
from cnnviz.workers.trouble import HOST_LOST, trouble

if TYPE_CHECKING:
    from distributed import Future

    from cnnviz.lessons.own_classes import OwnHead
    from cnnviz.network import Network

#: The environment variable with the address of a training cluster, tcp://host:port. Queries stay local.
SCHEDULER = "CNNVIZ_SCHEDULER"


class Workers(PictureQuestions, LongerQuestions):
    """The worker processes, started when first needed and restarted if they die. Thread-safe.

    Runs train on this machine, or on the cluster at the address in CNNVIZ_SCHEDULER.
    """

    def __init__(self) -> None:
        address = os.environ.get(SCHEDULER, "")
        names = ("answers",) if address else ("answers", "trains")
        super().__init__(Local(names, lambda: None if address else self.trainer.lose(HOST_LOST)))
        self.cluster = Cluster(address, lambda: self.trainer.lose(CLUSTER_LOST)) if address else None
        self.trainer = Trainer((self.cluster or self.local).client, self._finish)

    def warm_up(self) -> None:
        """Start the workers and import Keras in each, first in the one that answers.

        Raises:
            WorkerError: If they cannot be started, or are closed in the meantime.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        with trouble():
            for worker in self.local.names:
                self._submit(worker, tasks.warm_up).result(PATIENCE)

    def save_own_classes(self, head: OwnHead) -> bytes:
        """Return a .keras file of the network for photographs with a visitor's own last layer.

        Raises:
            NetworkError: If the network's package is not installed.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.save_own_classes, head)

    def read_own_classes(self, data: bytes) -> OwnHead:
        """Return the visitor's last layer in such a file, read as data.

        Raises:
            NetworkError: If it is another file, or another network.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.read_own_classes, data)

    def read_network(self, data: bytes) -> tuple[Network, bytes]:
        """Return the network described by the bytes of a .keras file, and a new file with only that network.

        Raises:
            NetworkError: If it is not a .keras file, or holds something that is not supported.
            WorkerError: If the worker does not answer.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        return self._ask(tasks.read_network, data)

    def train(self, settings: RunSettings, probe: Probe | None = None) -> Run:
        """Start a run and return it at once; events and, with a probe, moments are added as they arrive.

        Args:
            settings: What to train, and how.
            probe: The picture, in [0, 1], for which moments are recorded; None records none.

        Raises:
            WorkerError: If the workers cannot be reached.
        """
        return self.trainer.train(settings, probe)

    def stop(self, run: Run) -> None:
        """Stop a run after its current batch, or before it begins, and keep what it has learned.

        Raises:
            WorkerError: If the workers cannot be reached. `pause`, `resume` and `one_batch` raise it too.
        """
        self.trainer.request(run, "stop")

    def pause(self, run: Run) -> None:
        """Pause a run after its current batch, or before its first one. It then takes no worker."""
        self.trainer.request(run, "pause")

    def resume(self, run: Run) -> None:
        """Resume a paused run when it is its turn, on whichever worker is free."""
        self.trainer.request(run, "go")

    def one_batch(self, run: Run) -> None:
        """Train one batch, when it is the run's turn, and then pause."""
        self.trainer.request(run, "batch")

    def switch_skips(self, run: Run, *, on: bool) -> None:
        """Switch the additional inputs of a run's Add layers on or off while it trains.

        Raises:
            WorkerError: If no worker trains the run, or it does not answer.
        """
        self.trainer.switch_skips(run, on=on)

    def forget(self, run: Run) -> None:
        """Stop a run that is no longer shown, if it is still active, and free its moments."""
        self.trainer.forget(run)

    def ahead_of(self, run: Run) -> int:
        """Return how many runs of this dashboard must end or pause before this one begins or goes on."""
        return self.trainer.ahead_of(run)

    def close(self) -> None:
        """End this machine's worker processes; disconnect from a cluster."""
        if self.cluster is not None:
            self.cluster.close()
        self.local.close()

    def _finish(self, settings: RunSettings, probe: Probe | None, put_aside: PutAside) -> Future:
        """End a run that is put aside. This needs no training worker; the pages' questions go first."""
        from cnnviz.workers import running  # noqa: PLC0415 - as above

        with trouble():
            return self._submit("answers", running.finish, settings, probe, put_aside, priority=-1)
