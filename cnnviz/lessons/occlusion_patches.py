"""The patches with which occlusion hides a picture, part by part, and the map of what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Self

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError

Array = npt.NDArray[np.float32]

#: By default the patch is a seventh of the shorter side, 4 of 28 pixels and 32 of 224, and moves by its half.
PART = 7


@dataclass(frozen=True)
class Patches:
    """The places of a patch over a picture. The last ones may overhang, so every pixel is covered."""

    height: int
    width: int
    side: int
    move: int

    @classmethod
    def over(cls, shape: Sequence[int], patch: int | None = None, stride: int | None = None) -> Self:
        """Return the places over a picture.

        Args:
            shape: The picture's (height, width, ...).
            patch: The side of the patch in pixels; None is a seventh of the picture's shorter side.
            stride: How far the patch moves, from 1 to `patch`; None is half the patch.

        Raises:
            NetworkError: If the patch or the stride does not fit.
        """
        height, width = shape[:2]
        side = max(1, min(height, width) // PART) if patch is None else patch
        move = max(1, side // 2) if stride is None else stride
        if side < 1 or not 1 <= move <= side:
            raise NetworkError(f"The patch must move by 1 pixel up to its side. Received: {side}, {move}")
        return cls(height, width, side, move)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Top and left of each place, row by row."""
        down, across = (starts(length, self.side, self.move) for length in (self.height, self.width))
        return list(product(down, across))

    def rounds(self, most: int) -> list[slice]:
        """Return slices of nearly equal length, each of at most `most` places, that together are all."""
        n = len(self.places)
        edges = np.linspace(0, n, -(-n // most) + 1).round().astype(int).tolist()
        return [slice(first, last) for first, last in pairwise(edges)]

    def falls(self, whole: float, hidden: Array) -> Array:
        """Return for each pixel how far the probability falls, the mean over the patches that cover it.

        Args:
            whole: The probability for the whole picture.
            hidden: (n,), the probability with each place hidden.

        Returns:
            (height, width) float32.
        """
        total, covered = np.zeros((2, self.height, self.width), np.float64)
        for (top, left), probability in zip(self.places, hidden, strict=True):
            total[top : top + self.side, left : left + self.side] += whole - probability
            covered[top : top + self.side, left : left + self.side] += 1
        return np.asarray(total / covered, np.float32)


def starts(length: int, side: int, move: int) -> range:
    """Return where the patch begins along an axis; the last one reaches the end, or overhangs.

    >>> list(starts(10, 4, 3)), list(starts(11, 4, 3)), list(starts(3, 4, 2))
    ([0, 3, 6], [0, 3, 6, 9], [0])
    """
    return range(0, max(1, length - side + move), move)
