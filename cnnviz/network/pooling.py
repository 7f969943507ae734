"""The base class of both kinds of pooling: a window with strides and padding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from cnnviz.layers import Window
from cnnviz.layers.windows import Padding
from cnnviz.network import terms
from cnnviz.network.checks import Pair, Shape
from cnnviz.network.families import CHANNELS_LAST, Weightless, Windowed
from cnnviz.network.setting import declared


@dataclass(frozen=True)
class Pooling2D(Windowed, Weightless):
    """A layer that reduces each window to one number, channel by channel."""

    pool_size: Pair = declared(terms.POOL_SIZE, (2, 2))
    strides: Pair | None = declared(replace(terms.STRIDES, follows="pool_size"), None)
    padding: Padding = declared(terms.PADDING_MODE, "valid")

    group: ClassVar[str] = "pooling"
    keras_only = CHANNELS_LAST

    @classmethod
    def usual(cls) -> Self:
        """Return a window of 2x2 with strides of 2."""
        return cls()

    def along(self, axis: int) -> Window:
        """Return the window along an axis: 0 for rows, 1 for columns."""
        return Window(self.pool_size[axis], (self.strides or self.pool_size)[axis], padding=self.padding)

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height, width, channels), with one position for each window."""
        shape = self.feature_map_input(shapes)
        return (*self.output_size(shape), shape[2])

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the interface of all layers
        """Return 0; maxima and means do not count."""
        return 0

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
