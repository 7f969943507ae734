"""Find the digits in any picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz.digits.doubt import SURE
from cnnviz.digits.ink import inks
from cnnviz.digits.lines import lines
from cnnviz.digits.marks import Box, Mark
from cnnviz.digits.parts import SHORTEST, Ints, Parts, dark_enough, near, parts
from cnnviz.digits.planes import planes
from cnnviz.digits.prepared import PreparedDigit
from cnnviz.errors import ImageError

#: A picture with more digits is refused.
LIMIT = 60
#: Of the marks of one kind of ink, only the largest are looked at.
MOST_MARKS = 150
#: Of those, marks with less than this share of the strongest one's size times contrast are left out.
WEAKEST = 0.06
#: A mark in the place of one that is this probable is not looked at again; KNOWN is the share of both boxes.
CERTAIN, KNOWN = 0.9, 0.9
#: The brightness of a mark drops by so many standard deviations of the camera's noise, or it is grain.
GRAIN = 3.5
#: What is less probable than this is clearly no digit, and is left out.
NO_DIGIT = 0.1
#: What fills this share of a rectangle, with its holes, and has marks inside, is a frame, a tile or a sheet.
RECTANGULAR = 0.88
#: What is around a mark of the other polarity is preferred if it has this share of its probability.
HOLE = 0.12
#: Up to so many lines may be strokes of a digit.
FEW_LINES = 4
#: What has less than this share of the sure marks' size times contrast is a speck or grain.
SALIENT = 0.2
#: What has this share of its ink on the lines and sides of boxes is a piece of them.
OF_FRAME = 0.6
#: Parts within so many stroke widths are one mark.
NEAR = 0.8
#: Two marks are at one place if they share more than this part of the smaller one.
OVERLAP = 0.35
#: With fewer other marks in the picture, nothing is known about the company of a mark.
COMPANY = 4
#: On a page of digits, the marks have at least this probability on average.
USUAL_ON_A_PAGE = 0.85


@dataclass(frozen=True, eq=False)
class FoundDigit:
    """A digit in a picture."""

    box: Box
    """Top, left, bottom, right in pixels of the given picture; the ends are excluded."""
    prepared: PreparedDigit
    """The digit as in MNIST, with every step."""
    probability: float
    """How probable it is that this is a digit, from 0 to 1."""


def find(picture: npt.ArrayLike) -> list[FoundDigit]:
    """Return the digits in a picture in reading order: row after row, from left to right.

    Args:
        picture: (height, width) or (height, width, 3), numbers in [0, 1].

    Raises:
        ImageError: If it is not a picture, or there are more than LIMIT digits in it.
    """
    seen = candidates(picture)
    height, width = np.shape(picture)[:2]
    chosen = in_reading_order(chosen_among(seen))
    likely = [
        (mark, probability)
        for mark, probability in zip(chosen, in_company(chosen, seen), strict=True)
        if probability >= NO_DIGIT
    ]
    n_sure = sum(probability >= SURE for _, probability in likely)
    if n_sure > LIMIT:
        raise ImageError(
            f"A picture may hold at most {LIMIT} digits. Choose a part. Received: at least {n_sure} digits"
        )
    if len(likely) > LIMIT:
        likely = [(mark, probability) for mark, probability in likely if probability >= SURE]
    return [
        FoundDigit(_within(mark.place, height, width), mark.prepared(), probability)
        for mark, probability in likely
    ]


def chosen_among(seen: Sequence[Mark]) -> list[Mark]:
    """Return of all marks those that may be digits: at each place the best, without specks and frames."""
    likely = [mark for mark in seen if mark.probability >= NO_DIGIT]
    return _salient(_best(_without_sheets(likely)))


def candidates(picture: npt.ArrayLike) -> list[Mark]:
    """Return all marks in a picture that are looked at, probable or not; they may overlap."""
    seen: list[Mark] = []
    frames: list[Parts] = []
    for ink in inks(planes(picture)):
        known = [mark for mark in seen if mark.parts.ink.dark == ink.dark]
        low = ink.contrast >= ink.faintest
        found = lines(low)
        if found.number:
            rest = parts(ink, dark_enough(ink, low & ~found.mask), found)
            frames += [rest] if rest.sides is not None else []
            known += (new := _candidates(rest, known))
            seen += new
        if found.number <= FEW_LINES:
            seen += _candidates(parts(ink, dark_enough(ink, low)), known)
    return [mark for mark in seen if not any(_is_of_frame(mark, frame) for frame in frames)]


def _is_of_frame(mark: Mark, frame: Parts) -> bool:
    """Return whether a mark is a piece of the boxes that were seen in one copy of the picture."""
    if frame.without is None or frame.sides is None or mark.parts.ink.dark != frame.ink.dark:
        return False
    rows, columns = (
        ((places + 0.5) * mark.parts.ink.scale / frame.ink.scale).astype(int).clip(0, n - 1)
        for places, n in zip(mark.pixels(), frame.sides.shape, strict=True)
    )
    return bool((frame.sides | frame.without.mask)[rows, columns].mean() >= OF_FRAME)


def _salient(found: list[Mark]) -> list[Mark]:
    """Return the marks without those that are small and faint beside the sure ones."""
    weights = np.array([mark.drop * mark.longest for mark in found])
    sure = np.sort([weight for mark, weight in zip(found, weights, strict=True) if mark.probability >= SURE])
    # The median, each mark counted by its weight: many specks do not outvote one digit.
    usual = float(sure[np.searchsorted(np.cumsum(sure), sure.sum() / 2)]) if sure.size else 0.0
    return [mark for mark, weight in zip(found, weights, strict=True) if weight >= SALIENT * usual]


def in_company(chosen: Sequence[Mark], seen: Sequence[Mark]) -> list[float]:
    """Return how probable it is that each mark is a digit, given the other marks in the picture.

    A photograph of a face or a house has hundreds of dark and bright spots. By chance, some of them look like
    digits, but most of their neighbours do not. So the odds of a mark fall with the square of the odds of the
    others, on average, if these are lower than on a page of digits.

    Args:
        chosen: The marks that may be digits; they do not overlap.
        seen: All marks that were looked at.
    """
    own = np.array([mark.probability for mark in chosen])
    others = np.array([mark.probability for mark in _salient_others(chosen, seen)])
    n = len(own) + len(others) - 1
    if n < COMPANY:
        return [float(one) for one in own]
    mean = (own.sum() + others.sum() - own) / n
    usual = USUAL_ON_A_PAGE / (1 - USUAL_ON_A_PAGE)
    factor = np.minimum(mean / np.maximum(1 - mean, 1e-6) / usual, 1) ** 2
    odds = factor * own / np.maximum(1 - own, 1e-6)
    return [float(one) for one in odds / (1 + odds)]


def _salient_others(chosen: Sequence[Mark], seen: Sequence[Mark]) -> list[Mark]:
    """Return the marks that overlap neither the chosen ones nor each other, and are no specks beside them."""
    usual = float(np.median([mark.drop * mark.longest for mark in chosen])) if chosen else 0.0
    others: list[Mark] = []
    places = np.array([mark.place for mark in chosen]).reshape(-1, 4)
    for mark in sorted(seen, key=lambda mark: -mark.probability):
        if mark.drop * mark.longest < SALIENT * usual:
            continue
        place = np.array(mark.place)
        sizes = np.minimum(np.prod(places[:, 2:] - places[:, :2], axis=1), np.prod(place[2:] - place[:2]))
        if not (_shared(place, places) > OVERLAP * sizes).any():
            others.append(mark)
            places = np.concatenate([places, place[np.newaxis]])
    return others


def _within(place: Sequence[float], height: int, width: int) -> Box:
    top, left, bottom, right = (round(side) for side in place)
    return top, left, min(bottom, height), min(right, width)


def _candidates(found: Parts, known: Sequence[Mark]) -> list[Mark]:
    """Return the marks of one kind of ink: near parts together, others if they are a digit together.

    Args:
        found: The parts.
        known: Marks of the same polarity, found before. What is surely a digit is not looked at again.
    """
    if not len(found.boxes):
        return []
    singles = [mark for mark in _grouped(found, near(found, NEAR)) if max(mark.size) >= SHORTEST]
    singles = [mark for mark in singles if mark.drop >= GRAIN * found.ink.noise]
    weights = np.array([mark.drop * mark.longest for mark in singles])
    order = [n for n in np.argsort(-weights) if weights[n] >= WEAKEST * weights.max(initial=0)][:MOST_MARKS]
    singles = [singles[n] for n in order]
    sure = np.array(
        [mark.place for mark in known if mark.probability >= (NO_DIGIT if mark.parts.ink.even else CERTAIN)]
    ).reshape(-1, 4)
    return _absorbed([mark for mark in singles if not _is_known(mark, sure)], found)


def _is_known(mark: Mark, sure: npt.NDArray[np.float64]) -> bool:
    place = np.array(mark.place)
    shared = _shared(place, sure)
    sizes = np.prod(sure[:, 2:] - sure[:, :2], axis=1) + np.prod(place[2:] - place[:2])
    return bool((shared > KNOWN * (sizes - shared)).any())


def _grouped(found: Parts, groups: Ints) -> list[Mark]:
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    return [Mark(found, tuple(map(int, numbers))) for numbers in np.split(order, starts[1:])]


def _absorbed(singles: list[Mark], found: Parts) -> list[Mark]:
    """Return the marks, doubtful ones joined with a neighbour where both are rather a digit together."""
    marks = list(singles)
    boxes = np.array([mark.box for mark in marks]).reshape(-1, 4)
    gone: set[int] = set()
    for n in np.argsort([-max(mark.size) for mark in marks]):
        if n in gone:
            continue
        reach = 0.5 * max(marks[n].size)
        for _ in range(3):
            gaps = np.maximum(boxes[:, :2] - boxes[n, 2:], boxes[n, :2] - boxes[:, 2:]).max(axis=1)
            near_by = [
                int(other)
                for other in np.argsort(gaps)
                if other != n and other not in gone and gaps[other] <= reach
            ][:4]
            joined = False
            for other in near_by:
                if min(marks[n].probability, marks[other].probability) > 0.7:
                    continue
                if marks[other].drop < 0.35 * marks[n].drop or marks[other].area < 0.04 * marks[n].area:
                    continue
                both = Mark(found, marks[n].numbers + marks[other].numbers)
                height, width = both.size
                if width > 1.5 * height or max(both.size) > 2.2 * max(marks[n].size):
                    continue
                most = max(marks[n].probability, marks[other].probability)
                if both.probability > (most + 0.03 if most >= SURE else SURE):
                    marks[n] = both
                    boxes[n] = both.box
                    gone.add(other)
                    joined = True
                    break
            if not joined:
                break
    return [mark for n, mark in enumerate(marks) if n not in gone]


def _without_sheets(candidates: list[Mark]) -> list[Mark]:
    """Return the marks without frames, tiles and sheets of paper: rectangles around other marks."""
    places = np.array([mark.place for mark in candidates]).reshape(-1, 4)
    sizes = np.prod(places[:, 2:] - places[:, :2], axis=1)
    kept = []
    for mark, place, size in zip(candidates, places, sizes, strict=True):
        inside = (_shared(place, places) > 0.9 * sizes) & (sizes < size / 1.3)
        if not (inside.any() and mark.rectangular >= RECTANGULAR):
            kept.append(mark)
    return kept


def _best(candidates: list[Mark]) -> list[Mark]:
    """Return marks that do not overlap: of those at one place, the most probable."""
    if not candidates:
        return []
    places = np.array([mark.place for mark in candidates])
    sizes = np.prod(places[:, 2:] - places[:, :2], axis=1)
    drops = np.array([mark.drop for mark in candidates])
    most = np.array([drops[_shared(place, places) > 0].max() for place in places])
    scores = np.array([mark.probability for mark in candidates]) * np.sqrt(drops / most)
    chosen: list[int] = []
    left = set(range(len(candidates)))
    for first in np.argsort(-scores, kind="stable"):
        if first not in left:
            continue
        n = int(first)
        inside = _inside(n, places, sizes)
        # A hole of a digit may look like one, but the digit around it is the larger of both.
        while around := [
            m
            for m in left
            if inside[m] > _most_of(candidates[m], candidates[n])
            and sizes[m] > 1.1 * sizes[n]
            and scores[m] > _least(candidates[m], candidates[n]) * scores[n]
        ]:
            n = max(around, key=lambda m: (scores[m], sizes[m]))
            inside = _inside(n, places, sizes)
        chosen.append(n)
        left -= {m for m in left if inside[m] > OVERLAP}
    return [candidates[n] for n in chosen]


def _inside(
    n: int, places: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the share of the smaller one of both boxes that each place (n, 4) has in common with place n."""
    return np.asarray(_shared(places[n], places) / np.minimum(sizes, sizes[n]))


