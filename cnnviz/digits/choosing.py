"""The choice among marks: at each place the best one, without specks, frames and sheets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cnnviz.digits.doubt import NO_DIGIT, SURE
from cnnviz.digits.marks import Mark
from cnnviz.digits.overlap import inside, places_of, shared, sizes_of

#: What fills this share of a rectangle, with its holes, and has marks inside, is a frame, a tile or a sheet.
RECTANGULAR = 0.9
#: What is around a mark of the other polarity is preferred if it has this share of its probability.
HOLE = 0.12
#: What is around a mark of the same polarity is preferred if it has this share of its probability.
PIECE = 0.6
#: A digit alone is preferred to one with other parts or faint ink if it has this share of its probability.
ALONE = 0.9
#: What was taken for a line may be a digit's stroke, if the digit with it is at most so many times longer.
LONGER = 1.6
#: A copy in which a digit is so many pixels long shows it best.
CLEAR = 40
#: What has less than this share of the sure marks' size times contrast is a speck or grain.
SALIENT = 0.2
#: What has less than this share of the strongest contrast is a halo, as JPEG makes them beside edges.
HALO = 0.1
#: Two marks are at one place if they share more than this part of the smaller one.
OVERLAP = 0.35


def chosen_among(seen: Sequence[Mark]) -> list[Mark]:
    """Return of all marks those that may be digits: at each place the best, without specks and frames."""
    likely = [mark for mark in seen if mark.probability >= NO_DIGIT]
    return _salient(_best(_without_pairs(_without_sheets(likely))))


def _salient(found: list[Mark]) -> list[Mark]:
    """Return the marks without those that are small and faint beside the sure ones, or very faint."""
    clearest = max((mark.drop for mark in found), default=0.0)
    found = [mark for mark in found if mark.drop >= HALO * clearest]
    weights = np.array([mark.drop * mark.longest for mark in found])
    sure = np.sort([weight for mark, weight in zip(found, weights, strict=True) if mark.probability >= SURE])
    # The median, each mark counted by its weight: many specks do not outvote one digit.
    usual = float(sure[np.searchsorted(np.cumsum(sure), sure.sum() / 2)]) if sure.size else 0.0
    return [mark for mark, weight in zip(found, weights, strict=True) if weight >= SALIENT * usual]


def _without_sheets(candidates: list[Mark]) -> list[Mark]:
    """Return the marks without frames, tiles, sheets and rims: rectangles and angles around sure digits.

    The 8 of a display is a rectangle, too, but in its holes are only specks.
    """
    places = places_of(candidates)
    sizes = sizes_of(places)
    sure = np.array([mark.probability >= SURE for mark in candidates], bool)
    free = np.array([not mark.touches_border for mark in candidates], bool)
    kept = []
    for mark, place, size in zip(candidates, places, sizes, strict=True):
        within = (shared(place, places) > 0.9 * sizes) & (sizes < size / 1.3)
        around = (within & sure).any() and mark.rectangular >= RECTANGULAR
        # A 7 without margin is an angle, too: but inside it is only its own paper, which reaches the border.
        if not (around or ((within & free).any() and mark.of_rims)):
            kept.append(mark)
    return kept


def _without_pairs(candidates: list[Mark]) -> list[Mark]:
    """Return the marks without those around two digits side by side, each of them sure and more probable.

    Such a mark is wider than high. An open 4 is not, though its two strokes look like two ones.
    """
    places = places_of(candidates)
    sizes = sizes_of(places)
    probable = np.array([mark.probability for mark in candidates])
    dark = np.array([mark.parts.ink.dark for mark in candidates], bool)
    heights = places[:, 2] - places[:, 0]
    wide = places[:, 3] - places[:, 1] > heights
    kept = []
    for mark, place, size, height, is_wide in zip(candidates, places, sizes, heights, wide, strict=True):
        within = (shared(place, places) > 0.9 * sizes) & (sizes < size) & (heights >= 0.5 * height)
        within &= (dark == mark.parts.ink.dark) & (probable >= max(SURE, mark.probability))
        left, right = places[within, 1], places[within, 3]
        if not (is_wide and within.any() and right.min() <= left.max()):
            kept.append(mark)
    return kept


def _best(candidates: list[Mark]) -> list[Mark]:
    """Return marks that do not overlap: of those at one place, the most probable."""
    if not candidates:
        return []
    places = places_of(candidates)
    sizes = sizes_of(places)
    drops = np.array([mark.drop for mark in candidates])
    most = np.array([drops[shared(place, places) > 0].max() for place in places])
    clear = np.array([min(max(mark.size) / CLEAR, 1) for mark in candidates])
    scores = np.array([mark.probability for mark in candidates]) * np.sqrt(clear * drops / most)
    chosen: list[int] = []
    left = set(range(len(candidates)))
    for first in np.argsort(-scores, kind="stable"):
        if first not in left:
            continue
        n = int(first)
        shares = inside(n, places)
        # A hole of a digit may look like one, but the digit around it is the larger of both.
        while around := [
            m
            for m in left
            if shares[m] > _most_of(candidates[m], candidates[n])
            and sizes[m] > 1.1 * sizes[n]
            and scores[m] > _least(candidates[m], candidates[n]) * scores[n]
        ]:
            n = max(around, key=lambda m: (scores[m], sizes[m]))
            shares = inside(n, places)
        whole = [m for m in left if _is_whole(candidates[m], candidates[n])]
        if whole:
            n = max(whole, key=lambda m: scores[m])
            shares = inside(n, places)
        # A digit with a bit of a line is as probable as the digit alone.
        alone = [
            m
            for m in left
            if shares[m] > 0.8
            and 1.1 * sizes[m] < sizes[n]
            and scores[m] > ALONE * scores[n]
            and _has_only_more(candidates[n], candidates[m])
        ]
        if alone:
            n = max(alone, key=lambda m: (scores[m], sizes[m]))
            shares = inside(n, places)
        chosen.append(n)
        left -= {m for m in left if shares[m] > OVERLAP}
    return [candidates[n] for n in chosen]


def _is_whole(around: Mark, inside: Mark) -> bool:
    """Return whether a mark is a sure digit, and another one is the same without its longest strokes.

    The top of a 7 or the side of a thin 0 is as straight and long as a line. But a line on paper leads far
    beyond the digit, or from one border of the picture to the other.
    """
    if around.parts.ink.dark != inside.parts.ink.dark or around.probability < SURE:
        return False
    if around.parts.without is not None or inside.parts.without is None:
        return False
    top, left, bottom, right = around.box
    height, width = around.parts.labels.shape
    if (top == 0 and bottom == height) or (left == 0 and right == width):
        return False
    return around.longest <= LONGER * inside.longest and around.covers(inside)


def _most_of(around: Mark, inside: Mark) -> float:
    """Return how much of a mark's box must lie in another one's, so that it may be a part or a hole of it."""
    return 0.8 if around.parts.ink.dark == inside.parts.ink.dark else 0.5


def _least(around: Mark, inside: Mark) -> float:
    """Return how probable the mark around another one must be, compared with that.

    What reaches the picture's border is rather the paper around a digit than a digit around its hole. What
    does not enclose the other mark has no hole there, unless that is cut by the border. A mark of the same
    ink may be a piece of a digit. But a sure digit is none, nor what the other one goes around.
    """
    if around.parts.ink.dark == inside.parts.ink.dark:
        return 1.05 if _has_only_more(around, inside) or not around.covers(inside) else PIECE
    if not (inside.touches_border or around.encloses(inside)):
        return 1.05
    return PIECE if around.touches_border else HOLE


def _has_only_more(around: Mark, inside: Mark) -> bool:
    """Return whether a mark is a sure digit of the same ink with other parts or faint ink beside it."""
    if around.parts.ink.dark != inside.parts.ink.dark or inside.probability < SURE or around.meant:
        return False
    return around.covers(inside) and (len(around.numbers) > 1 or around.faint_beyond(inside))
