"""Which of a layer's many maps are shown: in their order, or those with the most contrast first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError

Array = npt.NDArray[np.float32]


class MapsAsked(NamedTuple):
    """Some of a layer's maps, or of its units."""

    layer: str
    n: int
    """How many."""
    first: int = 0
    """How many are left out before the first."""
    in_order: bool = False
    """Whether they come in the order of their channels, not by contrast."""


@dataclass(frozen=True)
class ShownMaps:
    """Some of a layer's maps, or of its units."""

    asked: MapsAsked
    channels: tuple[int, ...]
    """The index of each map among the layer's channels."""
    values: Array = field(repr=False, compare=False)
    """(height, width, n), or (n,) for units."""
    n_channels: int
    """The number of all channels of the layer."""


class MapsPart(NamedTuple):
    """A part of a layer's output; None stands for all channels, rows or columns."""

    layer: str
    channels: Sequence[int] | None = None
    rows: Sequence[int] | None = None
    columns: Sequence[int] | None = None


def part_of(output: Array, part: MapsPart) -> Array:
    """Return a part of a layer's output.

    Args:
        output: (height, width, channels), or (units,), which have no rows and columns.
        part: Which part; its layer's name is only told.

    Raises:
        NetworkError: If there is no such channel, row or column.
    """
    if output.ndim == 1 and (part.rows, part.columns) != (None, None):
        raise NetworkError(f"{part.layer} has no rows and columns. Received: {part.rows}, {part.columns}")
    names, wanted = ("rows", "columns", "channels"), (part.rows, part.columns, part.channels)
    for axis, (name, places) in enumerate(list(zip(names, wanted, strict=True))[-output.ndim :]):
        n = output.shape[axis]
        if places is not None:
            if not all(0 <= place < n for place in places):
                raise NetworkError(f"{part.layer} has {n} {name}. Received: {list(places)[:8]}")
            output = output.take(list(places), axis)
    return np.ascontiguousarray(output)


def contrasts(output: Array) -> npt.NDArray[np.float64]:
    """Return how much each channel's numbers differ: the standard deviation of a map, the value of a unit.

    Args:
        output: (height, width, channels) or (units,).

    >>> contrasts(np.array([[[1, 5], [3, 5]]], np.float32))
    array([1., 0.])
    """
    if output.ndim == 1:
        return output.astype(np.float64)
    spread: npt.NDArray[np.float64] = output.std(axis=(0, 1), dtype=np.float64)
    return spread


def shown(output: Array, asked: MapsAsked) -> ShownMaps:
    """Return the maps that are asked for. Equal contrasts keep the order of their channels.

    Args:
        output: The layer's output, (height, width, channels) or (units,).
        asked: Which maps; its layer's name is not looked at.

    >>> shown(np.array([[[1, 5, 0], [3, 5, 9]]], np.float32), MapsAsked("conv2d", 2)).channels
    (2, 0)
    """
    n_channels = output.shape[-1]
    order = np.arange(n_channels) if asked.in_order else np.argsort(-contrasts(output), kind="stable")
    channels = order[asked.first : asked.first + asked.n]
    values = np.ascontiguousarray(output[..., channels])
    return ShownMaps(asked, tuple(channels.tolist()), values, n_channels)
