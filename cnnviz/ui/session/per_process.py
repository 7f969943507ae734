"""Objects of which the dashboard's process has exactly one, shared by all visitors."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


def once_per_process(make: Callable[[], T]) -> Callable[[], T]:
    """Return a function that makes its one thing at the first call, and returns it at each.

    Streamlit's caches are no place for it: every browser may have them cleared.
    """
    lock, made = Lock(), cache(make)

    @wraps(make)
    def the_one() -> T:
        with lock:  # `cache` alone lets two threads make two
            return made()

    return the_one
