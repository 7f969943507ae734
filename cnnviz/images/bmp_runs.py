"""Decode the run lengths of BMP files, with the holes that they may leave."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.images import headers

_END_OF_ROW, _END, _MOVE = 0, 1, 2
#: Each escape is a step in Python; a photograph of 12 megapixels has about half as many.
_MAX_ESCAPES = 1_000_000


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
    shape = (height, width)
    return runs.indices.reshape(shape), runs.is_set.reshape(shape)


class _Runs:
    """The place in the runs and in the picture."""

    def __init__(self, data: bytes, width: int, height: int, *, has_nibbles: bool) -> None:
        n_words = len(data) // 2
        self.words = np.frombuffer(data, np.uint8, 2 * n_words).reshape(n_words, 2)
        self.escapes = np.append(np.flatnonzero(self.words[:, 0] == 0), n_words)
        self.width, self.height, self.has_nibbles = width, height, has_nibbles
        self.indices = np.zeros(width * height, np.uint8)
        self.is_set = np.zeros(width * height, bool)
        self.word = self.x = self.y = 0

    def read(self) -> None:
        """Follow the runs to their end, or to the picture's."""
        next_escape = 0
        for _ in range(_MAX_ESCAPES):
            next_escape += int(np.searchsorted(self.escapes[next_escape:], self.word))
            escape = int(self.escapes[next_escape])
            if escape > self.word:
                self._put(self._repeated(escape))
            self.word = escape
            if self.y >= self.height or not self._escaped():
                return
        raise headers.too_many_parts()

    def _escaped(self) -> bool:
        """Do what the escape says; return whether the picture goes on."""
        if self.word >= len(self.words):
            raise ValueError("the BMP file ends within its runs")
        what = int(self.words[self.word, 1])
        self.word += 1
        if what == _END:
            return False
        if what == _END_OF_ROW:
            self.x, self.y = 0, self.y + 1
        elif what == _MOVE:
            right, down = self._literal(2)
            self.x, self.y = self.x + int(right), self.y + int(down)
        else:
            n_bytes = (what + 1) // 2 if self.has_nibbles else what
            content = self._literal(n_bytes)
            self._put(_nibbles(content)[:what] if self.has_nibbles else content)
        return self.y < self.height

    def _literal(self, n_bytes: int) -> NDArray[np.uint8]:
        content = self.words[self.word : self.word + (n_bytes + 1) // 2].ravel()[:n_bytes]
        if len(content) < n_bytes:
            raise ValueError("the BMP file ends within its runs")
        self.word += (n_bytes + 1) // 2
        return content

    def _repeated(self, end: int) -> NDArray[np.uint8]:
        """Return the pixels of the runs up to a word, at most those of this row."""
        counts, values = self.words[self.word : end].T
        ends = np.cumsum(counts, dtype=np.int64)
        n_needed = int(np.searchsorted(ends, max(self.width - self.x, 0))) + 1
        counts, values = counts[:n_needed], values[:n_needed]
        if not self.has_nibbles:
            return np.repeat(values, counts)
        starts = np.repeat(ends[:n_needed] - counts, counts)
        is_second = (np.arange(len(starts)) - starts) % 2 == 1
        both = np.repeat(values, counts)
        return np.where(is_second, both & 15, both >> 4).astype(np.uint8)

    def _put(self, pixels: NDArray[np.uint8]) -> None:
        """Write pixels into the current row; what goes beyond its end is dropped."""
        n_pixels = max(min(len(pixels), self.width - self.x), 0)
        start = self.y * self.width + self.x
        self.indices[start : start + n_pixels] = pixels[:n_pixels]
        self.is_set[start : start + n_pixels] = True
        self.x += len(pixels)


def _nibbles(content: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.stack([content >> 4, content & 15], axis=-1).ravel()
