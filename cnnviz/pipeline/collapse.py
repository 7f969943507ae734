"""Why an activation stands between convolutions: without it two of them are one, with it they are not."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cnnviz import kernels, layers
from cnnviz.pipeline.cutouts import Convolved, activated
from cnnviz.pipeline.settings import Pipeline
from cnnviz.pipeline.settings.layers import PADDING_MODES

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Collapse:
    """A second kernel after the first, done in three ways; maps are (height, width, 1) float32.

    `weights` are those of the composed kernel, (rows, columns), before it is divided by `divisor`.
    """

    two: Array = field(repr=False)
    """One kernel after the other."""
    one: Array = field(repr=False)
    """The composed kernel alone."""
    between: Array = field(repr=False)
    """One after the other, with the activation between."""
    weights: Array = field(repr=False)
    divisor: float

    @property
    def rounding(self) -> float:
        """The largest difference of two convolutions from the composed one: what floats round."""
        return float(np.abs(self.two - self.one).max())

    @property
    def difference(self) -> float:
        """The largest difference from the composed one with the activation between."""
        return float(np.abs(self.between - self.one).max())

    @property
    def unchanged(self) -> bool:
        """Whether the activation changes nothing of the result."""
        return np.array_equal(self.between, self.two)


def collapse(x: Array, done: Convolved, now: Pipeline) -> Collapse:
    """Return what a second kernel makes of a convolution, and one composed kernel of its input.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the convolution, from `convolved`.
        now: gives the second kernel and the activation.

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
