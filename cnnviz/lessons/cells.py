"""Simple and complex cells: how Gabor filters respond to a bar that turns and shifts.

A simple cell is a Gabor kernel at the centre of the picture, followed by ReLU. A complex cell is max pooling
over such cells at neighbouring places.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import layers
from cnnviz.errors import NetworkError
from cnnviz.kernels import FAMILIES, Kernel

Array: TypeAlias = npt.NDArray[np.float32]

#: Rows and columns of the picture in pixels: an odd number, so that one pixel is the centre.
PICTURE_SIDE = 65
#: The bar in pixels. It is as wide as the bright stripe that a kernel looks for, and it ends outside of every
#: cell's receptive field.
BAR_WIDTH, BAR_LENGTH = 5, 46
KERNEL_SIZE = 15
#: The preferred angles of the kernels in degrees.
CELL_ANGLES = tuple(FAMILIES["gabor"].angles)
#: Those of the few cells that are shown.
SHOWN_ANGLES = CELL_ANGLES[::3]
MAX_SHIFT = 20
#: Distances of the bar from the centre in pixels.
SHIFTS = range(-MAX_SHIFT, MAX_SHIFT + 1)
#: Rows and columns of the places that a complex cell pools.
POOL_SIZES = (1, 5, 9, 13)
#: Added before rounding to 256 levels, so that no rounding error of a cosine decides.
_NUDGE = 1e-9


class ShiftResponses(NamedTuple):
    """Responses to a bar at each of `SHIFTS`, each (n_shifts,) float32.

    Attributes:
        simple: Of a simple cell at the centre.
        pooled: Of the complex cell that pools such cells around the centre.
    """

    simple: Array
    pooled: Array


def gabor(angle: int) -> Kernel:
    """Return the kernel of the simple cells that prefer this angle, one of `CELL_ANGLES`.

    Raises:
        KernelError: If no kernel has this angle.
    """
    return FAMILIES["gabor"](KERNEL_SIZE, angle)


def nearest_shown(angle: int) -> int:
    """Return the one of `SHOWN_ANGLES` that is nearest to an angle in degrees.

    >>> nearest_shown(52), nearest_shown(175)
    (45, 0)
    """
    step = SHOWN_ANGLES[1]
    return SHOWN_ANGLES[round(angle / step) % len(SHOWN_ANGLES)]


def bar(angle: float, shift: float = 0, *, dark: bool = False, side: int = PICTURE_SIDE) -> Array:
    """Return the picture of a bright bar on black, with smooth edges.

    Args:
        angle: Of the bar in degrees, counter-clockwise from the horizontal.
        shift: Distance from the centre in pixels, at a right angle to the bar; upwards at an angle of 0.
        dark: Whether the bar is black on white instead.
        side: Rows and columns of the picture, an odd number; a smaller picture is the centre of a larger one.

    Returns:
        (side, side) float32 in [0, 1], each value a multiple of 1/255.

    Raises:
        NetworkError: If `side` is not an odd number of at least 1.
    """
    if side < 1 or side % 2 == 0:
        raise NetworkError(f"`side` must be an odd number of at least 1. Received: side={side}")
    x = np.arange(side) - side // 2
    y = -x[:, np.newaxis]  # row indices grow downwards
    turn = np.radians(angle)
    along = x * np.cos(turn) + y * np.sin(turn)
    across = y * np.cos(turn) - x * np.sin(turn) - shift
    covered = _covered(across, BAR_WIDTH) * _covered(along, BAR_LENGTH)
    levels = np.floor(255 * covered + 0.5 + _NUDGE)
    picture: Array = ((255 - levels if dark else levels) / 255).astype(np.float32)
    return picture


def responses_by_angle(
    angle: float, shift: float = 0, *, dark: bool = False, angles: Sequence[int] = CELL_ANGLES
) -> Array:
    """Return the responses of the simple cells at the centre, one for each preferred angle.

    Args:
        angle: The bar's angle in degrees.
        shift: Its distance from the centre in pixels.
        dark: Whether it is dark on white.
        angles: The preferred angles, of `CELL_ANGLES`.

    Returns:
        (n_angles,) float32 in [0, 1].
    """
    seen = bar(angle, shift, dark=dark, side=KERNEL_SIZE)
    responses: Array = _simple_cells(seen, angles)[0, 0]
    return responses


def responses_by_shift(angle: float, cell: int, pool_size: int, *, dark: bool = False) -> ShiftResponses:
    """Return how a simple and a complex cell respond to a bar that moves across them.

    Args:
        angle: The bar's angle in degrees.
        cell: The preferred angle of both cells, one of `CELL_ANGLES`.
        pool_size: Rows and columns of the places that the complex cell pools, an odd number.
        dark: Whether the bar is dark on white.
    """
    side = KERNEL_SIZE + pool_size - 1
    maps = [_simple_cells(bar(angle, shift, dark=dark, side=side), [cell]) for shift in SHIFTS]
    centre = pool_size // 2
    return ShiftResponses(
        np.array([one[centre, centre, 0] for one in maps]),
        np.array([layers.max_pool2d(one, pool_size)[0, 0, 0] for one in maps]),
    )


def _covered(distance: npt.NDArray[np.float64], width: int) -> npt.NDArray[np.float64]:
    """Return the share of each pixel that lies within half a width of the bar's middle line."""
    return np.clip(width / 2 - np.abs(distance) + 0.5, 0, 1)


def _simple_cells(picture: Array, angles: Sequence[int]) -> Array:
    """Return the maps (rows, columns, n_angles) of the cells at every place where their kernel fits."""
    kernels = [gabor(angle) for angle in angles]
    weights = np.stack([kernel.array / kernel.divisor for kernel in kernels], axis=-1)
    return layers.relu(layers.conv2d(picture[..., np.newaxis], weights[:, :, np.newaxis]))
