"""Silence for Pillow's warnings while a picture is read, and only then and there."""

import contextlib
import threading
import warnings
from collections.abc import Iterator


class _Reading(threading.local):
    """A warning filter's pattern: it matches any text, but only in a thread that reads a picture."""

    now = False

    def match(self, _text: str) -> bool:
        return self.now


_READING = _Reading()
_FILTER = ("ignore", _READING, Warning, None, 0)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """A context in which this thread's warnings are ignored.

    `warnings.catch_warnings` would swap the filters of the whole process: two visitors at once could
    leave them swapped for good. Here one filter stays, and looks at the thread.
    """
    filters: list[object] = warnings.filters  # type: ignore[assignment]  # typed as read-only
    if not filters or filters[0] is not _FILTER:
        filters.insert(0, _FILTER)
        with contextlib.suppress(ValueError):
            del filters[filters.index(_FILTER, 1)]
    _READING.now = True
    try:
        yield
    finally:
        _READING.now = False
