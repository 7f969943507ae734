"""What both kinds of pooling share: a window, its step, its padding."""

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
    """Each window of a map becomes one number, for each channel by itself."""

    pool_size: Pair = declared(terms.POOL_SIZE, (2, 2))
    strides: Pair | None = declared(replace(terms.STRIDES, follows="pool_size"), None)
    padding: Padding = declared(terms.PADDING_MODE, "valid")

    group: ClassVar[str] = "pooling"
    keras_only = CHANNELS_LAST

    @classmethod
    def usual(cls) -> Self:
        """Return windows of 2x2 side by side."""
        return cls()

    def along(self, axis: int) -> Window:
        """Return the window as it lies along the rows, 0, or the columns, 1."""
        return Window(self.pool_size[axis], (self.strides or self.pool_size)[axis], padding=self.padding)

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (height, width, channels) after the window has walked over the input."""
        shape = self.maps(shapes)
        return (*self.places(shape), shape[2])

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the same question to every layer
        """Return 0: maxima and means are not counted."""
        return 0

    @property
    def final_activation(self) -> str:
        """None."""
        return "linear"
