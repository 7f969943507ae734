"""Importing a package without others that it takes along where they are installed, but can do without."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


class _Absent(MetaPathFinder):
    """Has packages be absent, for one thread."""

    def __init__(self, packages: Sequence[str]) -> None:
        self.packages, self.thread = packages, threading.get_ident()

    def find_spec(self, fullname: str, *_: object) -> None:
        """Raise ModuleNotFoundError for an absent package; leave all others to the finders that follow."""
        if fullname in self.packages and threading.get_ident() == self.thread:
            raise ModuleNotFoundError(f"No module named {fullname!r}, for now", name=fullname)


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Have this thread import as if these packages were not installed; those that stand already stay.

    >>> with without("this"):
    ...     import this
    Traceback (most recent call last):
    ModuleNotFoundError: No module named 'this', for now
    """
    absent = _Absent(packages)
    sys.meta_path.insert(0, absent)
    try:
        yield
    finally:
        sys.meta_path.remove(absent)
