"""Objects of which the dashboard's process has exactly one, shared by all visitors."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


def once_per_process(make: Callable[[], T]) -> Callable[[], T]:
    """Return a function that calls `make` once, and returns that result at every call.

    Streamlit's caches would not do: any visitor may clear them.
    """
    lock, made = Lock(), cache(make)

    @wraps(make)
    def instance() -> T:
        with lock:  # `cache` alone lets two threads make two
            return made()

    return instance
