"""The worker processes of this dashboard, shared by all visitors."""

from __future__ import annotations

import threading
from contextlib import suppress

from cnnviz.errors import WorkerError
from cnnviz.ui.session.per_process import once_per_process
from cnnviz.workers import Workers


@once_per_process
def workers() -> Workers:
    """Return the workers of this dashboard, shared by all visitors."""
    return Workers()


@once_per_process
def warm_up() -> None:
    """Start the workers in the background, once, so that no page waits for TensorFlow to be imported."""
    threading.Thread(target=_warm_up, args=(workers(),), daemon=True, name="warm-up").start()


def _warm_up(all_workers: Workers) -> None:
    with suppress(WorkerError):  # the first question starts them again, and raises where it is asked
        all_workers.warm_up()
