"""The dashboard's side: ask the worker that answers, start and steer runs on those that train."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from cnnviz.runs import Run, Settings
from cnnviz.workers.cluster import CLUSTER_LOST, Cluster
from cnnviz.workers.local import Local
from cnnviz.workers.trainer import Trainer
from cnnviz.workers.trouble import HOST_LOST, trouble

if TYPE_CHECKING:
    from distributed import Future

    from cnnviz.network import Network

Array = npt.NDArray[np.float32]
T = TypeVar("T")

#: Seconds for an answer. The first one after a start waits for TensorFlow's import.
PATIENCE = 90
#: The environment's name for the address of a cluster that trains, tcp://host:port; answers stay here.
SCHEDULER = "CNNVIZ_SCHEDULER"


@dataclass(frozen=True)
class NetworkFile:
    """A trained network as its .keras file; known to the workers by its content."""

    label: str
    data: bytes | None = None
    """None stands for the network that ships."""

    @cached_property
    def digest(self) -> str:
        """The same for the same content, and for no other."""
        return "lecture" if self.data is None else hashlib.blake2b(self.data, digest_size=16).hexdigest()


class Workers:
    """The worker processes: started when first needed, and again if they have died. Safe from any thread.

    Runs train on this machine, or on the cluster whose address CNNVIZ_SCHEDULER gives.
    """

    def __init__(self) -> None:
        address = os.environ.get(SCHEDULER, "")
        names = ("answers",) if address else ("answers", "trains")
        self.local = Local(names, lambda: None if address else self.trainer.lose(HOST_LOST))
        self.cluster = Cluster(address, lambda: self.trainer.lose(CLUSTER_LOST)) if address else None
        self.trainer = Trainer((self.cluster or self.local).client)

    def warm_up(self) -> None:
        """Start the workers and have both import Keras, first the one that answers.

        Raises:
            WorkerError: if they cannot be started, or are ended meanwhile.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        with trouble():
            for worker in self.local.names:
                self._submit(worker, tasks.warm_up).result(PATIENCE)

    def layer_outputs(self, network: NetworkFile, x: Array) -> dict[str, Array]:
        """Return every layer's output for one input.

        Raises:
            NetworkError: if the network cannot take this input.
            WorkerError: if no answer comes.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        return self._ask_network(tasks.layer_outputs, network, x)

    def logits(self, network: NetworkFile, x: Array) -> Array:
        """Return what the network's last layer gives for one input before its softmax (classes,).

        Raises:
            NetworkError: if the network cannot take this input, or does not end in a softmax.
            WorkerError: if no answer comes.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        return self._ask_network(tasks.logits, network, x)

    def probabilities(self, network: NetworkFile, source: str) -> Array:
        """Return a network's probabilities for all test pictures of a source (n, n_classes).

        Raises:
            DataError: if the source holds no digits.
            NetworkError: if the network cannot take them.
            WorkerError: if no answer comes.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        return self._ask_network(tasks.probabilities, network, source)

    def parts(self, network: NetworkFile) -> tuple[Network, list[Array]]:
        """Return the layers of a network, and all its weights in Keras's order.

        Raises:
            NetworkError: if the file holds what is not known here.
            WorkerError: if no answer comes.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        return self._ask(tasks.parts, network.data)

    def read_network(self, data: bytes) -> tuple[Network, bytes]:
        """Return what the bytes of a .keras file describe, and a new file that holds just that.

        Raises:
            NetworkError: if they are no such file, or hold what is not known here.
            WorkerError: if no answer comes.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        return self._ask(tasks.read_network, data)

    def train(self, settings: Settings, probe: npt.NDArray[np.floating[Any]] | None = None) -> Run:
        """Start a run and return it at once; it fills in as events and, with a probe, moments arrive.

        Args:
            settings: what to train, and how.
            probe: the picture that the run's moments are about, as `training.train` takes it; without one
                there are none.

        Raises:
            WorkerError: if the workers cannot be reached.
        """
        return self.trainer.train(settings, probe)

    def stop(self, run: Run) -> None:
        """Have a run end after its present batch, or before its turn, keeping what it has learned.

        Raises:
            WorkerError: if the workers cannot be reached; so for the next three.
        """
        self.trainer.wish(run, "stop")

    def pause(self, run: Run) -> None:
        """Have a run wait after its present batch; one that has not begun waits before its first."""
        self.trainer.wish(run, "pause")

    def resume(self, run: Run) -> None:
        """Have a paused run go on."""
        self.trainer.wish(run, "go")

    def one_batch(self, run: Run) -> None:
        """Have a run do one batch and then wait."""
        self.trainer.wish(run, "batch")

    def forget(self, run: Run) -> None:
        """Stop a run that nobody looks at any more, if it still goes, and free its moments."""
        self.trainer.forget(run)

    def ahead_of(self, run: Run) -> int:
        """Return how many runs of this dashboard must end before this one begins."""
        return self.trainer.ahead_of(run)

    def close(self) -> None:
        """End the worker processes of this machine; leave a cluster."""
        if self.cluster is not None:
            self.cluster.close()
        self.local.close()

    def _ask(self, function: Callable[..., T], *arguments: Any) -> T:
        with trouble():
            return self._submit("answers", function, *arguments).result(PATIENCE)  # type: ignore[no-any-return]

    def _ask_network(self, function: Callable[..., T], network: NetworkFile, x: Array | str) -> T:
        """Ask about a network by its digest, and with its bytes where the worker does not know it yet."""
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        try:
            return self._ask(function, network.digest, None, x)
        except tasks.UnknownNetworkError:
            return self._ask(function, network.digest, network.data, x)

    def _submit(self, worker: str, function: Callable[..., Any], *arguments: Any) -> Future:
        return self.local.client().submit(function, *arguments, resources={worker: 1}, pure=False)
