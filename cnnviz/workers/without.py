"""Import a package without its optional dependencies, even if they are installed."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


class _Absent(MetaPathFinder):
    """A finder that makes packages appear missing in one thread."""

    def __init__(self, packages: Sequence[str]) -> None:
        self.packages, self.thread = packages, threading.get_ident()

    def find_spec(self, fullname: str, *_: object) -> None:
        """Raise ModuleNotFoundError for a hidden package; leave all others to the next finders."""
        if fullname in self.packages and threading.get_ident() == self.thread:
            raise ModuleNotFoundError(f"No module named {fullname!r}, for now", name=fullname)


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Make these packages appear not to be installed in this thread, unless they are imported already.

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
