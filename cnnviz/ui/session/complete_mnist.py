"""The complete MNIST on this machine, for all visitors: Keras's file, a named file, or a download."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cnnviz import mnist
from cnnviz.errors import DataError
from cnnviz.ui.session import state
from cnnviz.ui.session.loaded_digits import loaded
from cnnviz.ui.session.per_process import once_per_process
from cnnviz.ui.session.visitor_place import at_the_machine


@dataclass
class SharedMnist:
    """What visitors have found for all: the path of a file."""

    named: Path | None = None


@once_per_process
def shared() -> SharedMnist:
    """Return what visitors have found, the same for all of them."""
    return SharedMnist()


def path() -> Path | None:
    """Return the path of the complete MNIST, or None if there is no such file."""
    named = shared().named
    return named if named is not None and named.is_file() else mnist.found()


def use(text: str) -> None:
    """Make a file available to all visitors, and choose it for this one.

    Args:
        text: The file's path, as typed.

    Raises:
        DataError: If this visitor may not name a file, or it is not an MNIST file; nothing is changed then.
    """
    if not at_the_machine():
        raise DataError("Only someone at the computer that runs the dashboard can name a file.")
    named = _absolute(text)
    loaded(str(named))
    shared().named = named
    state.change(data={"source": "complete"})


def _absolute(text: str) -> Path:
    clean = text.strip().strip("\"'")
    if not clean:
        raise DataError("Enter a path, such as /home/me/mnist.npz.")
    try:
        return Path(clean).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise DataError(f"This path does not exist. Received: {clean[:80]}") from error
