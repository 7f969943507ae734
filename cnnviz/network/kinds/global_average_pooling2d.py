"""GlobalAveragePooling2D: the mean of each feature map."""

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
    """The mean of each channel: one number for each feature map."""

    group = "pooling"
    keras_name = "global_average_pooling2d"
    title = "Global average pooling"
    word = "global-average"
    short = "global average"
    about = "Keeps only the mean of each map: one number per channel."
    keras_only = (*CHANNELS_LAST, Fixed("keepdims", (False,), "Only keepdims=False is supported."))

    @classmethod
    def usual(cls) -> Self:
        """Return the layer; it has no settings."""
        return cls()

    def output_shape(self, *shapes: Shape) -> Shape:
        """Return (channels,)."""
        return (self.feature_map_input(shapes)[2],)

    def multiplications(self, *shapes: Shape) -> int:  # noqa: ARG002 - the interface of all layers
        """Return 0; means do not count."""
        return 0

    def reach(self, axis: int, before: Sequence[Reach], shapes: Sequence[Shape]) -> Reach:  # noqa: ARG002
        """Return the union of the reaches of all input units."""
        return before[0].whole()

    def forward(self, inputs: Sequence[Array], weights: Sequence[Array]) -> Array:  # noqa: ARG002 - it has no weights
        """Return the mean of each channel."""
        return np.asarray(inputs[0].mean(axis=(0, 1)), np.float32)

    def backward(self, gradient: Array, inputs: Sequence[Array], weights: Sequence[Array]) -> Gradients:  # noqa: ARG002
        """Return the gradient of each mean, shared equally by the numbers of its map."""
        height, width, _ = shape = inputs[0].shape
        return Gradients([np.array(np.broadcast_to(gradient / (height * width), shape), np.float32)], [])

    @property
    def takes_maps(self) -> bool:
        """True; see `Layer`."""
        return True

    @property
    def final_activation(self) -> str:
        """The activation "linear": there is none."""
        return "linear"
