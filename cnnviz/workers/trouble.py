"""What Dask raises, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cnnviz.errors import WorkerError

SILENT = "The process that runs the networks gives no answer. Please try again in a moment."
HOST_LOST = (
    "The processes that run the networks ended. They start again by themselves: start the run once more."
)
WORKER_LOST = (
    "The training process ended before the run did, for example for want of memory. "
    "It starts again by itself: start the run once more."
)
NOT_STARTED = "The process that runs the networks did not start. Start the dashboard again."
LACKING = (
    "The training machine lacks a package that the run needs: install cnnviz with its requirements on every "
    "machine of the cluster."
)


@contextmanager
def trouble() -> Iterator[None]:
    """Turn whatever Dask raises when a process has died or does not answer into a WorkerError."""
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - half a second, as in client.py
    from distributed.client import ClosedClientError  # noqa: PLC0415

    try:
        yield
    except WorkerError:
        raise
    except (KilledWorker, CancelledError, ClosedClientError, TimeoutError, OSError, RuntimeError) as error:
        raise WorkerError(SILENT) from error
