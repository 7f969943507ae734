"""t-SNE's arrangements, computed stretch by stretch while somebody watches, and kept for all visitors."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, Thread

from cnnviz.errors import WorkerError
from cnnviz.lessons.digit_map import Arrangement, DigitMap
from cnnviz.ui.session.background_answers import LOST
from cnnviz.ui.session.per_process import once_per_process
from cnnviz.ui.session.worker_processes import workers

#: Seconds for which an arrangement goes on after a page has last asked for it.
WATCHED = 5.0
#: The number of arrangements that are kept; each takes two megabytes.
KEPT = 16


class Arrangements:
    """Arrangements by what identifies their maps. Each goes on while it is watched. Thread-safe.

    Args:
        begin: Returns the start of a map's arrangement.
        go_on: Returns an arrangement one stretch later.
        kept: The most arrangements that are kept.
    """

    def __init__(
        self,
        begin: Callable[[DigitMap], Arrangement],
        go_on: Callable[[Arrangement], Arrangement],
        kept: int = KEPT,
    ) -> None:
        self._begin, self._go_on, self._kept = begin, go_on, kept
        self._known: OrderedDict[Hashable, Arrangement] = OrderedDict()
        self._watched_until: dict[Hashable, float] = {}
        self._at_work: set[Hashable] = set()
        self._errors: dict[Hashable, WorkerError] = {}
        self._lock = Lock()

    def watch(self, key: Hashable, digit_map: DigitMap) -> Arrangement | None:
        """Return an arrangement as far as it is, or None before its start; have it go on for a while.

        Args:
            key: Identifies the map.
            digit_map: The map.

        Raises:
            WorkerError: If the last stretch failed; the next call tries again.
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
                Thread(target=self._work, args=(key, digit_map), daemon=True, name="arrangement").start()
            return found

    def seen(self, key: Hashable) -> Arrangement | None:
        """Return an arrangement as far as it is, or None before its start."""
        with self._lock:
            return self._known.get(key)

    def leave(self, key: Hashable) -> None:
        """Stop an arrangement after its present stretch, unless somebody goes on watching it."""
        with self._lock:
            self._watched_until.pop(key, None)

    def _work(self, key: Hashable, digit_map: DigitMap) -> None:
        """Compute stretch after stretch while the arrangement is watched."""
        while self._goes_on(key):
            present = self.seen(key)
            try:
                later = self._begin(digit_map) if present is None else self._go_on(present)
            except WorkerError as error:
                return self._fail(key, error)
            except Exception:  # noqa: BLE001 - the page shows a sentence, and may ask again
                return self._fail(key, WorkerError(LOST))
            self._keep(key, later)
        return None

    def _goes_on(self, key: Hashable) -> bool:
        """Return whether an arrangement is watched and not done; otherwise its work has ended."""
        with self._lock:
            present = self._known.get(key)
            done = present is not None and present.done
            if not done and time.monotonic() < self._watched_until.get(key, 0.0):
                return True
            self._at_work.discard(key)
            self._watched_until.pop(key, None)
            return False

    def _keep(self, key: Hashable, later: Arrangement) -> None:
        with self._lock:
            self._known[key] = later
            self._known.move_to_end(key)
            while len(self._known) > self._kept:
                self._known.popitem(last=False)

    def _fail(self, key: Hashable, error: WorkerError) -> None:
        with self._lock:
            self._errors[key] = error
            self._at_work.discard(key)
            self._watched_until.pop(key, None)


@once_per_process
def arrangements() -> Arrangements:
    """Return the arrangements of this dashboard, shared by all visitors."""
    return Arrangements(
        lambda digit_map: workers().begin_arranging(digit_map),
        lambda arrangement: workers().go_on_arranging(arrangement),
    )
