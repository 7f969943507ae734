"""A file that is written whole or not at all: under a temporary name beside the target, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def file(target: Path) -> Iterator[IO[bytes]]:
    """Give a file to write into; it becomes the target at the end, or nothing of it stays after an exception.

    Raises:
        OSError: if it cannot be written: no room, no right, no folder.
    """
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as begun:
        try:
            yield begun.file
            begun.flush()
            os.fsync(begun.fileno())
            Path(begun.name).chmod(0o644)
            Path(begun.name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(begun.name).unlink()
            raise


def write(data: bytes, target: Path) -> None:
    """Write these bytes as the whole file.

    Raises:
        OSError: as `file`.
    """
    with file(target) as begun:
        begun.write(data)
