"""Pictures without a digit: pieces of photographs, textures, noise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

Array = npt.NDArray[np.float32]

SIDE = 96


def piece(photograph: Array, rng: np.random.Generator) -> Array:
    """Return a square piece of a grey photograph, anywhere, of any size, (SIDE, SIDE)."""
    shortest = min(photograph.shape)
    side = int(np.exp(rng.uniform(np.log(min(24, shortest)), np.log(shortest + 0.5))))
    top, left = (int(rng.integers(0, n - side + 1)) for n in photograph.shape)
    part = np.ascontiguousarray(photograph[top : top + side, left : left + side])
    return np.asarray(Image.fromarray(part).resize((SIDE, SIDE), Image.Resampling.BILINEAR))


def noise(rng: np.random.Generator) -> Array:
    """Return noise of any grain."""
    grain = float(rng.choice([0, 0.7, 1.5, 3, 6, 10]))
    return _spread(ndimage.gaussian_filter(rng.normal(0, 1, (SIDE, SIDE)), grain))


def stripes(rng: np.random.Generator) -> Array:
    """Return stripes or checks in any direction."""
    rows, columns = np.mgrid[:SIDE, :SIDE] / SIDE
    angle, n = rng.uniform(0, np.pi), rng.uniform(1, 12)
    field = np.sin(2 * np.pi * n * (np.cos(angle) * rows + np.sin(angle) * columns))
    if rng.random() < 0.5:
        field = field * np.sin(2 * np.pi * n * (np.sin(angle) * rows - np.cos(angle) * columns))
    if rng.random() < 0.5:
        field = np.sign(field)
    return _spread(field + rng.normal(0, 0.05, field.shape))


def blobs(rng: np.random.Generator) -> Array:
    """Return spots with soft or hard edges."""
    rows, columns = np.mgrid[:SIDE, :SIDE] / SIDE
    field = np.zeros((SIDE, SIDE))
    for _ in range(int(rng.integers(1, 8))):
        row, column = rng.uniform(0.1, 0.9, 2)
        high, wide = rng.uniform(0.03, 0.3, 2)
        field = np.maximum(field, 1 - ((rows - row) / high) ** 2 - ((columns - column) / wide) ** 2)
    return np.asarray(1 - np.clip(field * rng.choice([1, 20]), 0, 1), np.float32)


def islands(rng: np.random.Generator) -> Array:
    """Return islands: smooth noise above a level."""
    field = ndimage.gaussian_filter(rng.normal(0, 1, (SIDE, SIDE)), rng.uniform(2, 9))
    return np.asarray(field < np.quantile(field, rng.uniform(0.5, 0.95)), np.float32)


#: Pictures that chance makes, by name.
MADE: dict[str, Callable[[np.random.Generator], Array]] = {
    "noise": noise,
    "stripes": stripes,
    "blobs": blobs,
    "islands": islands,
}


def _spread(field: npt.NDArray[np.float64]) -> Array:
    low, high = field.min(), field.max()
    return np.asarray((field - low) / (high - low), np.float32)
