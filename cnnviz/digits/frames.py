"""Frames around digits: boxes that are drawn, one digit in each, perhaps with the digit touching them."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from cnnviz.digits.lines import Lines, Mask

#: A frame has at least this size in pixels, and its box at most this aspect.
SMALLEST, ASPECT = 20, 12
#: Filled, it fills this share of the smallest rectangle around it, which may be turned.
RECTANGULAR = 0.93
#: Its lines are at most this share of its shorter side thick.
THICKEST = 0.16
#: At this depth below its outline less than this share is ink: there it ends.
ENDS = 0.5
#: At least this share of it is empty.
EMPTY = 0.25
#: Only the largest parts are looked at.
MOST_PARTS = 40


def frames(mask: Mask) -> Lines:
    """Return the frames in a mask of ink (h, w), without what is inside, also where it touches the frame."""
    found, thicknesses = np.zeros_like(mask), []
    labels, n = ndimage.label(mask, np.ones((3, 3)))
    places = ndimage.find_objects(labels)
    large = [k for k in range(n) if min(_size(places[k])) >= SMALLEST]
    for k in sorted(large, key=lambda k: -min(_size(places[k])))[:MOST_PARTS]:
        frame = _frame(labels[places[k]] == k + 1)
        if frame is not None:
            found[places[k]] |= frame[0]
            thicknesses.append(frame[1])
    return Lines(found, 4 * len(thicknesses), float(np.median(thicknesses)) if thicknesses else 0.0)


def _size(place: tuple[slice, slice]) -> tuple[int, int]:
    return place[0].stop - place[0].start, place[1].stop - place[1].start


def _frame(part: Mask) -> tuple[Mask, float] | None:
    """Return the frame in one part (h, w) and its thickness, or None."""
    shorter = min(part.shape)
    if max(part.shape) > ASPECT * shorter or part.mean() > 1 - EMPTY:
        return None
    filled = ndimage.binary_fill_holes(part)
    if filled.sum() - part.sum() < EMPTY * filled.sum() or rectangular(filled) < RECTANGULAR:
        return None
    depth = np.ceil(ndimage.distance_transform_cdt(np.pad(filled, 1), "chessboard")[1:-1, 1:-1]).astype(int)
    of_all, of_ink = np.bincount(depth[filled]), np.bincount(depth[part], minlength=depth.max() + 1)
    share = of_ink[1:] / np.maximum(of_all[1:], 1)
    if not (share < ENDS).any():
        return None
    thickness = int(np.argmax(share < ENDS))
    if not 1 <= thickness <= THICKEST * shorter + 1:
        return None
    return part & (depth <= thickness + 1), float(thickness)


def rectangular(filled: Mask) -> float:
    """Return the share that a shape (h, w) fills of the smallest rectangle around it, also a turned one."""
    full = np.flatnonzero(filled.any(axis=1))
    first = filled[full].argmax(axis=1)
    last = filled.shape[1] - 1 - filled[full, ::-1].argmax(axis=1)
    # What is farthest out in any direction is at an end of its row.
    rows, columns = np.tile(full, 2), np.concatenate([first, last])
    best = np.inf
    for angle in np.radians(np.arange(-16, 17, 2)):
        along = columns * np.cos(angle) + rows * np.sin(angle)
        across = rows * np.cos(angle) - columns * np.sin(angle)
        best = min(best, (np.ptp(along) + 1) * (np.ptp(across) + 1))
    return float(filled.sum() / best)
