"""What workers report of their runs: messages, and the moments that a message announces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cnnviz.workers.errand import Errand

if TYPE_CHECKING:
    from distributed import Client


class Reports:
    """Writes the reports of workers into their runs.

    Args:
        connect: Returns a connected client, or raises a WorkerError.
        errands: The active runs by their ids.
    """

    def __init__(self, connect: Callable[[], Client], errands: Mapping[str, Errand]) -> None:
        self._connect, self._errands = connect, errands
        self._client: Client | None = None
        self._lock = Lock()
        self.topic = f"cnnviz {uuid4().hex}"

    def client(self) -> Client:
        """Return a client that is subscribed to the messages of the runs.

        Raises:
            WorkerError: If there is none.
        """
        client = self._connect()
        with self._lock:
            if client is not self._client:
                client.subscribe_topic(self.topic, self._hear)
                self._client = client
        return client

    def later(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Call a function on the client's own thread, between two messages."""
        if self._client is not None:
            self._client.loop.add_callback(function, *arguments)

    def _hear(self, stamped: tuple[float, dict[str, Any]]) -> None:
        """Process a message from a run. Like the next methods, it is called on the client's own thread."""
        message = dict(stamped[1])
        errand = self._errands.get(message.pop("run"))
        if errand is None or not errand.address or errand.run.ended:
            return
        if "begun" in message:
            errand.run.begin()
        else:
            errand.put_aside = None  # from here on it would lose what it has reported
            errand.n_moments = message.pop("moments")
            del message["worker"]  # added by Dask
            errand.run.record(message)  # type: ignore[arg-type]
            self.later(self._fetch, errand)

    async def _fetch(self, errand: Errand) -> None:
        """Fetch the moments that the run has recorded since the last fetch."""
        from cnnviz.workers import running  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        if errand.fetching:
            return
        errand.fetching = True
        try:
            run = errand.run
            while (known := len(run.moments)) < errand.n_moments and not (run.ended or run.forgotten):
                part = await self._ask(running.moments, errand, known)
                if part is None:
                    return
                run.remember(*part)
        finally:
            errand.fetching = False

    async def _ask(self, function: Callable[..., Any], errand: Errand, *arguments: Any) -> Any:
        """Call a function in a run's worker; return None if the run or the worker is no longer there."""
        address = errand.address
        try:
            answers = await self._client.run(  # type: ignore[union-attr]
                function, errand.run.id, *arguments, workers=[address], on_error="ignore"
            )
        except (OSError, TimeoutError, RuntimeError):
            return None
        return answers.get(address)
