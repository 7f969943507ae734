"""Where the complete MNIST may be stored on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from cnnviz.mnist import published

#: The environment variable with the path of an .npz file in Keras's layout.
VARIABLE = "CNNVIZ_MNIST"


def stamp(source: str) -> tuple[int, int]:
    """Return the modification time and size of a source's file, to detect changes; zeros if there is none.

    Args:
        source: The `source` of `mnist.load`.
    """
    if source == "bundled":
        return 0, 0
    try:
        about = (cache_file() if source == "download" else Path(source)).stat()
    except (OSError, ValueError):
        return 0, 0
    return about.st_mtime_ns, about.st_size


def named_by_environment() -> Path | None:
    """Return the file named by CNNVIZ_MNIST, even if it does not exist; None if the variable is not set."""
    given = os.environ.get(VARIABLE, "").strip()
    return Path(given).expanduser().absolute() if given else None


def cache_file() -> Path:
    """Return the path of `keras.datasets.mnist`'s file, in the writable folder that Keras would choose."""
    return published.PUBLISHED.place


def found() -> Path | None:
    """Return the file named by CNNVIZ_MNIST, or else Keras's own file if it exists."""
    named = named_by_environment()
    if named is not None:
        return named
    kept = cache_file()
    return kept if kept.is_file() else None
