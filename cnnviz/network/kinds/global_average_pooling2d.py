"""GlobalAveragePooling2D: the mean of each map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from cnnviz.layers.reach import Reach
from cnnviz.network.checks import Shape
from cnnviz.network.families import CHANNELS_LAST, Weightless
from cnnviz.network.layer import Array, Fixed, Gradients


@dataclass(frozen=True)
class GlobalAveragePooling2D(Weightless):
    """The mean of each channel: one number for each map."""

    group = "pooling"
    keras_name = "global_average_pooling2d"
    word = "global-average"
    short = "global average"
    about = "Of each map only its mean is kept: one number for each channel."
    keras_only = (*CHANNELS_LAST, Fixed("keepdims", (False,), "The mean of a map must be one number."))

    @classmethod
    def usual(cls) -> Self:
        """Return the layer; it has no settings."""
        return cls()

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (channels,)."""
        return (self.maps(shapes)[2],)

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the same question to every layer
        """Return 0: means are not counted."""
        return 0

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return what all units before see together."""
        return before[0].whole()

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has none
        """Return the mean of each channel."""
        return np.asarray(inputs[0].mean(axis=(0, 1)), np.float32)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return an equal share of each mean's gradient for every number of its map."""
        height, width, _ = shape = inputs[0].shape
        return Gradients([np.array(np.broadcast_to(gradient / (height * width), shape), np.float32)], [])

    @property
    def takes_maps(self) -> bool:
        """True."""
        return True

    @property
    def final_activation(self) -> str:
        """None."""
        return "linear"