def _most_of(around: Mark, inside: Mark) -> float:
    """Return how much of a mark's box must lie in another one's, so that it may be a part or a hole of it."""
    return 0.8 if around.parts.ink.dark == inside.parts.ink.dark else 0.5


def _least(around: Mark, inside: Mark) -> float:
    """Return how probable the mark around another one must be, compared with that.

    What reaches the picture's border is rather the paper around a digit than a digit around its hole.
    """
    top, left, bottom, right = around.box
    height, width = around.parts.labels.shape
    reaches = top == 0 or left == 0 or bottom == height or right == width
    return 0.6 if reaches or around.parts.ink.dark == inside.parts.ink.dark else HOLE


def _shared(place: npt.NDArray[np.float64], places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    sides = np.minimum(place[2:], places[:, 2:]) - np.maximum(place[:2], places[:, :2])
    return np.asarray(np.prod(sides.clip(0), axis=1))


def in_reading_order(found: Iterable[Mark]) -> list[Mark]:
    """Return marks row after row, from left to right; a row may be slightly turned."""
    rows: list[list[Mark]] = []
    for mark in sorted(found, key=lambda mark: mark.place[1]):
        top, _, bottom, _ = mark.place
        best, most = None, 0.5
        for row in rows:
            last = row[-1].place
            overlap = min(bottom, last[2]) - max(top, last[0])
            share = overlap / min(bottom - top, last[2] - last[0])
            if share > most:
                best, most = row, share
        if best is None:
            rows.append([mark])
        else:
            best.append(mark)
    rows.sort(key=lambda row: float(np.mean([mark.place[0] + mark.place[2] for mark in row])))
    return [mark for row in rows for mark in row]
