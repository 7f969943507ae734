"""Silence Pillow's warnings while an image is read, and only in that thread."""

import contextlib
import threading
import warnings
from collections.abc import Iterator


class _Reading(threading.local):
    """The pattern of a warning filter: it matches any text, but only in a thread that reads an image."""

    now = False

    def match(self, _text: str) -> bool:
        return self.now


_READING = _Reading()
_FILTER = ("ignore", _READING, Warning, None, 0)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Return a context in which this thread's warnings are ignored.

    `warnings.catch_warnings` replaces the filters of the whole process, so two visitors at once could leave
    them replaced forever. Here, one filter stays installed and checks the thread.
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
