"""ZeroPadding2D: rows and columns of zeros around the feature maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from cnnviz.layers.reach import Reach
from cnnviz.network.checks import Pair, Shape
from cnnviz.network.families import CHANNELS_LAST, Weightless
from cnnviz.network.layer import Array, Gradients
from cnnviz.network.setting import Margins, declared

CELLS = "How many rows or columns of zeros each side gets."


@dataclass(frozen=True)
class ZeroPadding2D(Weightless):
    """Adds ((top, bottom), (left, right)) rows and columns of zeros around the feature maps."""

    padding: tuple[Pair, Pair] = declared(
        Margins(1024, label="Zeros", help=CELLS, positional=True), default=((1, 1), (1, 1))
    )

    group = "shape"
    keras_name = "zero_padding2d"
    title = "Zero padding"
    word = "pad"
    short = "zero padding"
    about = "Puts rows and columns of zeros around the maps."
    keras_only = CHANNELS_LAST

    @classmethod
    def usual(cls) -> Self:
        """Return a layer that adds one row or column on each side."""
        return cls()

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height, width, channels), zeros included."""
        height, width, channels = self.feature_map_input(shapes)
        return height + sum(self.padding[0]), width + sum(self.padding[1]), channels

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the interface of all layers
        """Return 0."""
        return 0

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return the reach of the input's units; zeros depend on nothing."""
        return before[0].padded(*self.padding[axis])

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the maps with zeros around them."""
        return np.pad(inputs[0], (*self.padding, (0, 0)))

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of the maps, without that of the zeros."""
        (top, _), (left, _) = self.padding
        height, width, _ = inputs[0].shape
        return Gradients([gradient[top : top + height, left : left + width]], [])

    @property
    def takes_maps(self) -> bool:
        """True; see `Layer`."""
        return True

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
