"""A file that can be downloaded: where it is, where it goes, and how it is checked."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from cnnviz.downloads.keras_folder import keras_folder

#: The environment variable with the address of a mirror, which has each file under the same path as its host.
MIRROR = "CNNVIZ_MIRROR"
#: How far the size may be off in bytes if a digest decides in the end; without one it must be exact.
SLACK = 2**20
#: The most digests that are remembered.
MAX_DIGESTS = 32

_digests: dict[tuple[int, int, int, int, str], str] = {}


@dataclass(frozen=True)
class RemoteFile:
    """A file on a server, and what is known of it before it is downloaded."""

    title: str
    """What it is called on the screen."""
    address: str
    """Its URL."""
    folder: str
    """The folder below Keras's where it goes, "datasets" or "models"."""
    n_bytes: int
    """Its size."""
    digest: str = ""
    """Its digest in hexadecimal; "" if none is published, and then its size must be exact."""
    algorithm: Literal["sha256", "md5"] = "sha256"
    """What the digest is."""
    instead: str = ""
    """What a visitor can do without it, such as "use the bundled digits"; "" if there is nothing."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return urlsplit(self.address).path.rpartition("/")[2]

    @property
    def place(self) -> Path:
        """The path where Keras keeps it."""
        return keras_folder() / self.folder / self.name

    @property
    def fetched_from(self) -> str:
        """The address from which it is downloaded: its own, or that of the mirror in CNNVIZ_MIRROR."""
        mirror = os.environ.get(MIRROR, "").strip().rstrip("/")
        return mirror + urlsplit(self.address).path if mirror else self.address

    @property
    def megabytes(self) -> str:
        """Its size for the screen, such as "14.5 MB".

        >>> RemoteFile("MNIST", "https://host/mnist.npz", "datasets", 11_490_434).megabytes
        '11.5 MB'
        """
        return f"{self.n_bytes / 1e6:,.0f} MB" if self.n_bytes >= 1e8 else f"{self.n_bytes / 1e6:.1f} MB"

    def advice(self, first: str = "") -> str:
        """Return a sentence that says what to do, or what to do instead.

        >>> file = RemoteFile("MNIST", "https://host/mnist.npz", "data", 1, instead="use the bundled digits")
        >>> file.advice("Try again later"), file.advice()
        ('Try again later, or use the bundled digits.', 'Use the bundled digits.')
        """
        said = ", or ".join(one for one in (first, self.instead) if one)
        return f"{said[:1].upper()}{said[1:]}." if said else ""

    def has_size(self, n_bytes: int) -> bool:
        """Return whether it can have this size."""
        return abs(n_bytes - self.n_bytes) <= (SLACK if self.digest else 0)

    def is_whole(self, path: Path) -> bool:
        """Return whether a file on the disk is this one, by its size and its digest."""
        try:
            about = path.stat()
            if not path.is_file() or not self.has_size(about.st_size):
                return False
            return not self.digest or _digest(path, about, self.algorithm) == self.digest
        except OSError:
            return False

    def is_here(self) -> bool:
        """Return whether it is in its place, complete."""
        return self.is_whole(self.place)


def _digest(path: Path, about: os.stat_result, algorithm: str) -> str:
    """Return the digest of a file's content. Half a gigabyte takes a second, so it is remembered.

    It is remembered for the file, not for its path: a checked file keeps it when it moves to its place.
    """
    key = (about.st_dev, about.st_ino, about.st_mtime_ns, about.st_size, algorithm)
    found = _digests.get(key)
    if found is None:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, algorithm).hexdigest()
        if len(_digests) >= MAX_DIGESTS:
            _digests.clear()
        _digests[key] = found
    return found
