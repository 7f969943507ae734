"""The connected parts of ink, and which of them are near enough to be one digit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from cnnviz.digits.edges import edges
from cnnviz.digits.ink import Ink
from cnnviz.digits.lines import STEEPEST, Lines, Mask

Ints = npt.NDArray[np.integer[Any]]
#: Ink fainter than this share of the darkest in its part is the blur around it, or a printed line.
SHARE = 0.35
#: The longer side of a digit has at least so many pixels.
SHORTEST = 8
#: At least this share of a part's outline is an edge in the picture. Drawn pictures have softer outlines.
CLOSED, CLOSED_IF_EVEN = 0.92, 0.74
#: So many parts from line to line are the sides of boxes, if each has this share of the longest one's length.
FEWEST_SIDES, ALIKE = 3, 0.85
#: They are told from digits where lines have this thickness in pixels.
CLEAR = 2.5
#: The sides of boxes are so many times longer than thick. In a small copy, digits are as slim as sides.
SLIM = 8
#: The area of a straight bar is its length times its stroke width. A bent stroke has BAR times more.
BAR = 1.35
#: No stroke of a digit is so many times longer than thick.
SLIMMEST = 14
#: No tooth of a comb is more than this many times as long as the others, no side of a box as thick.
TOOTH = 1.5
#: A tooth touches its line within this share of its length from an end. A digit may cross a line anywhere.
AT_END = 0.1
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
    drops: npt.NDArray[np.float64]
    """(n,): how far the brightness drops along the outline, on average."""
    without: Lines | None
    """The lines that were removed before."""
    sides: Mask | None = None
    """(h, w): the sides of boxes, removed with the lines; None if there are none."""


def parts(ink: Ink, mask: Mask, without: Lines | None = None) -> Parts:
    """Return the connected parts of a mask (h, w), small ones and those with an open outline left out."""
    labels, n = ndimage.label(mask, EIGHT)
    if not n:
        return Parts(
            ink, labels, np.zeros((0, 4), np.int32), np.zeros(0, np.int32), np.zeros(0), np.zeros(0), without
        )
    boxes = np.array([(a.start, b.start, a.stop, b.stop) for a, b in ndimage.find_objects(labels)], np.int32)
    longest = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    areas = np.bincount(labels.ravel(), minlength=n + 1)[1:]
    outline = (labels > 0) & ~ndimage.binary_erosion(labels > 0, border_value=1)
    lengths = np.bincount(labels[outline], minlength=n + 1)[1:]
    strokes = 2 * areas / np.maximum(lengths, 1)
    closed, drops = edges(ink, labels, outline, n)
    keep = (longest >= (3 if max(mask.shape) < 200 else 4)) & (
        closed >= (CLOSED_IF_EVEN if ink.even else CLOSED)
    )
    keep &= ~_rims(boxes, areas, mask.shape)
    sides = None
    if without is not None:
        between, both_ends = _between_lines(labels, boxes, areas, strokes, without)
        keep &= ~between
        alike = both_ends & (longest >= ALIKE * longest[both_ends].max(initial=0))
        alike &= longest >= SLIM * without.thickness
        if without.number > 1 and without.thickness >= CLEAR and alike.sum() >= FEWEST_SIDES:
            sides = np.append(False, alike)[labels]
    numbers = np.append(False, keep).cumsum() * np.append(False, keep)
    labels = numbers[labels].astype(np.int32)
    return Parts(ink, labels, boxes[keep], areas[keep], strokes[keep], drops[keep], without, sides)


def _rims(boxes: Ints, areas: Ints, shape: tuple[int, ...]) -> Mask:
    """Return which parts (n,) are straight rims: they fill their boxes at one border of the picture."""
    at_border = np.stack(
        [boxes[:, 0] == 0, boxes[:, 1] == 0, boxes[:, 2] == shape[0], boxes[:, 3] == shape[1]]
    )
    full = areas >= 0.85 * np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return np.asarray(full & at_border.any(axis=0) & ~at_border.all(axis=0))


def _between_lines(
    labels: Ints, boxes: Ints, areas: Ints, strokes: npt.NDArray[np.float64], without: Lines
) -> tuple[Mask, Mask]:
    """Return which thin straight parts (n,) begin at a removed line, and which of them end at one too.

    The sides of a form's boxes lead from line to line. The teeth of a comb only begin at one; there are
    several, and none is much longer than the others. What crosses a line is none.
    """
    n = len(areas)
    sizes = boxes[:, 2:] - boxes[:, :2]
    longest = sizes.max(axis=1)
    rows, columns = np.nonzero(ndimage.binary_dilation(without.mask, EIGHT, 2) & (labels > 0))
    owner = labels[rows, columns]
    straight = sizes.min(axis=1) <= STEEPEST * longest + without.thickness + 1
    straight &= areas / longest <= BAR * strokes + 0.5
    thin = (areas / longest <= 1.7 * without.thickness + 1) & (longest >= 2 * areas / longest) & straight
    spread, to_end = np.zeros(n), np.full(n, np.inf)
    for axis, places in enumerate((rows, columns)):
        low, high = np.full(n + 1, np.iinfo(np.int32).max), np.full(n + 1, -1)
        np.minimum.at(low, owner, places)
        np.maximum.at(high, owner, places)
        spread = np.maximum(spread, high[1:] - low[1:])
        ends = np.minimum(low[1:] - boxes[:, axis], boxes[:, axis + 2] - 1 - high[1:])
        to_end = np.where(sizes[:, axis] == longest, np.minimum(to_end, ends), to_end)
    counts = np.bincount(owner, minlength=n + 1)[1:]
    touching = thin & (counts > 0) & (to_end <= AT_END * longest + 1)
    both_ends = touching & (spread >= 0.8 * longest)
    if both_ends.sum() >= FEWEST_SIDES:
        usual = np.median((areas / longest)[both_ends])
        both_ends &= areas / longest <= TOOTH * usual + 1
        touching &= both_ends | (spread < 0.8 * longest)
    several = touching.sum() >= FEWEST_SIDES
    slim = longest >= SLIMMEST * areas / longest  # a piece of another line
    tooth = (longest <= TOOTH * np.median(longest[touching])) | slim if several else counts / areas > 0.3
    return touching & (both_ends | tooth), both_ends


def dark_enough(ink: Ink, low: Mask) -> Mask:
    """Return which pixels of a mask are ink: at least SHARE of the darkest ink in their connected part."""
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
