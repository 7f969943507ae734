"""Download a file completely or not at all; what broke off goes on where it ended.

A download is written to a partial file beside its place. It is moved there once it is complete and checked.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import locket

from cnnviz import atomic_file
from cnnviz.downloads.remote_file import SLACK, RemoteFile
from cnnviz.downloads.server_answer import BrokenOffError, CannotGoOnError, ask, wrong_size
from cnnviz.errors import DownloadError

#: Seconds without a byte until the download is given up.
TIMEOUT = 10.0
#: The bytes that stay free on the disk.
SPARE_BYTES = 2**26
#: Seconds between two looks whether another download of the same file has ended.
LOOK_EVERY = 0.1

Progress: TypeAlias = Callable[[int, int | None], None]


class Cancelled(Exception):  # noqa: N818 - a requested cancellation is not an error
    """The visitor has cancelled the download."""


def fetch(
    file: RemoteFile,
    target: Path | None = None,
    *,
    progress: Progress = lambda _received, _size: None,
    cancelled: Callable[[], bool] = lambda: False,
    timeout: float = TIMEOUT,
) -> Path:
    """Download a file, completely or not at all, and return where it is.

    If the connection is lost, the part is kept and the next call goes on from there, provided that a digest
    tells in the end whether the parts belong together. A cancelled download leaves nothing.

    Args:
        file: The file.
        target: Where it goes; None for its place in Keras's folder. The folder is created if needed.
        progress: Called with the number of bytes that are here, and the size if the server reports it.
        cancelled: Called after each chunk; True cancels the download.
        timeout: Seconds without a byte until the download is given up.

    Raises:
        DownloadError: If the server does not answer, breaks off or sends something else, or the disk is full.
        Cancelled: If the download was cancelled.
    """
    target = file.place if target is None else target
    partial = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(partial, cancelled):
            if not file.is_whole(target):
                _fetch_alone(file, partial, progress, cancelled, timeout)
                atomic_file.move(partial, target)
    except Cancelled:
        raise
    except OSError as error:
        _delete_if_full(partial, error)
        raise DownloadError(_disk_message(file, error)) from error
    return target


@contextmanager
def _alone(partial: Path, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Wait until no other download, here or in another process, writes the partial file.

    The empty file of the lock stays: who waits for it would otherwise wait for a file that is gone.
    """
    lock = locket.lock_file(str(partial.with_suffix(".lock")), timeout=LOOK_EVERY)
    while True:
        try:
            lock.acquire()
            break
        except locket.LockError:
            if cancelled():
                raise Cancelled from None
    try:
        yield
    finally:
        lock.release()


def _fetch_alone(
    file: RemoteFile, partial: Path, progress: Progress, cancelled: Callable[[], bool], timeout: float
) -> None:
    """Complete the partial file and check it. It is deleted, unless a later download can go on with it."""
    try:
        try:
            _complete(file, partial, progress, cancelled, timeout)
        except CannotGoOnError:
            partial.unlink(missing_ok=True)
            _complete(file, partial, progress, cancelled, timeout)
        _check(file, partial)
    except BrokenOffError as error:
        if cancelled():
            partial.unlink(missing_ok=True)
            raise Cancelled from error
        raise DownloadError(_broken_off(file, partial)) from error
    except (Cancelled, DownloadError):
        if cancelled() or not file.digest or _is_too_large(file, partial):
            partial.unlink(missing_ok=True)
        raise


def _complete(
    file: RemoteFile, partial: Path, progress: Progress, cancelled: Callable[[], bool], timeout: float
) -> None:
    """Append what is missing, from the start if nothing is here that fits."""
    start = _size(partial) if file.digest else 0
    _check_room(file, partial, start)
    with ask(file, start, timeout) as answer, partial.open("ab") as written:
        written.truncate(answer.start)
        progress(answer.start, answer.size)
        received = answer.start
        for chunk in answer.chunks():
            if cancelled():
                raise Cancelled
            received += len(chunk)
            if received > file.n_bytes + SLACK:
                raise DownloadError(wrong_size(file, received))
            written.write(chunk)
            progress(received, answer.size)


def _check(file: RemoteFile, partial: Path) -> None:
    """Raise a DownloadError, and delete the file, if it is not the wanted one."""
    n_bytes = _size(partial)
    if not file.is_whole(partial):
        partial.unlink()
        if not file.has_size(n_bytes):
            raise DownloadError(wrong_size(file, n_bytes))
        raise DownloadError(
            f"The downloaded file is not the one that Keras expects: its {file.algorithm.upper()} differs. "
            f"It was deleted. {file.advice('Try again')}"
        )


def _check_room(file: RemoteFile, partial: Path, start: int) -> None:
    """Raise an OSError if the disk has no room for what is missing."""
    if shutil.disk_usage(partial.parent).free < file.n_bytes - start + SPARE_BYTES:
        raise OSError(errno.ENOSPC, "No space left on device")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _is_too_large(file: RemoteFile, partial: Path) -> bool:
    return _size(partial) > file.n_bytes


def _broken_off(file: RemoteFile, partial: Path) -> str:
    """Return that the connection was lost; a part that the next download cannot use is deleted."""
    if file.digest and _size(partial):
        return "The download broke off. Start it again: it goes on where it stopped."
    partial.unlink(missing_ok=True)
    return "The download broke off. Start it again."


def _delete_if_full(partial: Path, error: OSError) -> None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        partial.unlink(missing_ok=True)


def _disk_message(file: RemoteFile, error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return (
            f"The disk is full: {file.title} needs {file.megabytes}. "
            "Free some space, then start the download again."
        )
    return f"{file.title} could not be written into Keras's folder. {file.advice('Make it writable')}"
