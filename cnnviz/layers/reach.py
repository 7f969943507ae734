"""The receptive fields of all units of a map along one axis, computed from layer to layer through a graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cnnviz.layers.receptive import Window, step

#: Means "no pixel": +_NONE as the first pixel, -_NONE as the last.
_NONE = 2**62


@dataclass(frozen=True, eq=False)
class Reach:
    """The receptive fields of the units of one map along one axis of the input."""

    jump: int
    """Pixels from the field of one unit to the field of the next."""
    first: int
    """First pixel of the field of unit 0; negative in the padding."""
    last: int
    """Last pixel of the field of unit 0."""
    seen: npt.NDArray[np.int64]
    """(2, units): the first and last pixel of the input that each unit depends on."""

    @property
    def n_units(self) -> int:
        """The length of the map."""
        return int(self.seen.shape[1])

    @property
    def size(self) -> int:
        """The number of pixels of a unit's field; 0 if there is only padding in it."""
        return self.last - self.first + 1

    def through(self, window: Window) -> Reach:
        """Return the reach of the next map, after a convolution or pooling with this window."""
        n_units, before = step(self.n_units, window)
        first = self.first - before * self.jump
        reach = (window.size - 1) * window.dilation_rate * self.jump
        seen = _nothing(n_units)
        for cell in range(window.size):
            places = np.arange(n_units) * window.strides - before + cell * window.dilation_rate
            inside = (places >= 0) & (places < self.n_units)
            seen[:, inside] = _union(seen[:, inside], self.seen[:, places[inside]])
        return Reach(self.jump * window.strides, first, first + self.size - 1 + reach, seen)

    def padded(self, before: int, after: int) -> Reach:
        """Return the reach of the map with zeros added before and after it."""
        seen = np.concatenate([_nothing(before), self.seen, _nothing(after)], axis=1)
        shift = before * self.jump
        return Reach(self.jump, self.first - shift, self.last - shift, seen)

    def whole(self) -> Reach:
        """Return the reach of a unit that depends on all units of the map."""
        first, last = int(self.seen[0].min()), int(self.seen[1].max())
        return Reach(0, *((first, last) if first <= last else (0, -1)), np.array([[first], [last]]))


def input_reach(size: int) -> Reach:
    """Return the reach of the input: each pixel depends on itself.

    >>> reach = input_reach(28).through(Window(3)).through(Window(2, strides=2))
    >>> reach.size, reach.jump, reach.n_units, reach.whole().size
    (4, 2, 13, 28)
    """
    return Reach(1, 0, 0, np.tile(np.arange(size), (2, 1)))


def merged(branches: Sequence[Reach]) -> Reach:
    """Return the reach of merged branches: the union of their fields.

    If the strides of the branches differ, the fields of the units differ in size; `first` and `last` are then
    exact for the middle unit.
    """
    n_units = max(branch.n_units for branch in branches)
    if any(branch.n_units not in (1, n_units) for branch in branches):  # columns of different origin
        return merged([_of_middle(branch) for branch in branches])
    middle = n_units // 2
    jumps = [branch.jump if branch.n_units == n_units else 0 for branch in branches]
    seeing = [(b, jump) for b, jump in zip(branches, jumps, strict=True) if b.size > 0]
    jump = max(jumps)
    first = min((b.first + by * middle for b, by in seeing), default=0) - jump * middle
    last = max((b.last + by * middle for b, by in seeing), default=-1) - jump * middle
    seen = np.broadcast_to(branches[0].seen, (2, n_units))
    for branch in branches[1:]:
        seen = _union(seen, branch.seen)
    return Reach(jump, first, last, seen)


def _of_middle(reach: Reach) -> Reach:
    """Return the field of the middle unit, with all pixels that any unit depends on."""
    shift = reach.jump * (reach.n_units // 2)
    seen = reach.whole().seen
    return replace(reach, jump=0, first=reach.first + shift, last=reach.last + shift, seen=seen)


def _nothing(n_units: int) -> npt.NDArray[np.int64]:
    return np.tile(np.array([[_NONE], [-_NONE]]), (1, n_units))


def _union(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.stack([np.minimum(one[0], other[0]), np.maximum(one[1], other[1])])
