"""How the worker that answers is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from cnnviz.workers.local import Local
from cnnviz.workers.network_file import NetworkFile
from cnnviz.workers.trouble import trouble

if TYPE_CHECKING:
    from distributed import Future

T = TypeVar("T")

#: Timeout of a query in seconds. The first query after a start waits for TensorFlow's import.
PATIENCE = 90


class Asking:
    """Asks this machine's worker processes.

    Args:
        local: The processes.
    """

    def __init__(self, local: Local) -> None:
        self.local = local

    def _ask(self, function: Callable[..., T], *arguments: Any, priority: int = 0) -> T:
        with trouble():
            future = self._submit("answers", function, *arguments, priority=priority)
            return future.result(PATIENCE)  # type: ignore[no-any-return]

    def _ask_network(
        self, function: Callable[..., T], network: NetworkFile, *arguments: Any, priority: int = 0
    ) -> T:
        """Send a query with the network's digest; repeat it with its bytes if the worker does not know it."""
        from cnnviz.workers import tasks  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        try:
            return self._ask(function, network.digest, None, *arguments, priority=priority)
        except tasks.UnknownNetworkError:
            return self._ask(function, network.digest, network.data, *arguments, priority=priority)

    def _submit(
        self, worker: str, function: Callable[..., Any], *arguments: Any, priority: int = 0
    ) -> Future:
        return self.local.client().submit(
            function, *arguments, resources={worker: 1}, priority=priority, pure=False
        )
