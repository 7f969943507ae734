"""Marks: parts of ink that may be one digit, and the way from a mark to 28x28."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import ndimage

from cnnviz.digits import doubt
from cnnviz.digits.bridges import bridges
from cnnviz.digits.frames import rectangular
from cnnviz.digits.ink import Ink
from cnnviz.digits.lines import Lines, Mask
from cnnviz.digits.parts import SHARE, Ints, Parts
from cnnviz.digits.prepared import BOX, Array, PreparationStep, PreparedDigit, last_step
from cnnviz.digits.preparing import ENOUGH_PIXELS, Prepared, prepared, stroke_width, trimmed
from cnnviz.digits.rims import is_rim

#: So much of a mark's size is shown around it.
AROUND = 0.25
#: So many pixels around a mark may still hold some of its ink.
ROOM = 3
#: With this share of another mark's ink, a mark has most of it. The edges differ from copy to copy.
MOST = 0.6
#: Ink with less than this share of a mark's contrast is faint beside it.
FAINT = 0.6
#: The soft outline of a mark reaches at most this share of its longer side beyond its darker ink.
SOFT = 0.12
Box = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Mark:
    """One or more parts of the same ink."""

    parts: Parts
    numbers: tuple[int, ...]
    """Which parts, counted from 0."""
    meant: bool = False
    """Whether its parts were taken for strokes of one digit, in a drawn picture."""

    @cached_property
    def box(self) -> Box:
        """Top, left, bottom, right in pixels of its own copy of the picture."""
        boxes = self.parts.boxes[list(self.numbers)]
        (top, left), (bottom, right) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        return int(top), int(left), int(bottom), int(right)

    @property
    def size(self) -> tuple[int, int]:
        """Height and width."""
        top, left, bottom, right = self.box
        return bottom - top, right - left

    @cached_property
    def place(self) -> tuple[float, float, float, float]:
        """Top, left, bottom, right in pixels of the given picture."""
        scale = self.parts.ink.scale
        top, left, bottom, right = (scale * side for side in self.box)
        return top, left, bottom, right

    @property
    def longest(self) -> float:
        """The longer side in pixels of the given picture."""
        return max(self.size) * self.parts.ink.scale

    @property
    def thickness(self) -> float:
        """How thick it is on average along its longer side, in pixels of the given picture."""
        return self.area / max(self.size) * self.parts.ink.scale

    @cached_property
    def area(self) -> int:
        """The pixels of ink."""
        return int(self.parts.areas[list(self.numbers)].sum())

    @cached_property
    def drop(self) -> float:
        """How far the brightness drops along its outline."""
        numbers = list(self.numbers)
        return float(np.average(self.parts.drops[numbers], weights=self.parts.areas[numbers]))

    @cached_property
    def cut(self) -> Array:
        """The ink of this mark alone (h, w), in [0, 1], cut to its edges."""
        return trimmed(self._alone)

    @cached_property
    def joined(self) -> Array:
        """The cut-out with bridges between parts that nearly touch."""
        if len(self.numbers) < 2 or max(self.size) < ENOUGH_PIXELS:
            return self.cut
        _, labels = self._region(ROOM)
        gaps = bridges(np.where(np.isin(labels, np.array(self.numbers) + 1), labels, 0))
        return trimmed(np.where(gaps, np.float32(1), self._alone)) if gaps.any() else self.cut

    @cached_property
    def _alone(self) -> Array:
        """The ink of this mark alone (h, w), in [0, 1], with room around it."""
        region, labels = self._region(ROOM)
        own = np.isin(labels, np.array(self.numbers) + 1)
        ink = self.parts.ink
        values = ink.contrast[region]
        room = own if ink.even else ndimage.binary_dilation(own, iterations=2) & (own | (labels == 0))
        return np.asarray(self._clear(values) * room, np.float32)

    def _clear(self, contrast: Array) -> Array:
        """Return a contrast (h, w) so that paper is 0 and this mark's ink is 1."""
        low, top = self._levels
        return ((contrast - low) / max(top - low, 1e-3)).clip(0, 1).astype(np.float32, copy=False)

    @cached_property
    def _levels(self) -> tuple[float, float]:
        """The contrast of paper, and of this mark's ink."""
        region, labels = self._region(0)
        ink = self.parts.ink
        values = ink.contrast[region][np.isin(labels, np.array(self.numbers) + 1)]
        if ink.even:
            return 0.0, float(values.max())
        top = float(np.quantile(values, 0.85))
        return max(SHARE * top / 2, ink.faintest / 2), top

    @cached_property
    def rectangular(self) -> float:
        """The share that it fills, with its holes, of the smallest rectangle around it, also a turned one."""
        _, labels = self._region(0)
        own = np.isin(labels, np.array(self.numbers) + 1)
        own = ndimage.binary_fill_holes(np.pad(own, 1))
        return rectangular(own)

    @property
    def touches_border(self) -> bool:
        """Whether it reaches the border of the picture."""
        top, left, bottom, right = self.box
        height, width = self.parts.labels.shape
        return top == 0 or left == 0 or bottom == height or right == width

    @cached_property
    def of_rims(self) -> bool:
        """Whether it is only full rows and columns along the border of the picture."""
        own = np.array(self.numbers) + 1
        return self.touches_border and is_rim(np.isin(self.parts.labels, own))

    @cached_property
    def ready(self) -> Prepared:
        """The cut-out on its way to 28x28."""
        return prepared(self.joined)

    @property
    def digit(self) -> Array:
        """The digit (28, 28) as in MNIST."""
        return self.ready.digit

    @cached_property
    def probability(self) -> float:
        """How probable it is that this is a digit."""
        return doubt.probability(self.digit)

    def pixels(self) -> tuple[Ints, Ints]:
        """Return the rows and columns of its ink in its own copy of the picture."""
        region, labels = self._region(0)
        rows, columns = np.nonzero(np.isin(labels, np.array(self.numbers) + 1))
        return rows + region[0].start, columns + region[1].start

    def covered(self, mask: Mask, scale: float) -> float:
        """Return the share of its ink in a mask (h, w) of a copy of the picture, smaller by `scale`."""
        return float(mask[self._pixels_in(mask.shape, scale)].mean())

    def covers(self, other: Mark) -> bool:
        """Return whether most of another mark's ink is in this one."""
        labels = self.parts.labels
        there = labels[other._pixels_in(labels.shape, self.parts.ink.scale)]
        return bool(np.isin(there, np.array(self.numbers) + 1).mean() > MOST)

    def encloses(self, other: Mark) -> bool:
        """Return whether most of another mark's ink is in holes of this one."""
        region, labels = self._region(0)
        own = np.isin(labels, np.array(self.numbers) + 1)
        holes = np.zeros(self.parts.labels.shape, bool)
        holes[region] = ndimage.binary_fill_holes(own) & ~own
        return other.covered(holes, self.parts.ink.scale) > MOST

    def _pixels_in(self, shape: tuple[int, ...], scale: float) -> tuple[Ints, Ints]:
        """Return the rows and columns of its ink in a copy of the picture with this shape and scale."""
        rows, columns = (
            ((places + 0.5) * self.parts.ink.scale / scale).astype(int).clip(0, n - 1)
            for places, n in zip(self.pixels(), shape, strict=True)
        )
        return rows, columns

    def faint_beyond(self, other: Mark) -> bool:
        """Return whether it reaches far beyond another mark's box, and only with faint ink."""
        (top, left, bottom, right), (own_top, own_left, own_bottom, own_right) = other.place, self.place
        farthest = max(top - own_top, left - own_left, own_bottom - bottom, own_right - right)
        if farthest <= SOFT * max(bottom - top, right - left):
            return False
        rows, columns = self.pixels()
        contrasts, scale = self.parts.ink.contrast[rows, columns], self.parts.ink.scale
        inside = (rows * scale >= top - scale) & (rows * scale < bottom + scale)
        inside &= (columns * scale >= left - scale) & (columns * scale < right + scale)
        if inside.all() or not inside.any():
            return bool(inside.all())
        return float(np.median(contrasts[~inside])) < FAINT * float(np.median(contrasts[inside]))

    def _region(self, margin: int) -> tuple[tuple[slice, slice], Ints]:
        top, left, bottom, right = self.box
        region = (
            slice(max(top - margin, 0), bottom + margin),
            slice(max(left - margin, 0), right + margin),
        )
        return region, self.parts.labels[region]

    def prepared(self) -> PreparedDigit:
        """Return the digit and the steps that led to it, beginning with what is around it in the picture."""
        ink, without = self.parts.ink, self.parts.without
        region, _ = self._region(round(AROUND * max(self.size)))
        bright, contrast = ink.bright[region], self._clear(ink.contrast[region])
        stroke, box, digit = self.ready
        steps = [
            PreparationStep("grey", 1 - bright if ink.dark else bright, _say_grey(self)),
            PreparationStep("ink bright on dark", bright, _say_polarity(dark=ink.dark)),
            PreparationStep("contrast", contrast, _say_contrast(ink)),
            PreparationStep("cut out", self.cut, "Only the digit stays, cut to its edges."),
            PreparationStep("stroke width", stroke, _say_width(self.joined, stroke)),
            PreparationStep(
                "20x20 box", box, "Shrunk until the longer side has 20 pixels. Edges become grey."
            ),
            last_step(digit),
        ]
        if self.joined is not self.cut:
            steps.insert(
                4, PreparationStep("small gaps closed", self.joined, "Parts that nearly touch are joined.")
            )
        if without is not None and without.mask[region].any():
            rest = np.where(without.mask[region], 0, contrast)
            steps.insert(3, PreparationStep("without lines", rest, _say_lines(without)))
        return PreparedDigit(digit, tuple(steps))


