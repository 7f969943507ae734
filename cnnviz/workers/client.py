"""The dashboard's side: ask the worker that answers, start and stop runs on the one that trains."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.runs import Run, Settings

if TYPE_CHECKING:
    from distributed import Client, Future

    from cnnviz.network import Network

Array = npt.NDArray[np.float32]
T = TypeVar("T")

#: Seconds for an answer. The first one after a start waits for TensorFlow's import.
PATIENCE = 90


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
    """The worker processes: started when first needed, and again if they have died. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._host: subprocess.Popen[str] | None = None
        self._client: Client | None = None
        self._runs: dict[str, Run] = {}
        self._futures: dict[str, Future] = {}

    def warm_up(self) -> None:
        """Start the workers and have both import Keras, first the one that answers.

        Raises:
            WorkerError: if they cannot be started, or are ended meanwhile.
        """
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        with _trouble():
            for worker in ("answers", "trains"):
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
        """Return what a network answers to all test digits of a source (n, 10).

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

    def train(self, settings: Settings) -> Run:
        """Start a run and return it at once; it fills in as events arrive."""
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        run = Run(settings)
        with _trouble():
            client = self._connected()  # first: a fresh start fails the runs that it finds
            self._runs[run.id] = run
            try:
                future = client.submit(tasks.train, run.id, settings, resources={"trains": 1}, pure=False)
            except BaseException:
                self._runs.pop(run.id, None)
                raise
        self._futures[run.id] = future
        future.add_done_callback(lambda done: self._finish(run, done))
        return run

    def stop(self, run: Run) -> None:
        """Have a run end within a tenth of a second, or when its turn comes, keeping what it has learned.

        Raises:
            WorkerError: if the workers cannot be reached.
        """
        from distributed import Event  # noqa: PLC0415 - as below

        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        waited = run.state == "waiting"
        if run.request_stop():
            with _trouble():
                Event(tasks.stop_event(run.id), client=self._connected()).set()
            if waited and (future := self._futures.get(run.id)) is not None:
                run.cancel()  # first: the future's end, heard of on another thread, would be a failure
                if run.ended:
                    future.cancel()

    def ahead_of(self, run: Run) -> int:
        """Return how many runs must end before this one begins."""
        others = list(self._runs.values())
        return sum(not other.ended for other in others[: others.index(run)]) if run in others else 0

    def close(self) -> None:
        """End the worker processes."""
        with self._lock:
            self._close()

    def _ask(self, function: Callable[..., T], *arguments: Any) -> T:
        with _trouble():
            return self._submit("answers", function, *arguments).result(PATIENCE)  # type: ignore[no-any-return]

    def _ask_network(self, function: Callable[..., T], network: NetworkFile, x: Array | str) -> T:
        """Ask about a network by its digest, and with its bytes where the worker does not know it yet."""
        from cnnviz.workers import tasks  # noqa: PLC0415 - Dask, half a second that no first page waits for

        try:
            return self._ask(function, network.digest, None, x)
        except tasks.UnknownNetworkError:
            return self._ask(function, network.digest, network.data, x)

    def _submit(self, worker: str, function: Callable[..., Any], *arguments: Any) -> Future:
        return self._connected().submit(function, *arguments, resources={worker: 1}, pure=False)

    def _finish(self, run: Run, future: Future) -> None:
        try:
            with _trouble():
                run.finish(future.result())
        except NetworkError as error:
            run.fail(str(error))
        except Exception:  # noqa: BLE001 - whatever it was, the visitor's run has ended and may be started again
            run.fail(
                "The training process ended before the run did, for example for want of memory. "
                "It starts again by itself: start the run once more."
            )
        finally:
            self._runs.pop(run.id, None)
            self._futures.pop(run.id, None)

    def _connected(self) -> Client:
        """Return the client of living workers."""
        with self._lock:
            if self._client is None or self._host is None or self._host.poll() is not None:
                self._close()
                self._open()
            return self._client

    def _open(self) -> None:
        from distributed import Client  # noqa: PLC0415 - half a second that no first page waits for

        from cnnviz.workers import tasks  # noqa: PLC0415 - as above

        self._host = subprocess.Popen(
            [sys.executable, "-m", "cnnviz.workers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            text=True,
            start_new_session=True,  # Ctrl+C is for the dashboard, which then closes the host's stdin
        )
        address = self._host.stdout.readline().strip() if self._host.stdout else ""
        if not address:
            raise WorkerError("The process that runs the networks did not start. Start the dashboard again.")
        self._client = Client(address, set_as_default=False, name="dashboard")
        self._client.subscribe_topic(tasks.TOPIC, self._record)

    def _record(self, stamped: tuple[float, dict[str, Any]]) -> None:
        message = dict(stamped[1])
        run = self._runs.get(message.pop("run"))
        if run is not None:
            run.record(message)  # type: ignore[arg-type]

    def _close(self) -> None:
        client, host = self._client, self._host
        self._client = self._host = None
        for run in list(self._runs.values()):
            run.fail(
                "The processes that run the networks ended. They start again by themselves: "
                "start the run once more."
            )
        self._runs.clear()
        self._futures.clear()
        if client is not None:
            client.close(timeout=2)
        if host is not None:
            with host:  # closes its pipes, at which it ends, and waits for it
                pass


@contextmanager
def _trouble() -> Iterator[None]:
    """Turn whatever Dask raises when a process has died or does not answer into a WorkerError."""
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - half a second, as above

    try:
        yield
    except (KilledWorker, CancelledError, TimeoutError, OSError, RuntimeError) as error:
        raise WorkerError(
            "The process that runs the networks gives no answer. Please try again in a moment."
        ) from error


def _environment() -> dict[str, str]:
    """Return the environment of the workers: this package importable, TensorFlow and Dask quiet."""
    package = Path(__file__).parents[2]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH")])),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",  # the packages bring no CUDA, and the numbers are the same everywhere
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        "DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD": "spawn",
        # Dask watches itself for its own pages, which are not shown here: a tenth of a core, for nothing.
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
        "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
        "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
        "DASK_DISTRIBUTED__WORKER__MEMORY__MONITOR_INTERVAL": "1s",
        # What a task raises comes back to the page that asked; Dask would print it as well.
        "DASK_LOGGING__DISTRIBUTED": "critical",
    }
