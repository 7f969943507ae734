"""Write a file completely or not at all: under a temporary name in the same folder, which is then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def file(target: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file that replaces the target on success and is deleted after an exception.

    Raises:
        OSError: If the file cannot be written (no space, no permission, no such folder).
    """
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as begun:
        try:
            yield begun.file
            begun.flush()
            move(Path(begun.name), target)
        except BaseException:
            with suppress(OSError):
                Path(begun.name).unlink()
            raise


def write(data: bytes, target: Path) -> None:
    """Write `data` as the complete content of the file.

    Raises:
        OSError: As for `file`.
    """
    with file(target) as begun:
        begun.write(data)


def move(complete: Path, target: Path) -> None:
    """Move a complete file of the same folder to its place, once the disk has it.

    Raises:
        OSError: As for `file`.
    """
    with complete.open("rb+") as written:
        os.fsync(written.fileno())
    complete.chmod(0o644)
    complete.replace(target)
