"""Marks: parts of ink that may be one digit, and the way from a mark to 28x28."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import ndimage

from cnnviz.digits import doubt
from cnnviz.digits.parts import SHARE, Ints, Parts
from cnnviz.digits.prepared import BOX, Array, PreparationStep, PreparedDigit, last_step, placed
from cnnviz.digits.preparing import in_box, stroke_width, trimmed, with_stroke

#: So much of a mark's size is shown around it.
AROUND = 0.25
Box = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Mark:
    """One or more parts of the same ink."""

    parts: Parts
    numbers: tuple[int, ...]
    """Which parts, counted from 0."""
    columns: tuple[int, int] | None = None
    """If it is split off from a longer mark: from which to which column."""

    @cached_property
    def box(self) -> Box:
        """Top, left, bottom, right in pixels of its own copy of the picture."""
        boxes = self.parts.boxes[list(self.numbers)]
        (top, left), (bottom, right) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        if self.columns:
            left, right = max(left, self.columns[0]), min(right, self.columns[1])
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
        region, labels = self._region(3)
        own = np.isin(labels, np.array(self.numbers) + 1)
        if self.columns:
            first = region[1].start
            own[:, : max(self.columns[0] - first, 0)] = False
            own[:, max(self.columns[1] - first, 0) :] = False
        ink = self.parts.ink
        values = ink.contrast[region]
        if ink.even:
            return trimmed(values / values[own].max() * own)
        room = ndimage.binary_dilation(own, iterations=2) & (own | (labels == 0))
        top = float(np.quantile(values[own], 0.85))
        low = max(SHARE * top / 2, ink.faintest / 2)
        return trimmed(((values - low) / max(top - low, 1e-3)).clip(0, 1) * room)

    @cached_property
    def rectangular(self) -> float:
        """The share that it fills, with its holes, of the smallest rectangle around it, also a turned one."""
        _, labels = self._region(0)
        step = max(1, max(labels.shape) // 150)
        own = np.isin(labels[::step, ::step], np.array(self.numbers) + 1)
        own = ndimage.binary_fill_holes(np.pad(own, 1))
        rows, columns = np.nonzero(own)
        best = np.inf
        for angle in np.radians(np.arange(-16, 17, 4)):
            along = columns * np.cos(angle) + rows * np.sin(angle)
            across = rows * np.cos(angle) - columns * np.sin(angle)
            best = min(best, (np.ptp(along) + 1) * (np.ptp(across) + 1))
        return float(len(rows) / best)

    @cached_property
    def digit(self) -> Array:
        """The digit (28, 28) as in MNIST."""
        box = in_box(with_stroke(self.cut))
        return placed(box, ndimage.center_of_mass(box))

    @cached_property
    def probability(self) -> float:
        """How probable it is that this is a digit."""
        return doubt.probability(self.digit)

    def _region(self, margin: int) -> tuple[tuple[slice, slice], Ints]:
        top, left, bottom, right = self.box
        region = (
            slice(max(top - margin, 0), bottom + margin),
            slice(max(left - margin, 0), right + margin),
        )
        return region, self.parts.labels[region]

    def prepared(self) -> PreparedDigit:
        """Return the digit and the seven steps that led to it."""
        ink = self.parts.ink
        margin = round(AROUND * max(self.size))
        region, _ = self._region(margin)
        bright, contrast = ink.bright[region], ink.contrast[region]
        stroke = with_stroke(self.cut)
        box = in_box(stroke)
        return PreparedDigit(
            self.digit,
            (
                PreparationStep("grey", 1 - bright if ink.dark else bright, "Only the brightness stays."),
                PreparationStep("ink bright on dark", bright, _say_polarity(dark=ink.dark)),
                PreparationStep("contrast", contrast, "The paper with its shadows becomes 0."),
                PreparationStep("cut out", self.cut, "Cut to the edges of the digit, without specks."),
                PreparationStep("stroke width", stroke, _say_width(self.cut, stroke)),
                PreparationStep(
                    "20x20 box", box, "Shrunk until the longer side has 20 pixels. Edges become grey."
                ),
                last_step(self.digit),
            ),
        )


def _say_polarity(*, dark: bool) -> str:
    if dark:
        return "The digit is darker than the paper around it. Black and white are swapped, as in MNIST."
    return "The digit is already brighter than what is around it, as in MNIST. Nothing changes."


def _say_width(before: Array, after: Array) -> str:
    if after is before:
        return "There are too few pixels to change the strokes. They stay as they are."
    old, new = (BOX * stroke_width(ink) / max(ink.shape) for ink in (before, after))
    return f"Strokes {old:.1f} pixels wide become {new:.1f} pixels wide. MNIST's are 2 to 4."
