"""The connected parts of ink, and which of them are near enough to be one digit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from cnnviz.digits.ink import Ink

Ints = npt.NDArray[np.int32]
#: Ink fainter than this share of the darkest in its part is the blur around it, or a printed line.
SHARE = 0.35
#: The longer side of a digit has at least so many pixels.
SHORTEST = 8
#: At least this share of a part's outline is an edge in the picture.
CLOSED = 0.85
EIGHT = np.ones((3, 3), bool)


@dataclass(frozen=True, eq=False)
class Parts:
    """The connected parts of one kind of ink."""

    ink: Ink
    labels: Ints
    """(h, w): 0 is paper, k is part k."""
    boxes: Ints
    """(n, 4): top, left, bottom, right of each part, ends excluded; part k is in row k - 1."""
    areas: Ints
    """(n,): the pixels of each part."""
    strokes: npt.NDArray[np.float64]
    """(n,): twice the area divided by the length of the outline."""


def parts(ink: Ink, mask: npt.NDArray[np.bool_]) -> Parts:
    """Return the connected parts of a mask (h, w), small ones left out."""
    labels, n = ndimage.label(mask, EIGHT)
    if not n:
        return Parts(ink, labels, np.zeros((0, 4), np.int32), np.zeros(0, np.int32), np.zeros(0))
    boxes = np.array([(a.start, b.start, a.stop, b.stop) for a, b in ndimage.find_objects(labels)], np.int32)
    longest = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    keep = (longest >= (3 if max(mask.shape) < 200 else 4)) & (_closed(ink, labels, n) >= CLOSED)
    numbers = np.append(False, keep).cumsum() * np.append(False, keep)
    labels = numbers[labels].astype(np.int32)
    boxes = boxes[keep]
    areas = np.bincount(labels.ravel(), minlength=len(boxes) + 1)[1:]
    inner = ndimage.binary_erosion(labels > 0)
    outline = np.bincount(labels[(labels > 0) & ~inner], minlength=len(boxes) + 1)[1:]
    return Parts(ink, labels, boxes, areas.astype(np.int32), 2 * areas / np.maximum(outline, 1))


def _closed(ink: Ink, labels: Ints, n: int) -> npt.NDArray[np.float64]:
    """Return for each part which share of its outline (n,) is an edge, as far as it lies in the picture.

    The paper between two lines has edges on two sides only.
    """
    inside = labels > 0
    outline = inside & ~ndimage.binary_erosion(inside, border_value=1)
    rows, columns = np.nonzero(outline)
    owner = labels[rows, columns]
    low = high = ink.bright[rows, columns]
    reach = 1 if max(labels.shape) < 60 else 3
    for down, across in ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)):
        there = ink.bright[
            (rows + reach * down).clip(0, labels.shape[0] - 1),
            (columns + reach * across).clip(0, labels.shape[1] - 1),
        ]
        low, high = np.minimum(low, there), np.maximum(high, there)
    drops = high - low
    counts = np.maximum(np.bincount(owner, minlength=n + 1), 1)
    usual = np.bincount(owner, drops, n + 1) / counts
    return np.asarray((np.bincount(owner, drops > usual[owner] / 2, n + 1) / counts)[1:])


def mask_of(ink: Ink) -> npt.NDArray[np.bool_]:
    """Return which pixels are ink: at least SHARE of the darkest ink in their connected part."""
    low = ink.contrast >= ink.faintest
    if ink.even:
        return low
    labels, n = ndimage.label(low, EIGHT)
    if not n:
        return low
    peaks = np.zeros(n + 1, np.float32)
    np.maximum.at(peaks, labels[low], ink.contrast[low])
    return np.asarray(low & (ink.contrast >= SHARE * peaks[labels]))


def near(found: Parts, reach: float) -> Ints:
    """Return the number of each part's group (n,): parts within `reach` stroke widths are one group."""
    n = len(found.boxes)
    groups = np.arange(n)
    points, owner = _outlines(found)
    if not len(points):
        return groups.astype(np.int32)
    limit = reach * np.maximum(found.strokes, 1.5) + 1
    tree = cKDTree(points)
    pairs = tree.query_pairs(float(min(limit.max(), 40)), output_type="ndarray")
    a, b = owner[pairs[:, 0]], owner[pairs[:, 1]]
    apart = a != b
    gaps = np.linalg.norm(points[pairs[apart, 0]] - points[pairs[apart, 1]], axis=1)
    a, b = a[apart], b[apart]
    close = gaps <= np.minimum(limit[a], limit[b])
    graph = coo_array((np.ones(close.sum()), (a[close], b[close])), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], np.int32)


def _outlines(found: Parts) -> tuple[npt.NDArray[np.float64], Ints]:
    inside = found.labels > 0
    edge = inside & ~ndimage.binary_erosion(inside)
    points = np.argwhere(edge)
    owner = found.labels[edge] - 1
    if len(points) > 40000:
        step = len(points) // 40000 + 1
        points, owner = points[::step], owner[::step]
    return points.astype(np.float64), owner
