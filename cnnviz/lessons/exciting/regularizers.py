"""What keeps a grown input from becoming noise that merely excites."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.exciting.filter_layers import FilterLayer
from cnnviz.network.checks import Shape

Array = npt.NDArray[np.float32]

#: How much a step takes away of each number.
DECAY = 0.02
#: How far a step evens out neighbours, for each pixel of the field's side.
VARIATION_BY_SIDE = 0.02 / 28
#: The widest blur of a gradient, and the widest shift, in pixels.
WIDEST_BLUR, WIDEST_JITTER = 4, 8
#: A blur is at most this part of the field, a shift at most that one.
BLUR_PART, SHIFTED_PART = 16, 8
#: The shift of a layer that sees all is this part of the input.
JITTER_PART = 14


@dataclass(frozen=True)
class Regularizers:
    """How strong each regularizer is."""

    decay: float = 0.0
    """How much of each number a step takes away: the gradient of half the sum of squares, times this."""
    variation: float = 0.0
    """How far a step evens out neighbours: the gradient of a quarter of the total variation, times this."""
    jitter: int = 0
    """The input is shifted by up to so many pixels before each step, and back after it."""
    blurs: tuple[int, ...] = (0,)
    """A step is the mean of the gradient blurred by each of these, in pixels: coarse forms grow, too."""

    def smoothed(self, gradient: Array) -> Array:
        """Return the direction of a step: blurred copies of the gradient, their pixels 1 in the mean square.

        Args:
            gradient: (height, width, channels), not all 0. The mean is over the numbers that are not 0.
        """
        if self.blurs == (0,):
            return _of_size_one(gradient, gradient != 0)
        from scipy.ndimage import gaussian_filter  # noqa: PLC0415 - SciPy, which few layers need

        copies = [gaussian_filter(gradient, (blur, blur, 0)) if blur else gradient for blur in self.blurs]
        total = sum((_of_size_one(one, gradient != 0) for one in copies), np.zeros_like(gradient))
        return _of_size_one(total, gradient != 0)

    def applied(self, x: Array) -> Array:
        """Return an input (height, width, channels) with smaller numbers and more equal neighbours."""
        smaller: Array = x - np.float32(self.decay) * x
        return smaller - np.float32(self.variation / 4) * variation_gradient(smaller)


#: Nothing is held back.
NO_REGULARIZERS = Regularizers()


def usual_regularizers(layer: FilterLayer, input_shape: Shape) -> Regularizers:
    """Return the regularizers with which the page grows the input of a layer's filters.

    The shift is less than the distance between two neighbouring fields, and small beside the field, so that
    the filter still sees its pattern.

    >>> from cnnviz.lessons.exciting.filter_layers import filter_layers
    >>> from cnnviz.network import pen_network
    >>> for layer in filter_layers(pen_network())[:1] + filter_layers(pen_network())[-1:]:
    ...     chosen = usual_regularizers(layer, (28, 28, 1))
    ...     print(chosen.jitter, chosen.blurs)
    0 (0,)
    2 (0, 1)
    """
    side = min(input_shape[:2])
    field, jump = min(*layer.field, side), max(layer.rows.jump, layer.columns.jump)
    jitter = jump // 2 if jump else side // JITTER_PART
    blurs = [2**n for n in range(WIDEST_BLUR) if 2**n <= min(WIDEST_BLUR, field // BLUR_PART)]
    jitter = min(jitter, field // SHIFTED_PART, WIDEST_JITTER)
    return Regularizers(DECAY, VARIATION_BY_SIDE * field, jitter, (0, *blurs))


def total_variation(x: Array) -> float:
    """Return the sum of the squared differences between neighbours, below and beside each other.

    >>> total_variation(np.array([[[0.0], [1.0]], [[0.0], [3.0]]], np.float32))
    14.0
    """
    return float((np.diff(x, axis=0) ** 2).sum() + (np.diff(x, axis=1) ** 2).sum())


def variation_gradient(x: Array) -> Array:
    """Return the gradient of `total_variation`, in the shape of `x`."""
    gradient = np.zeros_like(x)
    down, across = 2 * np.diff(x, axis=0), 2 * np.diff(x, axis=1)
    gradient[1:] += down
    gradient[:-1] -= down
    gradient[:, 1:] += across
    gradient[:, :-1] -= across
    return gradient


def _of_size_one(values: Array, counted: npt.NDArray[np.bool_]) -> Array:
    """Return values divided by the root of their mean square, over the counted ones."""
    size = np.sqrt(np.mean(values[counted].astype(np.float64) ** 2))
    return (values / size).astype(np.float32) if size > 0 else values
