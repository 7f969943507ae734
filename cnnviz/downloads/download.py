"""A download in a thread of its own."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Literal, TypeAlias

from cnnviz.downloads.fetching import TIMEOUT, Cancelled, fetch
from cnnviz.downloads.remote_file import RemoteFile
from cnnviz.errors import DownloadError, sentence

State: TypeAlias = Literal["running", "done", "failed", "cancelled"]
FAILED = "The download failed. Try it again."


class Download:
    """A download in its own thread, with its progress and its result. Thread-safe."""

    def __init__(self, file: RemoteFile, target: Path | None = None, *, timeout: float = TIMEOUT) -> None:
        self.file = file
        self.state: State = "running"
        self.received = 0
        self.size = file.n_bytes
        self.error = ""
        self._cancelled = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(target, timeout), daemon=True, name="download"
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

    def _run(self, target: Path | None, timeout: float) -> None:
        try:
            fetch(
                self.file,
                target,
                progress=self._record_progress,
                cancelled=self._cancelled.is_set,
                timeout=timeout,
            )
            self.state = "done"
        except Cancelled:
            self.state = "cancelled"
        except Exception as error:  # noqa: BLE001 - in a thread, nobody else would see it
            self.error = sentence(error) if isinstance(error, DownloadError) else FAILED
            self.state = "cancelled" if self._cancelled.is_set() else "failed"

    def _record_progress(self, received: int, size: int | None) -> None:
        self.received = received
        self.size = size or self.file.n_bytes
