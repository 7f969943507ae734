"""One server for all processes of a test run."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path


@contextmanager
def shared(folder: Path, serving: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """Yield the address of a server: the first process starts it, and stops it when no other uses it.

    A process that dies holds nobody up: the system frees its locks.

    Args:
        folder: Where the processes meet, for this server alone.
        serving: Starts the server, and stops it at its end.
    """
    folder.mkdir(exist_ok=True)
    begin, users, noted = (folder / name for name in ("begin", "users", "address"))
    with ExitStack() as server:
        with locked(begin, fcntl.LOCK_EX):
            is_first = not noted.exists()
            if is_first:
                noted.write_text(server.enter_context(serving()))
            address = noted.read_text()
            using = server.enter_context(ExitStack())
            using.enter_context(locked(users, fcntl.LOCK_SH))
        yield address
        using.close()
        if is_first:
            # Whoever comes now waits at the beginning, and starts another one.
            with locked(begin, fcntl.LOCK_EX), locked(users, fcntl.LOCK_EX):
                noted.unlink()
                server.close()


@contextmanager
def locked(file: Path, kind: int) -> Iterator[None]:
    """Hold a lock on a file: `fcntl.LOCK_EX` alone, `fcntl.LOCK_SH` beside others of this kind."""
    with file.open("w") as opened:
        fcntl.flock(opened, kind)
        yield
