"""Commands for a training run: go, pause, train one batch, stop."""

from __future__ import annotations

from threading import Condition
from typing import Literal, TypeAlias

Command: TypeAlias = Literal["go", "pause", "batch", "stop"]


class Control:
    """The current command for a run, set from any thread; passed to `training.train` as `control`.

    Calling it returns what to do next: "batch" once for each single batch that was asked for, then "pause".

    >>> control = Control("pause")
    >>> control.request("batch")
    >>> control(), control()
    ('batch', 'pause')
    """

    def __init__(self, command: Command = "go") -> None:
        self._changed = Condition()
        self._command: Command = "go"
        self._batches = 0
        self._closed = False
        self.request(command)

    def request(self, command: Command) -> bool:
        """Change the command, unless the control is closed; return whether it is open. A stop is final."""
        with self._changed:
            if self._closed or self._command == "stop":
                return not self._closed
            if command == "batch":
                self._batches += 1
            elif command == "go":
                self._batches = 0
            self._command = "pause" if command == "batch" else command
            self._changed.notify_all()
            return True

    def close(self) -> bool:
        """Refuse all later commands, if the last one was to pause; return whether it was.

        >>> control = Control("pause")
        >>> control.close(), control.request("go")
        (True, False)
        """
        with self._changed:
            self._closed = self._command == "pause" and not self._batches
            return self._closed

    @property
    def stopped(self) -> bool:
        """Whether the run was told to stop."""
        return self._command == "stop"

    def __call__(self) -> Command:
        """Return what the run should do next."""
        with self._changed:
            return self._next()

    def wait(self, seconds: float) -> Command:
        """Return what the run should do next, after waiting up to `seconds` for the end of a pause."""
        with self._changed:
            self._changed.wait_for(lambda: self._command != "pause" or self._batches > 0, seconds)
            return self._next()

    def _next(self) -> Command:
        if self._command == "pause" and self._batches:
            self._batches -= 1
            return "batch"
        return self._command
