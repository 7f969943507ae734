"""A run that has not ended, and where it is: in the queue, on a worker, or put aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from cnnviz.runs import Command, PutAside, Run, most_bytes


@dataclass
class Errand:
    """A run that has not ended, and where it is."""

    run: Run
    turn: int
    """The place in the queue; a run that goes on after a pause gets a new one."""
    future: Any = None
    """The task that trains the run, or ends it where it was put aside."""
    address: str = ""
    """The worker that has the run."""
    home: str = ""
    """The worker that had it last."""
    session: int = 0
    """The number of times that the run was given to a worker."""
    put_aside: PutAside | None = None
    """What the run needs to go on. It is kept until a worker has reported the next batch."""
    missed: bool = False
    """Whether a single batch was requested just after the worker had put the run aside."""
    n_moments: int = 0
    fetching: bool = False
    lock: Lock = field(default_factory=Lock, repr=False)
    """Held while a command is stored and while the run changes its place, so that no command is lost."""

    @property
    def waits(self) -> bool:
        """Whether the run needs a worker. A run paused before its turn, or put aside, needs none."""
        return not self.address and self.future is None and self.run.state == "waiting"

    @property
    def n_bytes(self) -> int:
        """Bytes that the run takes while it is paused: what they are, or may become."""
        if self.put_aside is not None:
            return len(self.put_aside.state)
        run = self.run
        pauses = run.command == "batch" or (run.command == "pause" and bool(self.address))
        return most_bytes(run.settings) if pauses else 0

    def enter(self, address: str) -> Command:
        """Be at a worker from now on; return the command to begin with. Later ones are sent to the worker."""
        with self.lock:
            self.address, self.session = address, self.session + 1
            command = self.run.command
        if command == "batch" and self.put_aside is not None:
            self.run.begin()  # at once: for a single batch the page need not say that the run waits
        return command

    def leave(self, put_aside: PutAside | None = None) -> None:
        """Leave the worker as a run that is put aside.

        Args:
            put_aside: What the run needs to go on; None if it is what it was given. It is paused then.
        """
        with self.lock:
            self.future, self.address, self.home = None, "", self.address or self.home
            self.put_aside = put_aside or self.put_aside
            command = self.run.command if put_aside else "pause"
            if command in {"pause", "batch"}:  # a single batch is done
                command = "batch" if put_aside and self.missed else "pause"
            self.run.put_aside(command)
            self.missed = False

    def go_back(self) -> None:
        """Wait for another worker, because this one was lost before the run began."""
        with self.lock:
            self.future, self.address = None, ""
