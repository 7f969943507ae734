"""A cluster that was there before the dashboard, and trains for it: by the address of its Dask scheduler."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from cnnviz.errors import WorkerError
from cnnviz.workers.trouble import LACKING

if TYPE_CHECKING:
    from distributed import Client, WorkerPlugin

#: Seconds for the scheduler's answer.
PATIENCE = 10
CLUSTER_LOST = (
    "The cluster that trains is gone. When its scheduler is back, start the run once more; or start the "
    "dashboard without CNNVIZ_SCHEDULER."
)


class Cluster:
    """The workers of an existing cluster, each of which trains one run at a time. Safe from any thread.

    Args:
        address: of its scheduler, tcp://host:port.
        lost: is called when the scheduler that was spoken to is gone, also if there is a new one.
    """

    def __init__(self, address: str, lost: Callable[[], None]) -> None:
        self.address, self.lost = address, lost
        self._client: Client | None = None
        self._scheduler = ""
        self._lock = threading.Lock()

    def client(self) -> Client:
        """Return a client that is connected.

        Raises:
            WorkerError: if the scheduler does not answer, or its workers do not know this program.
        """
        with self._lock:
            if self._client is None or not self._is_known(self._client):
                self._close()
                self._client = self._open()
                self._scheduler = _id(self._client)
            return self._client

    def close(self) -> None:
        """Leave the cluster; what trains there for this dashboard ends."""
        with self._lock:
            self._close()

    def _is_known(self, client: Client) -> bool:
        """Whether the scheduler is the one that was prepared: Dask goes over to a new one without a word."""
        try:
            return client.status == "running" and _id(client) == self._scheduler
        except (OSError, RuntimeError):
            return False

    def _open(self) -> Client:
        from distributed import Client  # noqa: PLC0415 - half a second that no first page waits for

        try:
            client = Client(self.address, set_as_default=False, name="dashboard", timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            raise WorkerError(
                f"The cluster at {self.address} does not answer. Start its scheduler and workers; or start "
                "the dashboard without CNNVIZ_SCHEDULER."
            ) from error
        try:
            _prepare(client)
        except BaseException:
            client.close(timeout=2)
            raise
        return client

    def _close(self) -> None:
        if self._client is not None:
            client, self._client = self._client, None
            self.lost()
            with suppress(Exception):  # it may be gone already, in any way
                client.close(timeout=2)


def _id(client: Client) -> str:
    """Return what names the scheduler that answers now."""
    return str(client.scheduler_info(n_workers=0).get("id", ""))  # nothing of one that is just closed


def _prepare(client: Client) -> None:
    """Have every worker that knows this program, and every one that comes, train one run at a time."""
    client.register_plugin(_plugin())
    knows = client.run(lambda: find_spec("cnnviz") is not None)  # a lambda travels whole, no import is needed
    if knows and not any(knows.values()):
        raise WorkerError(LACKING)


def _plugin() -> WorkerPlugin:
    """Return what makes a Dask worker one that trains.

    Its class is made here, inside a function: so it travels whole, and a worker on which this program is not
    installed is not hurt by it.
    """
    from distributed import WorkerPlugin  # noqa: PLC0415 - half a second that no first page waits for

    class Trains(WorkerPlugin):  # type: ignore[misc]
        name = "cnnviz trains"
        idempotent = True

        async def setup(self, worker: Any) -> None:
            if find_spec("cnnviz") is None:
                return
            if hasattr(os, "getpriority") and os.getpriority(os.PRIO_PROCESS, 0) < 19:
                os.nice(19)
            await worker.set_resources(trains=1)

    return Trains()
