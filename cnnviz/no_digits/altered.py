"""Digits that are none any more: on their side, in a mirror where that is unmistakable, two in one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from cnnviz.digits.prepared import placed
from cnnviz.digits.preparing import in_box, trimmed

Array = npt.NDArray[np.float32]

#: A quarter turn makes no other digit of these, nor does a mirror, nor half a turn.
QUARTER, MIRRORED, HALF_TURN = (2, 3, 4, 5, 7), (3, 4, 7, 9), (4, 7)


def altered(digit: Array, label: int, other: Array, rng: np.random.Generator) -> Array:
    """Return what becomes of a digit that is no digit any more, prepared like a digit.

    Args:
        digit: (28, 28) in [0, 1].
        label: Which digit it is.
        other: Another digit (28, 28), for two in one.
        rng: The source of what is random.
    """
    turned = [np.rot90(digit), np.rot90(digit, -1)] if label in QUARTER else []
    turned += [digit[:, ::-1]] if label in MIRRORED else []
    turned += [digit[::-1, ::-1]] if label in HALF_TURN else []
    if turned and rng.random() < 0.6:
        return recentred(turned[rng.integers(len(turned))])
    if rng.random() < 0.3:
        return recentred(np.maximum(digit, np.roll(other, rng.integers(-6, 7, 2), (0, 1))))
    return recentred(joined(trimmed(digit), trimmed(other), int(rng.integers(5)), axis=int(rng.integers(2))))


def joined(first: Array, second: Array, gap: int, axis: int) -> Array:
    """Return two pictures `gap` pixels apart: one below the other (axis 0), or side by side (axis 1)."""
    across = 1 - axis
    size = max(first.shape[across], second.shape[across])
    shape = [gap, gap]
    shape[across] = size
    parts = [_widened(first, size, across), np.zeros(shape, np.float32), _widened(second, size, across)]
    return np.concatenate(parts, axis=axis)


def _widened(picture: Array, size: int, axis: int) -> Array:
    missing = size - picture.shape[axis]
    padding = [(0, 0), (0, 0)]
    padding[axis] = (missing // 2, missing - missing // 2)
    return np.pad(picture, padding)


def recentred(picture: Array) -> Array:
    """Return a picture's ink as MNIST has it: 20 pixels long, balanced in the middle of 28x28."""
    box = in_box(trimmed(picture))
    return placed(box, ndimage.center_of_mass(box))
