"""What several kinds of layers share: windows that walk, numbers taken one by one, branches that meet."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cnnviz.layers import Window
from cnnviz.layers.reach import Reach, merged
from cnnviz.network.checks import Pair, Shape, by, check
from cnnviz.network.layer import Fixed, Layer, Weight

CHANNELS_LAST = (Fixed("data_format", ("channels_last",), "Channels must come last."),)


@dataclass(frozen=True)
class Windowed(Layer):
    """A layer whose window walks over the maps."""

    @abstractmethod
    def along(self, axis: int) -> Window:
        """Return the window as it lies along the rows, 0, or the columns, 1."""

    @property
    def takes_maps(self) -> bool:
        """True."""
        return True

    @property
    def spans(self) -> Pair:
        """How many rows and columns the window covers."""
        rows, columns = ((one.size - 1) * one.dilation_rate + 1 for one in map(self.along, (0, 1)))
        return rows, columns

    def fits(self, shape: Shape) -> bool:
        """Return whether the window finds a place on maps of (height, width, channels)."""
        spans = zip(self.spans, shape, strict=False)
        return self.along(0).padding == "same" or all(span <= side for span, side in spans)

    def places(self, shape: Shape) -> Pair:
        """Return in how many rows and columns of places the window stands on maps.

        Raises:
            NetworkError: if the window is larger than they are.
        """
        check(
            self.fits(shape),
            f"Its window spans {by(self.spans)}, but only {by(shape[:2])} come in. "
            "Make the window smaller, or choose padding same.",
            shape,
        )
        rows, columns = (
            -(-(side if one.padding == "same" else side - span + 1) // one.strides)
            for one, side, span in zip(map(self.along, (0, 1)), shape[:2], self.spans, strict=True)
        )
        return rows, columns

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:
        """Return what its units see: what the units under the window see."""
        self.one(shapes)
        return before[0].through(self.along(axis))


@dataclass(frozen=True)
class Weightless(Layer):
    """A layer that learns nothing."""

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:  # noqa: ARG002 - the same question to every layer
        """Return ()."""
        return ()


@dataclass(frozen=True)
class OneByOne(Layer):
    """A layer that takes each number by itself, or with those of its own place: the shape stays."""

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the input's shape."""
        return self.one(shapes)

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return what the units before see."""
        return before[0]

    @property
    def takes_maps(self) -> bool:
        """False."""
        return False


@dataclass(frozen=True)
class Merging(Weightless):
    """A layer in which two or more branches meet."""

    group: ClassVar[str] = "merging"

    def several(self, shapes: Sequence[Shape]) -> Sequence[Shape]:
        """Return the shapes of at least two inputs with equally many axes.

        Raises:
            NetworkError: if there are fewer, or their axes differ in number.
        """
        name = type(self).__name__
        check(
            len(shapes) > 1,
            f"{name} joins two or more layers. Choose what it takes besides the one before it.",
            shapes,
        )
        check(
            len(set(map(len, shapes))) == 1,
            f"{name} takes either maps or columns of numbers, not both.",
            shapes,
        )
        return shapes

    def common(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape that all inputs have; an axis of length 1 fits any.

        Raises:
            NetworkError: if they differ.
        """
        sides = [set(axis) for axis in zip(*self.several(shapes), strict=True)]
        given = " and ".join(by(shape) for shape in shapes)
        check(
            all(len(axis - {1}) <= 1 for axis in sides),
            f"{type(self).__name__} needs inputs of the same shape, not {given}.",
            shapes,
        )
        return tuple(max(axis) for axis in sides)

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return what any of the branches sees."""
        return merged(before)

    @property
    def takes_maps(self) -> bool:
        """False."""
        return False

    @property
    def final_activation(self) -> str:
        """None."""
        return "linear"


def n_numbers(shape: Shape) -> int:
    """Return how many numbers an array of this shape holds."""
    return math.prod(shape)
