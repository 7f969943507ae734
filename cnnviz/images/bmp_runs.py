"""Decode the run lengths of BMP files, with the holes that they may leave."""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cnnviz.images import headers

_END_OF_ROW, _END, _MOVE = 0, 1, 2
#: Each escape is a step in Python; this many take about a second.
_MAX_ESCAPES = 500_000


def decode(
    data: bytes, size: tuple[int, int], *, has_nibbles: bool
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Return the palette indices and which pixels have one.

    Args:
        data: The runs.
        size: (width, height) of the picture.
        has_nibbles: Whether a byte holds two pixels, RLE4, instead of one, RLE8.

    Returns:
        The indices, (height, width) uint8, in the order of the file; and (height, width) bool.

    Raises:
        ImageError: If there are very many escapes.
        ValueError: If the runs end before the picture does.
    """
    width, height = size
    runs = _Runs(data, width, height, has_nibbles=has_nibbles)
    runs.read()
    indices = np.frombuffer(runs.indices, np.uint8).reshape(height, width)
    return indices, np.frombuffer(runs.is_set, bool).reshape(height, width)


class _Runs:
    """The place in the runs and in the picture. A word is a pair of bytes; an escape's first one is 0."""

    def __init__(self, data: bytes, width: int, height: int, *, has_nibbles: bool) -> None:
        self.data, self.firsts = data, data[: len(data) // 2 * 2 : 2]
        self.width, self.height, self.has_nibbles = width, height, has_nibbles
        self.indices, self.is_set = bytearray(width * height), bytearray(width * height)
        self.word = self.x = self.y = 0

    def read(self) -> None:
        """Follow the runs to their end, or to the picture's."""
        for _ in range(_MAX_ESCAPES):
            escape = self.firsts.find(0, self.word)
            escape = len(self.firsts) if escape < 0 else escape
            if escape > self.word:
                self._put(self._repeated(escape))
            self.word = escape
            if self.y >= self.height or not self._escaped():
                return
        raise headers.too_many_parts()

    def _escaped(self) -> bool:
        """Do what the escape says; return whether the picture goes on."""
        if self.word >= len(self.firsts):
            raise ValueError("the BMP file ends within its runs")
        what = self.data[2 * self.word + 1]
        self.word += 1
        if what == _END:
            return False
        if what == _END_OF_ROW:
            self.x, self.y = 0, self.y + 1
        elif what == _MOVE:
            right, down = self._literal(2)
            self.x, self.y = self.x + right, self.y + down
        elif self.has_nibbles:
            halves = (divmod(byte, 16) for byte in self._literal((what + 1) // 2))
            self._put(bytes(chain.from_iterable(halves))[:what])
        else:
            self._put(self._literal(what))
        return self.y < self.height

    def _literal(self, n_bytes: int) -> bytes:
        """Return the bytes that stand as they are; an odd number is followed by one of padding."""
        start = 2 * self.word
        self.word += (n_bytes + 1) // 2
        if self.word > len(self.firsts):
            raise ValueError("the BMP file ends within its runs")
        return self.data[start : start + n_bytes]

    def _repeated(self, end: int) -> bytes:
        """Return the pixels of the runs up to a word, or as many as this row can hold."""
        end = min(end, self.word + max(self.width - self.x, 0))  # each run has a pixel at least
        runs = self.data[2 * self.word : 2 * end]
        return b"".join(map(self._run, runs[::2], runs[1::2]))

    def _run(self, count: int, value: int) -> bytes:
        if self.has_nibbles:
            return (bytes(divmod(value, 16)) * (count // 2 + 1))[:count]
        return bytes((value,)) * count

    def _put(self, pixels: bytes) -> None:
        """Write pixels into the current row; what goes beyond its end is dropped."""
        n_pixels = max(min(len(pixels), self.width - self.x), 0)
        start = self.y * self.width + self.x
        self.indices[start : start + n_pixels] = pixels[:n_pixels]
        self.is_set[start : start + n_pixels] = b"\1" * n_pixels
        self.x += len(pixels)
