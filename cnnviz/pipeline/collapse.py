"""Why networks need activations: without one, two convolutions equal a single one."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cnnviz import kernels, layers
from cnnviz.pipeline.cutouts import Convolved, activated
from cnnviz.pipeline.settings import Pipeline
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Collapse:
    """A second kernel after the first, computed in three ways; maps are (height, width, 1) float32.

    `weights` are the composed kernel's, (rows, columns), before division by `divisor`.
    """

    two: Array = field(repr=False)
    """One kernel after the other."""
    one: Array = field(repr=False)
    """The composed kernel alone."""
    between: Array = field(repr=False)
    """One kernel after the other, with the activation in between."""
    weights: Array = field(repr=False)
    divisor: float

    @property
    def rounding(self) -> float:
        """The largest difference between the two convolutions and the composed one: rounding of floats."""
        return float(np.abs(self.two - self.one).max())

    @property
    def difference(self) -> float:
        """The largest difference that the activation in between makes."""
        return float(np.abs(self.between - self.one).max())

    @property
    def unchanged(self) -> bool:
        """Whether the activation leaves the result as it is."""
        return np.array_equal(self.between, self.two)


def collapse(x: Array, done: Convolved, now: Pipeline) -> Collapse:
    """Return a convolution followed by a second kernel, and the same with one composed kernel.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the result of `convolved`.
        now: the settings; they give the second kernel and the activation.

    Raises:
        NetworkError: if the second kernel does not fit into the map.
    """
    kernel = kernels.get(now.relu.second)
    second = (kernel.array / np.float32(kernel.divisor))[..., np.newaxis, np.newaxis]
    offset = np.full(1, kernel.offset, np.float32)
    rules = {"strides": done.strides, "dilation_rate": done.dilation_rate}
    composed = layers.compose(done.weights / np.float32(done.divisor), second, **rules)
    bias = layers.composed_bias([done.offset], second, offset)
    padded = np.pad(x, (*done.padding, (0, 0)), PADDING_MODES[done.mode])  # type: ignore[call-overload]
    whole = layers.compose(done.weights[:, :, :1], kernel.array[..., np.newaxis, np.newaxis], **rules)
    return Collapse(
        two=layers.conv2d(done.output, second, offset),
        one=layers.conv2d(padded, composed, bias, strides=done.strides),
        between=layers.conv2d(activated(done.output, now), second, offset),
        weights=whole[..., 0, 0],
        divisor=done.divisor / x.shape[2] * kernel.divisor,
    )
