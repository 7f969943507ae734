"""What a run reports: its progress, its network's state at steps fixed in advance, and its result."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict

import numpy as np
import numpy.typing as npt

from cnnviz.network import Conv2D, Dropout, Network

#: The maximum number of moments of a run. One place is reserved for the end of a run that stops early.
MAX_MOMENTS = 200
#: A short run keeps up to SHORT moments, a longer one at most one for every EVERY batches.
SHORT, EVERY = 60, 10
#: The maximum memory for a run's moments, in bytes. The lecture's network needs a sixth of it.
MOMENT_BYTES = 64 * 2**20


class Event(TypedDict):
    """The progress of a run.

    `loss` and `accuracy` are means over the epoch so far; the `val_` values are set at its end.
    """

    kind: Literal["batch", "epoch"]
    epoch: int
    batch: int
    n_batches: int
    seconds: float
    """Time since the run began, without pauses."""
    loss: float
    accuracy: float
    batch_loss: float
    """The loss of this batch alone; so is `batch_accuracy`."""
    batch_accuracy: float
    images_per_second: float
    """Training speed since the last event, without validation and pauses."""
    val_loss: float | None
    val_accuracy: float | None


@dataclass(frozen=True)
class Moment:
    """The state of the network after `step` batches; step 0 is before the first batch.

    Attributes:
        step: Number of batches trained on.
        kernels: Kernel of the first Conv2D layer, (height, width, in_channels, filters) float32; None without
            one.
        maps: Output of that layer for the probe, (height, width, filters) float16.
        probabilities: Output of the network for the probe, (n_classes,) float32.
        dropped: Maps the name of the first Dropout layer to the cells that it dropped in this batch, for the
            batch's first picture: bool, in the layer's shape. Empty at step 0.
        gradients: Maps each layer with kernels, in their order, to the length of its kernels' gradient. Empty
            unless the run's settings ask for them.
        skips: Whether the additional inputs of Add layers were switched on.
    """

    step: int
    kernels: npt.NDArray[np.float32] | None
    maps: npt.NDArray[np.floating[Any]] | None
    probabilities: npt.NDArray[np.float32]
    dropped: dict[str, npt.NDArray[np.bool_]]
    gradients: dict[str, float] = field(default_factory=dict)
    skips: bool = True


@dataclass(frozen=True)
class Result:
    """The result of a finished or stopped run: the network's file, its test accuracy, the duration."""

    network: bytes
    epochs: int
    """Number of completed epochs."""
    stopped: bool
    """Whether the run was stopped from outside."""
    seconds: float
    """Duration without pauses."""
    accuracy: float
    best_epoch: int | None = None
    """The epoch with the lowest val_loss, counted from 0; None if no epoch was completed."""
    early: bool = False
    """Whether early stopping (`patience`) ended the run."""


def most_moments(network: Network) -> int:
    """Return the number of moments kept for a network: MAX_MOMENTS, or as many as fit into MOMENT_BYTES."""
    return max(3, min(MAX_MOMENTS, MOMENT_BYTES // _moment_bytes(network)))


def _moment_bytes(network: Network) -> int:
    """Return the number of bytes in the arrays of one Moment of a network."""
    layers = list(zip(network.layers, network.output_shapes, network.weight_shapes, strict=True))
    n_bytes = 4 * math.prod(network.output_shapes[-1])
    for layer, shape, weights in layers:
        if isinstance(layer, Conv2D):
            n_bytes += 4 * math.prod(weights[0]) + 2 * math.prod(shape)
            break
    for layer, shape, _ in layers:
        if isinstance(layer, Dropout) and layer.rate > 0:
            n_bytes += math.prod(shape)
            break
    return n_bytes


def moment_steps(n_steps: int, most: int = MAX_MOMENTS) -> tuple[int, ...]:
    """Return the steps at which a run of `n_steps` batches records moments: first dense, then sparse.

    The steps are evenly spaced on a square-root scale and all different. A long run records at most every
    tenth batch, to keep the cost low. One of the `most` places stays free for a run that ends early.

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
