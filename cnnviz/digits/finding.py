"""Find the digits in any picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz.digits.choosing import chosen_among
from cnnviz.digits.company import in_company
from cnnviz.digits.doubt import NO_DIGIT, SURE
from cnnviz.digits.frames import frames
from cnnviz.digits.ink import Ink, inks
from cnnviz.digits.lines import Mask, lines
from cnnviz.digits.marks import Box, Mark
from cnnviz.digits.overlap import Floats, places_of, shared, sizes_of
from cnnviz.digits.parts import SHORTEST, Ints, Parts, dark_enough, near, parts
from cnnviz.digits.planes import planes
from cnnviz.digits.prepared import PreparedDigit
from cnnviz.digits.reading_order import in_reading_order
from cnnviz.digits.rims import rims
from cnnviz.digits.ruled import Ruled, ruled
from cnnviz.digits.same_digit import strokes_joined
from cnnviz.errors import ImageError

#: A picture with more digits is refused.
LIMIT = 60
#: Of the marks of one kind of ink, only the largest are looked at.
MOST_MARKS = 110
#: Of those, marks with less than this share of the strongest one's size times contrast are left out.
WEAKEST = 0.06
#: A mark in the place of one that is this probable is not looked at again; KNOWN is the share of both boxes.
CERTAIN, KNOWN = 0.9, 0.9
#: The brightness of a mark drops by so many standard deviations of the camera's noise, or it is grain.
GRAIN = 3.5
#: Up to so many lines may be strokes of a digit.
FEW_LINES = 4
#: What has this share of its ink on the lines and sides of boxes is a piece of them.
OF_FRAME = 0.6
#: Parts within so many stroke widths are one mark.
NEAR = 0.8
#: If there are more parts so near to each other, they are a texture.
MOST_APART = 40


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


def _within(place: Sequence[float], height: int, width: int) -> Box:
    top, left, bottom, right = (round(side) for side in place)
    return top, left, min(bottom, height), min(right, width)


def candidates(picture: npt.ArrayLike) -> list[Mark]:
    """Return all marks in a picture that are looked at, probable or not; they may overlap."""
    seen: list[Mark] = []
    of_frames: list[tuple[Mask, Ink]] = []
    of_lines: list[Ruled] = []
    for ink in inks(planes(picture)):
        known = [mark for mark in seen if mark.parts.ink.dark == ink.dark]
        low = ink.contrast >= ink.faintest
        long, boxes, edges = lines(low), frames(low), rims(low)
        if long.number:
            of_lines.append(ruled(long, ink.scale, dark=ink.dark))
        if long.number or boxes.number or edges.number:
            found = long.and_also(boxes).and_also(edges)
            rest = parts(ink, dark_enough(ink, low & ~found.mask), found)
            if rest.sides is not None or boxes.number:
                of_frames.append((boxes.mask if rest.sides is None else rest.sides | found.mask, ink))
            seen += _candidates(rest, known)
        # A long straight stroke may have been taken for a line, so what was found without lines is not known.
        if long.number <= FEW_LINES:
            seen += _candidates(parts(ink, dark_enough(ink, low)), known)
    return [
        mark
        for mark in seen
        if not any(_is_of_frame(mark, *frame) for frame in of_frames)
        and not any(lined.has_piece(mark) for lined in of_lines)
    ]


def _is_of_frame(mark: Mark, frame: Mask, ink: Ink) -> bool:
    """Return whether a mark is a piece of the boxes that were seen in one copy of the picture."""
    return mark.parts.ink.dark == ink.dark and mark.covered(frame, ink.scale) >= OF_FRAME


def _candidates(found: Parts, known: Sequence[Mark]) -> list[Mark]:
    """Return the marks of one kind of ink: near parts together, others if they are a digit together.

    Args:
        found: The parts.
        known: Marks of the same polarity, found before. What is surely a digit is not looked at again.
    """
    sure = places_of(mark for mark in known if mark.probability >= CERTAIN)
    return strokes_joined([mark for mark in strongest(found) if not _is_known(mark, sure)], found)


def strongest(found: Parts) -> list[Mark]:
    """Return the strongest marks of one kind of ink, near parts together, without specks and grain."""
    if not len(found.boxes):
        return []
    grouped = _grouped(found, near(found, NEAR))
    singles = [mark for mark in grouped + _apart(grouped) if max(mark.size) >= SHORTEST]
    singles = [mark for mark in singles if mark.drop >= GRAIN * found.ink.noise]
    weights = np.array([mark.drop * mark.longest for mark in singles])
    order = [n for n in np.argsort(-weights) if weights[n] >= WEAKEST * weights.max(initial=0)][:MOST_MARKS]
    return [singles[n] for n in order]


def _is_known(mark: Mark, sure: Floats) -> bool:
    place = np.array(mark.place)
    both = shared(place, sure)
    return bool((both > KNOWN * (sizes_of(sure) + sizes_of(place) - both)).any())


def _grouped(found: Parts, groups: Ints) -> list[Mark]:
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    return [Mark(found, tuple(map(int, numbers))) for numbers in np.split(order, starts[1:])]


def _apart(grouped: Sequence[Mark]) -> list[Mark]:
    """Return the parts of marks that are too wide for one digit; there may be several, very near."""
    return [
        Mark(mark.parts, (number,))
        for mark in grouped
        if 1 < len(mark.numbers) <= MOST_APART and mark.size[1] > mark.size[0]
        for number in mark.numbers
        if mark.parts.boxes[number][2] - mark.parts.boxes[number][0] >= 0.5 * mark.size[0]
    ]
