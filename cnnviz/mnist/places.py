"""Where the complete MNIST may lie on this machine."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

#: The environment variable that names an .npz in Keras's layout.
VARIABLE = "CNNVIZ_MNIST"


def stamp(source: str) -> tuple[int, int]:
    """Return what is another when the file of a source is: when it was written, and its size; else zeros.

    Args:
        source: what `mnist.load` takes.
    """
    if source == "bundled":
        return 0, 0
    try:
        about = (cache_file() if source == "download" else Path(source)).stat()
    except (OSError, ValueError):
        return 0, 0
    return about.st_mtime_ns, about.st_size


def named_by_environment() -> Path | None:
    """Return the file that CNNVIZ_MNIST names, whether it is there or not; None if it names none."""
    given = os.environ.get(VARIABLE, "").strip()
    return Path(given).expanduser().absolute() if given else None


def cache_file() -> Path:
    """Return where `keras.datasets.mnist` keeps its file: as Keras does, below a folder it may write to."""
    home = Path(os.environ.get("KERAS_HOME") or Path("~/.keras").expanduser()).expanduser()
    if not _writable(home):
        home = Path(tempfile.gettempdir()) / ".keras"
    return home.absolute() / "datasets" / "mnist.npz"


def found() -> Path | None:
    """Return the file that CNNVIZ_MNIST names, or else Keras's own if it is there."""
    named = named_by_environment()
    if named is not None:
        return named
    kept = cache_file()
    return kept if kept.is_file() else None


def _writable(folder: Path) -> bool:
    """Whether the folder, or where it does not exist the nearest one above it, can be written to."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)
