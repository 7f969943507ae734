"""What is computed stretch by stretch while somebody watches, and kept for all visitors."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, Thread
from typing import Generic, Protocol, TypeVar

from cnnviz.errors import NetworkError, WorkerError
from cnnviz.ui.session.background_answers import LOST

#: Seconds for which work goes on after a page has last asked for it.
WATCHED = 5.0


class Ending(Protocol):
    """Work that ends."""

    @property
    def done(self) -> bool:
        """Whether there is nothing left to do."""


Given = TypeVar("Given")
Work = TypeVar("Work", bound=Ending)


class WatchedWork(Generic[Given, Work]):
    """Pieces of work by their keys. Each goes on while it is watched. Thread-safe.

    Args:
        begin: Returns the start of the work on what is given.
        go_on: Returns the work one stretch later.
        kept: The most pieces of work that are kept.
    """

    def __init__(self, begin: Callable[[Given], Work], go_on: Callable[[Work], Work], kept: int) -> None:
        self._begin, self._go_on, self._kept = begin, go_on, kept
        self._known: OrderedDict[Hashable, Work] = OrderedDict()
        self._watched_until: dict[Hashable, float] = {}
        self._at_work: set[Hashable] = set()
        self._errors: dict[Hashable, NetworkError | WorkerError] = {}
        self._lock = Lock()

    def watch(self, key: Hashable, given: Given) -> Work | None:
        """Return the work as far as it is, or None before its start; have it go on for a while.

        Args:
            key: Identifies the work.
            given: What it begins with.

        Raises:
            NetworkError: If the last stretch failed, as does a WorkerError; the next call tries again.
            WorkerError: If the worker did not answer.
        """
        with self._lock:
            if key in self._errors:
                raise self._errors.pop(key)
            found = self._known.get(key)
            if found is not None and found.done:
                self._known.move_to_end(key)
                return found
            self._watched_until[key] = time.monotonic() + WATCHED
            if key not in self._at_work:
                self._at_work.add(key)
                Thread(target=self._work, args=(key, given), daemon=True, name="watched work").start()
            return found

    def seen(self, key: Hashable) -> Work | None:
        """Return the work as far as it is, or None before its start."""
        with self._lock:
            return self._known.get(key)

    def leave(self, key: Hashable) -> None:
        """Stop the work after its present stretch, unless somebody goes on watching it."""
        with self._lock:
            self._watched_until.pop(key, None)

    def _work(self, key: Hashable, given: Given) -> None:
        """Compute stretch after stretch while the work is watched."""
        while self._goes_on(key):
            present = self.seen(key)
            try:
                later = self._begin(given) if present is None else self._go_on(present)
            except (NetworkError, WorkerError) as error:
                return self._fail(key, error)
            except Exception:  # noqa: BLE001 - the page shows a sentence, and may ask again
                return self._fail(key, WorkerError(LOST))
            self._keep(key, later)
        return None

    def _goes_on(self, key: Hashable) -> bool:
        """Return whether the work is watched and not done; otherwise it has ended."""
        with self._lock:
            present = self._known.get(key)
            done = present is not None and present.done
            if not done and time.monotonic() < self._watched_until.get(key, 0.0):
                return True
            self._at_work.discard(key)
            self._watched_until.pop(key, None)
            return False

    def _keep(self, key: Hashable, later: Work) -> None:
        with self._lock:
            self._known[key] = later
            self._known.move_to_end(key)
            while len(self._known) > self._kept:
                self._known.popitem(last=False)

    def _fail(self, key: Hashable, error: NetworkError | WorkerError) -> None:
        with self._lock:
            self._errors[key] = error
            self._at_work.discard(key)
            self._watched_until.pop(key, None)
