"""Pictures of digits, turned, slanted, scaled and bent a little."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

#: Standard deviations: the turn in radians, the slant, the logarithms of size and of width by height.
SPREAD = (0.1, 0.1, 0.06, 0.06)
#: How far the bending moves pixels, as a share of the picture's height; how many numbers a side it has.
BEND, GRID = 0.04, 5


def elastic(
    ink: npt.NDArray[np.float32], rng: np.random.Generator, strength: float = 1.0
) -> npt.NDArray[np.float32]:
    """Return a picture (height, width) in [0, 1], distorted about its middle, without what leaves it.

    Source: P. Simard, D. Steinkraus, J. Platt, "Best practices for convolutional neural networks applied to
    visual document analysis", ICDAR 2003.
    """
    turn, slant, size, aspect = strength * rng.normal(0, SPREAD).clip(-0.3, 0.3)
    cos, sin = np.cos(turn), np.sin(turn)
    matrix = np.array([[cos, -sin], [sin, cos]]) @ [[1, 0], [slant, np.exp(aspect)]] * np.exp(size)
    middle = (np.array(ink.shape) - 1) / 2
    rows, columns = np.meshgrid(
        *(np.arange(n) - m for n, m in zip(ink.shape, middle, strict=True)), indexing="ij"
    )
    bends = [_bend(ink.shape, rng) * strength for _ in range(2)]
    places = [matrix[n, 0] * rows + matrix[n, 1] * columns + middle[n] + bends[n] for n in range(2)]
    moved: npt.NDArray[np.float32] = ndimage.map_coordinates(ink, places, order=1)
    return moved.clip(0, 1)


def _bend(shape: tuple[int, ...], rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Return how far each pixel moves along one axis: a few random numbers, and smooth in between."""
    height, width = shape
    noise = Image.fromarray(rng.normal(0, BEND * height, (GRID, GRID)).astype(np.float32))
    return np.asarray(noise.resize((width, height), Image.Resampling.BICUBIC))
