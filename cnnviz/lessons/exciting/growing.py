"""The input that excites a filter most, grown from noise: gradient ascent with the usual regularizers.

Source: J. Yosinski et al., "Understanding Neural Networks Through Deep Visualization", 2015 (decay, blur).
C. Olah, A. Mordvintsev, L. Schubert, "Feature Visualization", Distill, 2017 (jitter, smoothed gradients).
A. Mahendran, A. Vedaldi, "Understanding Deep Image Representations by Inverting Them", 2015 (variation).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.exciting.regularizers import NO_REGULARIZERS, Regularizers
from cnnviz.network import Preparation
from cnnviz.network.checks import Shape

Array = npt.NDArray[np.float32]
#: Returns a filter's output for an input (height, width, channels), and the gradient in the same shape.
Excite: TypeAlias = Callable[[Array], tuple[float, Array]]

#: The steps after which an input is grown.
GROWTH_STEPS = 60
#: How far a typical pixel moves in the first step, as a share of the range; it falls evenly to a quarter.
RATE, LAST_RATE = 0.1, 0.25
#: The noise of the beginning reaches so far from 0, as a share of the range.
NOISE = 0.2


@dataclass(frozen=True, eq=False)
class Growth:
    """An input on its way, after some steps."""

    x: Array
    """(height, width, channels), as the network takes it."""
    step: int
    excitation: float | None
    """The filter's output for `x`; None for the noise of the beginning, which it has not seen."""
    low: Array
    """The smallest number that the network's preparation gives, (channels,)."""
    high: Array
    """The largest one."""
    seed: int
    regularizers: Regularizers = NO_REGULARIZERS
    n_steps: int = GROWTH_STEPS
    is_stuck: bool = False
    """Whether no pixel changes the filter's output, so that there is no way up."""

    @property
    def done(self) -> bool:
        """Whether no further step follows."""
        return self.is_stuck or self.step >= self.n_steps


def input_range(preparation: Preparation, n_channels: int) -> tuple[Array, Array]:
    """Return the smallest and the largest number of each channel that a network's preparation gives.

    A network without a preparation takes pixels from 0 to 1; others prepare levels from 0 to 255.

    >>> [side.tolist() for side in input_range(Preparation((224, 224), offset=(127.0,), scale=(128.0,)), 1)]
    [[-0.9921875], [1.0]]
    """
    plain = Preparation()
    as_it_is = (preparation.offset, preparation.scale) == (plain.offset, plain.scale)
    white = 1.0 if as_it_is else 255.0
    black, bright = (preparation.scaled(np.full(n_channels, value)) for value in (0.0, white))
    return np.minimum(black, bright), np.maximum(black, bright)


def first_growth(
    shape: Shape,
    preparation: Preparation | None = None,
    *,
    seed: int = 0,
    regularizers: Regularizers = NO_REGULARIZERS,
    n_steps: int = GROWTH_STEPS,
) -> Growth:
    """Return the noise that an input grows from, around what is 0 to the network.

    That is black for most networks that read digits, and grey for those that read photographs. In even grey,
    no ReLU may be open, and then no pixel would change anything.

    Args:
        shape: (height, width, channels) of the network's input.
        preparation: How pictures are prepared for the network; None if not at all.
        seed: The same seed gives the same noise, and the same shifts later.
        regularizers: How strong they are.
        n_steps: After how many steps it is grown.
    """
    low, high = input_range(preparation or Preparation(), shape[-1])
    noise = np.random.default_rng([seed, 0]).uniform(-NOISE, NOISE, shape)
    x = np.clip(noise * (high - low), low, high).astype(np.float32)
    return Growth(x, 0, None, low, high, seed, regularizers, n_steps)


def grown(growth: Growth, excite: Excite, n_steps: int, goes_on: Callable[[], bool] = lambda: True) -> Growth:
    """Return a growth some steps later. It does not matter in how many rounds the steps are made.

    Args:
        growth: The input so far.
        excite: Returns the filter's output and its gradient.
        n_steps: How many steps at most; fewer if the input is grown before. At least one is made.
        goes_on: Returns whether there is time for another step.
    """
    if growth.done:
        return growth
    for _ in range(n_steps):
        growth = _next(growth, excite)
        if growth.done or not goes_on():
            break
    return replace(growth, excitation=excite(growth.x)[0])


def _next(growth: Growth, excite: Excite) -> Growth:
    """Return a growth one step later."""
    shift = _shift(growth)
    gradient = excite(np.roll(growth.x, shift, axis=(0, 1)))[1]
    gradient = np.roll(gradient, tuple(-n for n in shift), axis=(0, 1))
    if not gradient.any():
        return replace(growth, is_stuck=True)
    share = growth.step / growth.n_steps
    rate = RATE * (1 - share * (1 - LAST_RATE)) * (growth.high - growth.low)
    x = growth.regularizers.applied(growth.x + rate * growth.regularizers.smoothed(gradient))
    x = np.clip(x, growth.low, growth.high).astype(np.float32)
    return replace(growth, x=x, step=growth.step + 1)


def _shift(growth: Growth) -> tuple[int, int]:
    """Return by how much the input is shifted in the next step."""
    jitter = growth.regularizers.jitter
    if not jitter:
        return 0, 0
    rows, columns = np.random.default_rng([growth.seed, growth.step + 1]).integers(-jitter, jitter + 1, 2)
    return int(rows), int(columns)
