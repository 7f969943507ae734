"""The workers of this machine: a host process with a Dask scheduler, started when first needed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cnnviz.errors import WorkerError
from cnnviz.workers.trouble import NOT_STARTED

if TYPE_CHECKING:
    from distributed import Client


class Local:
    """Worker processes on this machine, which end with this process. Thread-safe.

    Args:
        names: Names of the workers. Each runs the tasks that ask for a resource of its name, one at a time.
        lost: Called when processes that were running are gone.
    """

    def __init__(self, names: Sequence[str], lost: Callable[[], None]) -> None:
        self.names, self.lost = names, lost
        self.host: subprocess.Popen[str] | None = None
        self._client: Client | None = None
        self._lock = threading.Lock()

    def client(self) -> Client:
        """Return a client connected to live workers.

        Raises:
            WorkerError: If they cannot be started.
        """
        with self._lock:
            if (
                not (self._client and self.host)
                or self._client.status != "running"
                or self.host.poll() is not None
            ):
                self._close()
                self._client = self._open()
            return self._client

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            self._close()

    def _open(self) -> Client:
        from distributed import Client  # noqa: PLC0415 - importing Dask delays the first page by 0.5 s

        self.host = subprocess.Popen(  # noqa: S603 - the arguments are our own
            [sys.executable, "-m", "cnnviz.workers", *self.names],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            text=True,
            start_new_session=True,  # Ctrl+C goes to the dashboard only, which then closes the host's stdin
        )
        address = self.host.stdout.readline().strip() if self.host.stdout else ""
        if not address:
            raise WorkerError(NOT_STARTED)
        return Client(address, set_as_default=False, name="dashboard")

    def _close(self) -> None:
        client, host = self._client, self.host
        self._client = self.host = None
        self.lost()
        if client is not None:
            with suppress(Exception):  # it may already be gone, in any state
                client.close(timeout=2)
        if host is not None:
            with host:  # closes its pipes, which makes it exit, and waits for it
                pass


def _environment() -> dict[str, str]:
    """Return the environment of the workers: this package is importable, TensorFlow and Dask are quiet."""
    package = Path(__file__).parents[2]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH")])),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",  # the packages include no CUDA, and results are the same everywhere
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        "DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD": "spawn",
        # Dask monitors itself for its own dashboard, which is not shown here; that takes 10 % of a core.
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
        "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
        "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
        "DASK_DISTRIBUTED__WORKER__MEMORY__MONITOR_INTERVAL": "1s",
        # A task's exception is raised in the page that asked; Dask would print it as well.
        "DASK_LOGGING__DISTRIBUTED": "critical",
    }
