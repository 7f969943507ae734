"""An existing cluster that trains for the dashboard, reached through the address of its Dask scheduler."""

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

#: Timeout for the scheduler's answer, in seconds.
PATIENCE = 10
CLUSTER_LOST = (
    "The training cluster is gone. When its scheduler is back, start the run again. "
    "Or start the dashboard without CNNVIZ_SCHEDULER."
)


class Cluster:
    """The workers of an existing cluster, each training one run at a time. Thread-safe.

    Args:
        address: Address of the scheduler, tcp://host:port.
        lost: Called when the scheduler is gone, even if a new one has taken its place.
    """

    def __init__(self, address: str, lost: Callable[[], None]) -> None:
        self.address, self.lost = address, lost
        self._client: Client | None = None
        self._scheduler = ""
        self._lock = threading.Lock()

    def client(self) -> Client:
        """Return a connected client.

        Raises:
            WorkerError: If the scheduler does not answer, or no worker has this program installed.
        """
        with self._lock:
            if self._client is None or not self._is_known(self._client):
                self._close()
                self._client = self._open()
                self._scheduler = _id(self._client)
            return self._client

    def close(self) -> None:
        """Disconnect from the cluster; runs that it trains for this dashboard end."""
        with self._lock:
            self._close()

    def _is_known(self, client: Client) -> bool:
        """Return whether the scheduler is the prepared one: Dask silently reconnects to a new scheduler."""
        try:
            return client.status == "running" and _id(client) == self._scheduler
        except (OSError, RuntimeError):
            return False

    def _open(self) -> Client:
        from distributed import Client  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        try:
            client = Client(self.address, set_as_default=False, name="dashboard", timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            raise WorkerError(
                f"The cluster at {self.address} does not answer. Start its scheduler and workers. "
                "Or start the dashboard without CNNVIZ_SCHEDULER."
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
            with suppress(Exception):  # it may already be gone, in any state
                client.close(timeout=2)


def _id(client: Client) -> str:
    """Return the id of the scheduler that answers now."""
    return str(client.scheduler_info(n_workers=0).get("id", ""))  # empty right after the client is closed


def _prepare(client: Client) -> None:
    """Make every worker that has this program, now or later, train one run at a time."""
    client.register_plugin(_plugin())
    knows = client.run(lambda: find_spec("cnnviz") is not None)  # pickled by value, so it needs no import
    if knows and not any(knows.values()):
        raise WorkerError(LACKING)


def _plugin() -> WorkerPlugin:
    """Return the plugin that makes a Dask worker a training worker.

    Its class is defined inside this function so that it is pickled by value: a worker without this program
    can load it, too.
    """
    from distributed import WorkerPlugin  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

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
