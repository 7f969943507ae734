"""What is wished of a run that goes: go on, pause, one batch, stop."""

from __future__ import annotations

from threading import Condition
from typing import Literal, TypeAlias

Wish: TypeAlias = Literal["go", "pause", "batch", "stop"]


class Control:
    """What is wished of a run, from any thread: the `control` of `training.train`.

    Called, it answers what to do next: "batch" once for every single batch that was wished, then "pause".

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
        """Change what is wished. A stop is not taken back."""
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
        """Whether a stop was wished."""
        return self._wish == "stop"

    def __call__(self) -> Wish:
        """Return what the run is to do next."""
        with self._changed:
            return self._next()

    def wait(self, seconds: float) -> Wish:
        """Return what the run is to do next, when that is no pause, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._wish != "pause" or self._batches > 0, seconds)
            return self._next()

    def _next(self) -> Wish:
        if self._wish == "pause" and self._batches:
            self._batches -= 1
            return "batch"
        return self._wish
