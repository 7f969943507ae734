"""The complete MNIST on this machine: Keras's file, one named by its path, or a download. Shared by all."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from cnnviz import mnist
from cnnviz.errors import DataError
from cnnviz.mnist import Download
from cnnviz.ui.session import state
from cnnviz.ui.session.loaded_digits import loaded
from cnnviz.ui.session.per_process import once_per_process
from cnnviz.ui.session.visitor_place import at_the_machine


@dataclass
class Shared:
    """What the visitors of this dashboard have got for all: a file by its path, a download."""

    named: Path | None = None
    download: Download | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


@once_per_process
def shared() -> Shared:
    """Return what has been got on this dashboard, the same for all visitors."""
    return Shared()


def path() -> Path | None:
    """Return the file of the complete MNIST, or None if there is none, or none any more."""
    named = shared().named
    return named if named is not None and named.is_file() else mnist.found()


def use(text: str) -> None:
    """Have all visitors able to use the file of this path, and use it.

    Raises:
        DataError: if this visitor may not name one, or it is no MNIST file; what was there stays.
    """
    if not at_the_machine():
        raise DataError("Only a visitor at the machine that runs the dashboard can name a file on it.")
    named = _absolute(text)
    loaded(str(named))
    shared().named = named
    state.change(data={"source": "complete"})


def _absolute(text: str) -> Path:
    clean = text.strip().strip("\"'")
    if not clean:
        raise DataError("A path is needed, as /home/me/mnist.npz.")
    try:
        return Path(clean).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise DataError(f"There is no such path. Received: {clean[:80]}") from error


def start_download() -> None:
    """Begin to get Keras's file, unless that goes on already or this visitor may not."""
    if not at_the_machine():
        return
    with shared().lock:
        present = shared().download
        if present is None or present.state != "running":
            shared().download = Download(mnist.cache_file())


def cancel_download() -> None:
    """Call the download off, if this visitor may."""
    present = shared().download
    if present is not None and at_the_machine():
        present.cancel()