def _say_grey(mark: Mark) -> str:
    ink = mark.parts.ink
    top, left, bottom, right = (round(side) for side in mark.place)
    if ink.coloured:
        first = f"For each pixel, the {'darkest' if ink.dark else 'brightest'} colour channel stays."
    else:
        first = "Colour does not matter here. Only the brightness stays."
    if ink.scale == 1:
        return first
    height, width = mark.size
    return f"{first} {bottom - top}x{right - left} pixels become {height}x{width}."


def _say_polarity(*, dark: bool) -> str:
    if dark:
        return "The digit is darker than the paper around it. Black and white are swapped, as in MNIST."
    return "The digit is brighter than what is around it, as in MNIST. Nothing changes."


def _say_contrast(ink: Ink) -> str:
    if ink.even:
        return "The paper has one brightness. It becomes 0, the darkest ink becomes 1."
    return "The paper with its shadows becomes 0. Ink is brighter than the paper next to it."


def _say_lines(without: Lines) -> str:
    lines = "1 straight line is" if without.number == 1 else f"{without.number} straight lines are"
    return f"{lines} too long for a digit. They are removed."


def _say_width(before: Array, after: Array) -> str:
    if after is before:
        return "There are too few pixels to change the strokes. They stay as they are."
    old, new = (BOX * stroke_width(ink) / max(ink.shape) for ink in (before, after))
    return f"Strokes {old:.1f} pixels wide become {new:.1f} pixels wide. MNIST's are 2 to 4."
