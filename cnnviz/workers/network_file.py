"""A network as the workers are asked about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from cnnviz import reading


@dataclass(frozen=True)
class NetworkFile:
    """A network with its weights: its .keras file, or the name of one that this program knows.

    Workers identify a file by its content, and read a shipped network by its name.

    Raises:
        ValueError: If there are both bytes and a name, or neither; or a file with random weights.
    """

    label: str
    data: bytes | None = None
    """The bytes of the file; None for a shipped network."""
    name: str = ""
    """The name of the shipped network, such as "lecture"; "" for a file."""
    untrained: bool = False
    """Whether its weights are random; its name is one of `reading.RUNNABLE`."""

    def __post_init__(self) -> None:
        if (self.data is None) != bool(self.name):
            raise ValueError(f"A network has either bytes or a name. Received: {self.label!r}")
        if self.untrained and not self.name:
            raise ValueError(f"A file has weights of its own. Received: {self.label!r}")

    @cached_property
    def digest(self) -> str:
        """What names the network with its weights, or a hash of the content."""
        if self.data is not None:
            return hashlib.blake2b(self.data, digest_size=16).hexdigest()
        return reading.untrained_digest(self.name) if self.untrained else self.name
