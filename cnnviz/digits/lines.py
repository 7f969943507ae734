"""Long straight lines of ruled and checked paper, of tables, forms, frames; they may be turned a little."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

#: Lines may rise or fall by so many pixels in one: about 16 degrees.
STEEPEST = 0.29
#: A line has at least this share of the picture's width or height.
LONG = 0.35
#: It is so many times longer than thick.
THIN = 18
#: It is followed in pieces of this share of the width or height, each straight, with gaps up to GAP pixels.
PIECE, GAP = 0.07, 4
#: The slope is measured in a copy of the mask with so many pixels.
COARSE = 400


class Lines(NamedTuple):
    """The lines in a mask of ink."""

    mask: Mask
    """(h, w): the pixels of lines, without what crosses them."""
    number: int
    thickness: float
    """Their usual thickness in pixels."""

    def and_also(self, other: Lines) -> Lines:
        """Return these lines and others."""
        thickness = max(self.thickness, other.thickness)
        return Lines(self.mask | other.mask, self.number + other.number, thickness)


def lines(mask: Mask) -> Lines:
    """Return the long straight lines in a mask (h, w), from left to right and from top to bottom."""
    across, down = _one_way(mask), _one_way(mask.T)
    return across.and_also(down._replace(mask=down.mask.T))


def _one_way(mask: Mask) -> Lines:
    """Return the lines from left to right."""
    none = Lines(np.zeros_like(mask), 0, 0.0)
    slope = _slope(mask)
    if slope is None:
        return none
    shifts = np.rint(slope * np.arange(mask.shape[1])).astype(int)
    shifts -= shifts.min()
    straight = _sheared(mask, shifts)
    pieces = _pieces(straight, max(24, round(PIECE * mask.shape[1])))
    labels, n = ndimage.label(pieces, np.ones((3, 3)))
    if not n:
        return none
    starts, ends, numbers = _upright_runs(straight, labels)
    lengths = ends - starts
    with_ink = np.unique(numbers[numbers > 0])  # a piece may run between inks, one row off each of them
    if not with_ink.size:
        return none
    extents = np.array([places[1].stop - places[1].start for places in ndimage.find_objects(labels)])
    extents = extents[with_ink - 1]
    thickness = np.array(ndimage.median(lengths[numbers > 0], numbers[numbers > 0], with_ink))
    is_line = (extents >= LONG * mask.shape[1]) & (extents >= THIN * thickness)
    if not is_line.any():
        return none
    of_pieces = np.zeros(n + 1)
    of_pieces[with_ink] = np.where(is_line, thickness, 0)
    thick = of_pieces[numbers]
    gone = lengths <= 1.6 * thick + 1
    flat = np.zeros(straight.size + straight.shape[1] + 1, np.int8)
    np.add.at(flat, starts[gone & (thick > 0)], 1)
    np.add.at(flat, ends[gone & (thick > 0)], -1)
    height, width = straight.shape
    found = (
        np.cumsum(flat[: width * (height + 1)], dtype=np.int8).reshape(width, height + 1)[:, :height].T > 0
    )
    rows = np.arange(len(mask))[:, np.newaxis] + (shifts.max() - shifts)
    return Lines(
        np.take_along_axis(found, rows, axis=0), int(is_line.sum()), float(np.median(thickness[is_line]))
    )


def _slope(mask: Mask) -> float | None:
    """Return the slope along which most ink stands in rows, or None if no row is long enough for a line."""
    factor = -(-max(mask.shape) // COARSE)
    height, width = (n // factor * factor for n in mask.shape)
    if not (height and width):
        return None
    coarse = mask[:height, :width].reshape(height // factor, factor, -1, factor).any(axis=(1, 3))
    rows, columns = np.nonzero(coarse)
    if not rows.size:
        return None
    best, most, longest = 0.0, 0.0, 0
    for slope in np.linspace(-STEEPEST, STEEPEST, 59):
        counts = np.bincount(np.rint(rows - slope * columns + STEEPEST * coarse.shape[1]).astype(int))
        energy = float((counts.astype(float) ** 2).sum())
        if energy > most:
            best, most, longest = float(slope), energy, int(counts.max())
    return best if longest >= 0.6 * LONG * coarse.shape[1] else None


def _sheared(mask: Mask, shifts: Ints) -> Mask:
    """Return the mask with each column moved up by its shift, and padded."""
    most = int(shifts.max())
    padded = np.pad(mask, ((most, most), (0, 0)))
    rows = np.arange(len(mask) + most)[:, np.newaxis] + shifts
    return np.take_along_axis(padded, rows, axis=0)


def _pieces(straight: Mask, length: int) -> Mask:
    """Return the level pieces of at least this length; a piece may be one pixel higher or lower."""
    tolerant = straight.copy()
    tolerant[1:] |= straight[:-1]
    tolerant[:-1] |= straight[1:]
    starts, ends = _runs(tolerant)
    if not starts.size:
        return np.zeros_like(straight)
    apart = np.flatnonzero(starts[1:] - ends[:-1] > GAP)
    starts, ends = starts[np.append(0, apart + 1)], ends[np.append(apart, len(ends) - 1)]
    long = ends - starts >= length
    width = straight.shape[1] + GAP + 1
    flat = np.zeros(straight.shape[0] * width + 1, np.int8)
    flat[starts[long]], flat[ends[long]] = 1, -1
    return np.cumsum(flat[:-1], dtype=np.int8).reshape(-1, width)[:, : straight.shape[1]] > 0


def _runs(mask: Mask) -> tuple[Ints, Ints]:
    """Return where runs of True start and end in the rows, padded by GAP + 1 and laid end to end."""
    flat = np.pad(mask, ((0, 0), (0, GAP + 1))).ravel().view(np.int8)
    steps = np.diff(flat, prepend=0, append=0)
    return np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)


def _upright_runs(straight: Mask, labels: npt.NDArray[np.int32]) -> tuple[Ints, Ints, Ints]:
    """Return where runs start and end in the columns, padded by 1, and which piece each meets."""
    flat = np.pad(straight.T, ((0, 0), (0, 1))).ravel().view(np.int8)
    steps = np.diff(flat, prepend=0, append=0)
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    pieces = np.pad(labels.T * straight.T, ((0, 0), (0, 1))).ravel()
    numbers = np.maximum.reduceat(pieces, starts) if starts.size else starts
    return starts, ends, numbers
