"""Commands for a training run: go, pause, train one batch, stop."""

from __future__ import annotations

from threading import Condition
from typing import Literal, TypeAlias

Wish: TypeAlias = Literal["go", "pause", "batch", "stop"]


class Control:
    """The current command for a run, set from any thread; passed to `training.train` as `control`.

    Calling it returns what to do next: "batch" once for each single batch that was asked for, then "pause".

    >>> control = Control("pause")
    >>> control.wish("batch")
    >>> control(), control()
    ('batch', 'pause')
    """

    def __init__(self, wish: Wish = "go") -> None:
        self._changed = Condition()
        self._wish: Wish = "go"
        self._batches = 0
        self.wish(wish)

    def wish(self, wish: Wish) -> None:
        """Change the command. A stop is final."""
        with self._changed:
            if self._wish == "stop":
                return
            if wish == "batch":
                self._batches += 1
            elif wish == "go":
                self._batches = 0
            self._wish = "pause" if wish == "batch" else wish
            self._changed.notify_all()

    @property
    def stopped(self) -> bool:
        """Whether the run was told to stop."""
        return self._wish == "stop"

    def __call__(self) -> Wish:
        """Return what the run should do next."""
        with self._changed:
            return self._next()

    def wait(self, seconds: float) -> Wish:
        """Return what the run should do next, after waiting up to `seconds` for the end of a pause."""
        with self._changed:
            self._changed.wait_for(lambda: self._wish != "pause" or self._batches > 0, seconds)
            return self._next()

    def _next(self) -> Wish:
        if self._wish == "pause" and self._batches:
            self._batches -= 1
            return "batch"
        return self._wish
