"""The photographs of visitors, kept in memory for a while after their visitor has left."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from cnnviz.images.reading import DecodedImage

#: Limits for all visitors together: photographs, and bytes of their pixels.
MAX_PHOTOS = 200
MAX_PHOTO_BYTES = 2**28


@dataclass
class _Kept:
    """One visitor's photograph, who is connected, and when someone last was."""

    levels: NDArray[np.uint8]
    about: DecodedImage
    """The photograph without its pixels; its brighter form, if there is one, is in bytes."""
    last_seen: float
    sessions: set[str] = field(default_factory=set)
    in_use: bool = True

    @property
    def n_bytes(self) -> int:
        """The number of bytes of the pixels."""
        brighter = self.about.brighter
        return self.levels.nbytes + (brighter.levels.nbytes if brighter is not None else 0)


class KeptPhotos:
    """One photograph for each visitor. Thread-safe.

    A visitor is known by a key, as in `runs.owners.RunOwners`.

    Args:
        grace: For how many seconds a photograph stays after its visitor has left.
        clock: Returns the time in seconds.
    """

    def __init__(self, grace: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._grace = grace
        self._clock = clock
        self._lock = RLock()
        self._kept: dict[str, _Kept] = {}

    def keep(self, key: str, session: str, photo: DecodedImage) -> None:
        """Keep a visitor's photograph, replacing the one before.

        If there are too many, the oldest ones go, those of absent visitors first.
        """
        levels = np.rint(photo.pixels * 255).astype(np.uint8)
        about = replace(photo, pixels=np.zeros((0, 0, 3), np.float32))
        with self._lock:
            self._kept[key] = _Kept(levels, about, self._clock(), {session})
            self._bound()

    def photo_of(self, key: str) -> DecodedImage | None:
        """Return a visitor's photograph, or None if there is none."""
        with self._lock:
            kept = self._kept.get(key)
        if kept is None:
            return None
        return replace(kept.about, pixels=kept.levels.astype(np.float32) / np.float32(255))

    def has_photo(self, key: str) -> bool:
        """Whether a visitor's photograph is kept."""
        with self._lock:
            return key in self._kept

    def in_use(self, key: str) -> bool:
        """Whether the visitor's pages last showed the photograph, rather than another image."""
        with self._lock:
            return key in self._kept and self._kept[key].in_use

    def connected(self, key: str, session: str, *, in_use: bool) -> None:
        """Record that a session of a visitor is connected, and whether it shows the photograph."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                kept.sessions.add(session)
                kept.last_seen = self._clock()
                kept.in_use = in_use

    def move(self, old: str, new: str) -> None:
        """Move the photograph from one key to another, where it replaces the one before."""
        with self._lock:
            kept = self._kept.pop(old, None)
            if kept is not None:
                self._kept[new] = kept

    def free_abandoned(self, active: Callable[[str], bool]) -> None:
        """Free the photographs whose visitors have been away for the grace.

        Args:
            active: Returns whether a session id is connected.
        """
        with self._lock:
            now = self._clock()
            for key, kept in list(self._kept.items()):
                kept.sessions = {session for session in kept.sessions if active(session)}
                if kept.sessions:
                    kept.last_seen = now
                elif now - kept.last_seen >= self._grace:
                    del self._kept[key]

    def _bound(self) -> None:
        """Free photographs until the rest is within the limits."""
        oldest_first = sorted(
            self._kept, key=lambda key: (bool(self._kept[key].sessions), self._kept[key].last_seen)
        )
        n_bytes = sum(kept.n_bytes for kept in self._kept.values())
        for key in oldest_first:
            if len(self._kept) <= MAX_PHOTOS and n_bytes <= MAX_PHOTO_BYTES:
                return
            n_bytes -= self._kept.pop(key).n_bytes
