"""Base classes that several kinds of layers share: sliding windows, elementwise layers, merging branches."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from cnnviz.layers import Window
from cnnviz.layers.reach import Reach, merged
from cnnviz.network.checks import Pair, Shape, by, check
from cnnviz.network.layer import Array, Fixed, Layer, Weight

CHANNELS_LAST = (Fixed("data_format", ("channels_last",), "Channels must come last."),)


@dataclass(frozen=True)
class Windowed(Layer):
    """A layer with a window that slides over the feature maps."""

    @abstractmethod
    def along(self, axis: int) -> Window:
        """Return the window along an axis: 0 for rows, 1 for columns."""

    @property
    def takes_maps(self) -> bool:
        """True; see `Layer`."""
        return True

    @property
    def spans(self) -> Pair:
        """The number of rows and columns that the window covers, with dilation."""
        rows, columns = ((one.size - 1) * one.dilation_rate + 1 for one in map(self.along, (0, 1)))
        return rows, columns

    def fits(self, shape: Shape) -> bool:
        """Return whether the window fits into feature maps of (height, width, channels)."""
        spans = zip(self.spans, shape, strict=False)
        return self.along(0).padding == "same" or all(span <= side for span, side in spans)

    def output_size(self, shape: Shape) -> Pair:
        """Return the height and width of the output for an input of (height, width, channels).

        Raises:
            NetworkError: If the window is larger than the input.
        """
        check(
            self.fits(shape),
            f"Its window spans {by(self.spans)}, but its input is only {by(shape[:2])}. "
            "Make the window smaller, or choose padding same.",
            shape,
        )
        rows, columns = (
            -(-(side if one.padding == "same" else side - span + 1) // one.strides)
            for one, side, span in zip(map(self.along, (0, 1)), shape[:2], self.spans, strict=True)
        )
        return rows, columns

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:
        """Return the reach of the units under the window."""
        self.single_input(shapes)
        return before[0].through(self.along(axis))


class MapKernels(NamedTuple):
    """What makes one feature map: a kernel for each input channel that it sees, and a bias.

    The sum over `channels[n]` under `kernels[..., n]`, plus `bias`, is the map before the activation.
    """

    channels: tuple[int, ...]
    kernels: Array
    """(kernel height, kernel width, channels), float32."""
    bias: float


@dataclass(frozen=True)
class Convolving(Windowed):
    """A layer whose feature maps are sums over input channels, each under a kernel."""

    @abstractmethod
    def map_kernels(self, channel: int, weights: Sequence[Array]) -> MapKernels:
        """Return what makes one feature map.

        Args:
            channel: The index of the feature map.
            weights: Arrays in the shapes and order of `weights`.
        """


def bias_of(channel: int, weights: Sequence[Array], n_kernels: int) -> float:
    """Return the bias of a feature map; 0 if there is none after the layer's arrays of kernels."""
    return float(weights[n_kernels][channel]) if len(weights) > n_kernels else 0.0


@dataclass(frozen=True)
class Weightless(Layer):
    """A layer without weights."""

    def weights(self, *shapes: Shape) -> tuple[Weight, ...]:  # noqa: ARG002 - the interface of all layers
        """Return ()."""
        return ()


@dataclass(frozen=True)
class Elementwise(Layer):
    """A layer that transforms each number by itself, or each position by itself, and keeps the shape."""

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return the input's shape."""
        return self.single_input(shapes)

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return the reach of the input's units."""
        return before[0]

    @property
    def takes_maps(self) -> bool:
        """False; see `Layer`."""
        return False


@dataclass(frozen=True)
class Merging(Weightless):
    """A layer that merges two or more branches."""

    group: ClassVar[str] = "merging"

    def several(self, shapes: Sequence[Shape]) -> Sequence[Shape]:
        """Return the shapes after checking that there are at least two, with the same number of axes.

        Raises:
            NetworkError: If there are fewer inputs, or their numbers of axes differ.
        """
        name = type(self).__name__
        check(
            len(shapes) > 1,
            f"{name} joins two or more layers. Choose another one besides the layer before it.",
            shapes,
        )
        check(
            len(set(map(len, shapes))) == 1,
            f"{name} takes either maps or columns of numbers, not both.",
            shapes,
        )
        return shapes

    def common(self, shapes: Sequence[Shape]) -> Shape:
        """Return the shape of all inputs; an axis of length 1 is broadcast.

        Raises:
            NetworkError: If the shapes differ.
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
        """Return the union of the reaches of all branches."""
        return merged(before)

    @property
    def takes_maps(self) -> bool:
        """False; see `Layer`."""
        return False

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"


def n_numbers(shape: Shape) -> int:
    """Return the number of elements in an array of this shape."""
    return math.prod(shape)
