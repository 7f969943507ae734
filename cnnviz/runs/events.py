"""What a run tells: where it stands, what its network sees at moments fixed beforehand, and its result."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

import numpy as np
import numpy.typing as npt

from cnnviz.network import Network

#: The most moments of a run; the last is for its end, should that come early.
MAX_MOMENTS = 200
#: A run of few batches has so many moments, a longer one as many as this share of its batches.
SHORT, EVERY = 60, 10
#: The most that a run's moments take up; the lecture's network needs a sixth of it.
MOMENT_BYTES = 64 * 2**20


class Event(TypedDict):
    """Where a run stands. Loss and accuracy are means over the epoch so far; val_ values come at its end."""

    kind: Literal["batch", "epoch"]
    epoch: int
    batch: int
    n_batches: int
    seconds: float
    """Since the run began, pauses left out."""
    loss: float
    accuracy: float
    batch_loss: float
    """Of this batch alone, as `batch_accuracy`."""
    batch_accuracy: float
    images_per_second: float
    """Since the last event: training batches alone, no validation and no pause."""
    val_loss: float | None
    val_accuracy: float | None


@dataclass(frozen=True)
class Moment:
    """What the network is and sees after `step` batches; 0 is before the first one.

    Attributes:
        step: batches done since the run began.
        kernels: the first Conv2D's kernel (height, width, in_channels, filters) float32; None without one.
        maps: what that layer gives for the probe (height, width, filters) float16.
        probabilities: what the network gives for the probe (10,) float32.
        dropped: for the first Dropout layer, by its name, which cells were off in the batch that made this
            moment, for that batch's first digit: bool in the layer's shape. Empty at step 0.
    """

    step: int
    kernels: npt.NDArray[np.float32] | None
    maps: npt.NDArray[np.floating[Any]] | None
    probabilities: npt.NDArray[np.float32]
    dropped: dict[str, npt.NDArray[np.bool_]]


@dataclass(frozen=True)
class Result:
    """A finished or stopped run: the network's file, its accuracy on the test digits, its duration."""

    network: bytes
    epochs: int
    """How many were gone through whole."""
    stopped: bool
    """Whether it was ended from outside."""
    seconds: float
    """Pauses left out."""
    accuracy: float
    best_epoch: int | None = None
    """The epoch with the lowest val_loss, counted from 0; None if none was gone through whole."""
    early: bool = False
    """Whether its own patience ended it."""


def most_moments(network: Network) -> int:
    """Return how many moments of this network are kept: MAX_MOMENTS, or as many as MOMENT_BYTES hold."""
    shapes = dict(zip(network.names, network.output_shapes, strict=True))
    n_bytes = next((math.prod(shape) for name, shape in shapes.items() if name.startswith("dropout")), 0)
    conv = next((name for name in network.names if name.startswith("conv2d")), None)
    if conv is not None:
        kernel = network.weight_shapes[network.names.index(conv)][0]
        n_bytes += 4 * math.prod(kernel) + 2 * math.prod(shapes[conv])
    return max(3, min(MAX_MOMENTS, MOMENT_BYTES // max(1, n_bytes)))


def moment_steps(n_steps: int, most: int = MAX_MOMENTS) -> tuple[int, ...]:
    """Return after how many batches a run of `n_steps` batches remembers: dense at first, at the end rare.

    They lie evenly on a root scale, but no two at one batch; of a long run every tenth batch at the most, so
    that they cost little. One place of the `most` stays free for a run that ends before its time.

    >>> moment_steps(5)
    (0, 1, 2, 3, 4, 5)
    >>> steps = moment_steps(18_750)
    >>> len(steps), steps[:6], steps[-3:]
    (199, (0, 1, 2, 4, 8, 12), (18373, 18561, 18750))
    >>> len(moment_steps(625))
    61
    """
    few = min(most, max(SHORT, n_steps // EVERY))
    last = min(few - 2, n_steps)
    return tuple(max(n, round(n_steps * (n / last) ** 2)) for n in range(last + 1))
