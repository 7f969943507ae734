"""Download the file of `keras.datasets.mnist` without Keras, completely or not at all."""

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

#: The values in Keras 3.15, keras/src/datasets/mnist.py.
ADDRESS = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
#: The file's size, used until the server reports it.
N_BYTES = 11_490_434
#: The maximum size of a download.
MAX_BYTES = 2**26
#: Seconds without a byte until the download is given up.
TIMEOUT = 10.0
CHUNK = 2**16

State: TypeAlias = Literal["running", "done", "failed", "cancelled"]


class Cancelled(Exception):  # noqa: N818 - a requested cancellation is not an error
    """The visitor has cancelled the download."""


def fetch(
    address: str,
    sha256: str,
    target: Path,
    *,
    progress: Callable[[int, int | None], None] = lambda _received, _size: None,
    cancelled: Callable[[], bool] = lambda: False,
    timeout: float = TIMEOUT,
) -> None:
    """Download a file to `target`, completely or not at all.

    Args:
        address: URL of the file.
        sha256: The SHA-256 digest that the file must have, in hexadecimal.
        target: The file to write; its folder is created if needed.
        progress: Called with the number of bytes received, and the total if the server reports it.
        cancelled: Called after each chunk; True cancels the download.
        timeout: Seconds without a byte until the download is given up.

    Raises:
        DataError: If the host does not answer, breaks off or sends something else, or the disk is full.
        Cancelled: If the download was cancelled.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with atomic_file.file(target) as file:
            _check(_stream(address, file, progress, cancelled, timeout), sha256)
    except _NetworkError as error:
        raise DataError(str(error)) from error
    except OSError as error:
        raise DataError(_disk_message(error)) from error


class _NetworkError(Exception):
    """A failure between here and the server, with a message for visitors."""


def _stream(
    address: str,
    file: Any,
    progress: Callable[[int, int | None], None],
    cancelled: Callable[[], bool],
    timeout: float,
) -> str:
    """Write the server's response into the file, and return its digest."""
    digest, received = hashlib.sha256(), 0
    with _answer(address, timeout) as answer:
        size = _size(answer.headers.get("Content-Length"))
        progress(0, size)
        while chunk := _next(answer):
            if cancelled():
                raise Cancelled
            received += len(chunk)
            if received > MAX_BYTES:
                raise _NetworkError("The server's file is too large to be MNIST. Give a path instead.")
            digest.update(chunk)
            file.write(chunk)
            progress(received, size)
    if size is not None and received < size:
        raise _NetworkError("The download broke off. Start it again.")
    return digest.hexdigest()


def _answer(address: str, timeout: float) -> Any:
    """Return the server's response, of which only the headers have been read."""
    try:
        return urlopen(address, timeout=timeout)  # noqa: S310 - a constant, or a test's own server
    except (OSError, HTTPException, ValueError) as error:
        raise _NetworkError(
            "MNIST could not be downloaded: the host does not answer. Check the network, give a path, or use "
            "the bundled digits."
        ) from error


def _next(answer: Any) -> bytes:
    """Return the next chunk of the response, empty at its end."""
    try:
        part: bytes = answer.read1(CHUNK)
    except (OSError, HTTPException) as error:
        raise _NetworkError("The download broke off. Start it again.") from error
    return part


def _size(header: str | None) -> int | None:
    """Return the size that the server reports, if it is valid."""
    return int(header) if header and header.isascii() and header.isdigit() and int(header) > 0 else None


def _check(digest: str, wanted: str) -> None:
    if digest != wanted:
        raise _NetworkError(
            "The downloaded file is not the one that Keras expects: its SHA-256 differs. It was deleted. "
            "Give a path instead, or use the bundled digits."
        )


def _disk_message(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "The disk is full: MNIST needs about 12 MB. Free some space, then start the download again."
    return "MNIST could not be written into Keras's folder. Give the path of a file instead."


class Download:
    """A download in its own thread, with its progress and its result. Thread-safe."""

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
        """The received share, from 0 to 1."""
        return min(1.0, self.received / self.size)

    def cancel(self) -> None:
        """Cancel the download and delete what was received. Does not wait for a silent server."""
        self._cancelled.set()
        if self.state == "running":
            self.state = "cancelled"

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the download has ended."""
        self._thread.join(seconds)

    def _run(self, address: str, sha256: str, timeout: float) -> None:
        try:
            fetch(
                address,
                sha256,
                self.target,
                progress=self._record_progress,
                cancelled=self._cancelled.is_set,
                timeout=timeout,
            )
            self.state = "done"
        except Cancelled:
            self.state = "cancelled"
        except Exception as error:  # noqa: BLE001 - in a thread, nobody else would see it
            self.error = str(error) if isinstance(error, DataError) else "The download failed. Try it again."
            self.state = "cancelled" if self._cancelled.is_set() else "failed"

    def _record_progress(self, received: int, size: int | None) -> None:
        self.received = received
        self.size = size or N_BYTES
