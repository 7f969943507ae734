"""Dask's exceptions as messages for visitors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cnnviz.errors import WorkerError

SILENT = "The process that runs the networks does not answer. Please try again in a moment."
HOST_LOST = "The processes that run the networks ended. They restart on their own. Start the run again."
WORKER_LOST = (
    "The training process ended before the run did. Perhaps it ran out of memory. "
    "It restarts on its own. Start the run again."
)
FULL = "The paused runs fill the memory. Stop one of yours, or try again in a few minutes."
NOT_TRAINING = "This run is not training now, so its skips cannot be switched."
NOT_STARTED = "The process that runs the networks did not start. Start the dashboard again."
LACKING = (
    "The training machine lacks a package that the run needs. "
    "Install cnnviz with its requirements on every machine of the cluster."
)


@contextmanager
def trouble() -> Iterator[None]:
    """Turn the exceptions that Dask raises when a process is dead or does not answer into a WorkerError."""
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - slow, as in client.py
    from distributed.client import ClosedClientError  # noqa: PLC0415

    try:
        yield
    except WorkerError:
        raise
    except (KilledWorker, CancelledError, ClosedClientError, TimeoutError, OSError, RuntimeError) as error:
        raise WorkerError(SILENT) from error
