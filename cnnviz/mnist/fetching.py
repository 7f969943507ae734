"""The file that `keras.datasets.mnist` downloads, got without Keras, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import threading
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.request import urlopen

from cnnviz import atomic_file
from cnnviz.errors import DataError

#: As in Keras 3.15, keras/src/datasets/mnist.py.
ADDRESS = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
#: Its size, for as long as the server has not told it.
N_BYTES = 11_490_434
#: No file of digits is larger.
MAX_BYTES = 2**26
#: Seconds without a byte after which nothing more is expected.
TIMEOUT = 10.0
CHUNK = 2**16

State: TypeAlias = Literal["running", "done", "failed", "cancelled"]


class Cancelled(Exception):  # noqa: N818 - what was wished for is no error
    """The visitor has called it off."""


def fetch(
    address: str,
    sha256: str,
    target: Path,
    *,
    progress: Callable[[int, int | None], None] = lambda _received, _size: None,
    cancelled: Callable[[], bool] = lambda: False,
    timeout: float = TIMEOUT,
) -> None:
    """Download a file to `target`, which is written whole or not at all.

    Args:
        address: from where.
        sha256: the digest that the file must have, in hexadecimal.
        target: the file to write; its folder is made if there is none.
        progress: is told how many bytes have come, and how many there are if the server said so.
        cancelled: is asked between two parts; True ends it.
        timeout: seconds without a byte until it is given up.

    Raises:
        DataError: if the host does not answer, breaks off or sends something else, or the disk is full.
        Cancelled: if it was called off.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with atomic_file.file(target) as file:
            _check(_stream(address, file, progress, cancelled, timeout), sha256)
    except _NetworkError as error:
        raise DataError(str(error)) from error
    except OSError as error:
        raise DataError(_about_disk(error)) from error


class _NetworkError(Exception):
    """What went wrong between here and the server, as a sentence."""


def _stream(
    address: str,
    file: Any,
    progress: Callable[[int, int | None], None],
    cancelled: Callable[[], bool],
    timeout: float,
) -> str:
    """Write what the server sends into the file, and return its digest."""
    digest, received = hashlib.sha256(), 0
    with _answer(address, timeout) as answer:
        size = _size(answer.headers.get("Content-Length"))
        progress(0, size)
        while chunk := _next(answer):
            if cancelled():
                raise Cancelled
            received += len(chunk)
            if received > MAX_BYTES:
                raise _NetworkError("What the server sends is too large to be MNIST. Give a path instead.")
            digest.update(chunk)
            file.write(chunk)
            progress(received, size)
    if size is not None and received < size:
        raise _NetworkError("The download broke off. Start it once more.")
    return digest.hexdigest()


def _answer(address: str, timeout: float) -> Any:
    """Return the server's answer, of which nothing but the head has been read."""
    try:
        return urlopen(address, timeout=timeout)  # noqa: S310 - a constant, or a test's own server
    except (OSError, HTTPException, ValueError) as error:
        raise _NetworkError(
            "MNIST could not be downloaded: the host gives no answer. Check the network, give a path, or use "
            "the bundled digits."
        ) from error


def _next(answer: Any) -> bytes:
    """Return the next part of what the server sends, empty at its end."""
    try:
        part: bytes = answer.read1(CHUNK)
    except (OSError, HTTPException) as error:
        raise _NetworkError("The download broke off. Start it once more.") from error
    return part


def _size(told: str | None) -> int | None:
    """Return the size that a server tells, if it is one."""
    return int(told) if told and told.isascii() and told.isdigit() and int(told) > 0 else None


def _check(digest: str, wanted: str) -> None:
    if digest != wanted:
        raise _NetworkError(
            "What was downloaded is not the file that Keras expects (its SHA-256 is another one), and was "
            "thrown away. Give a path instead, or use the bundled digits."
        )


def _about_disk(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "The disk is full: MNIST needs some 12 MB. Make room, then start the download once more."
    return "MNIST could not be written into Keras's folder. Give the path of a file instead."


class Download:
    """A download in a thread of its own: what it has got so far, and how it ends. Safe from any thread."""

    def __init__(
        self, target: Path, *, address: str = ADDRESS, sha256: str = SHA256, timeout: float = TIMEOUT
    ) -> None:
        self.target = target
        self.state: State = "running"
        self.received = 0
        self.size = N_BYTES
        self.error = ""
        self._cancelled = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(address, sha256, timeout), daemon=True, name="download"
        )
        self._thread.start()

    @property
    def share(self) -> float:
        """How much has come, from 0 to 1."""
        return min(1.0, self.received / self.size)

    def cancel(self) -> None:
        """Call it off: nothing of it stays. A server that is silent just then holds up nobody."""
        self._cancelled.set()
        if self.state == "running":
            self.state = "cancelled"

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    def _run(self, address: str, sha256: str, timeout: float) -> None:
        try:
            fetch(
                address,
                sha256,
                self.target,
                progress=self._told,
                cancelled=self._cancelled.is_set,
                timeout=timeout,
            )
            self.state = "done"
        except Cancelled:
            self.state = "cancelled"
        except Exception as error:  # noqa: BLE001 - on a thread, nobody else would hear of it
            self.error = str(error) if isinstance(error, DataError) else "The download failed. Try it again."
            self.state = "cancelled" if self._cancelled.is_set() else "failed"

    def _told(self, received: int, size: int | None) -> None:
        self.received = received
        self.size = size or N_BYTES
