"""A trained network as the workers are asked about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class NetworkFile:
    """A trained network: its .keras file, or the name of one that ships with this program.

    Workers identify a file by its content, and read a shipped network by its name.

    Raises:
        ValueError: If there are both bytes and a name, or neither.
    """

    label: str
    data: bytes | None = None
    """The bytes of the file; None for a shipped network."""
    name: str = ""
    """The name of the shipped network, such as "lecture"; "" for a file."""

    def __post_init__(self) -> None:
        if (self.data is None) != bool(self.name):
            raise ValueError(f"A network has either bytes or a name. Received: {self.label!r}")

    @cached_property
    def digest(self) -> str:
        """The name of a shipped network, or a hash of the content."""
        return self.name if self.data is None else hashlib.blake2b(self.data, digest_size=16).hexdigest()
