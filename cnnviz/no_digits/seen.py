"""Ink on paper or on a board as a camera sees it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage

Array = npt.NDArray[np.float32]

#: The share of pictures that are bright on dark.
ON_A_BOARD = 0.25


def seen(ink: Array, rng: np.random.Generator) -> Array:
    """Return ink (height, width) in [0, 1] on paper in uneven light, blurred and noisy, or bright on dark."""
    margin = int(rng.integers(4, 24))
    page = 1 - rng.uniform(0.5, 1) * ndimage.gaussian_filter(np.pad(ink, margin), rng.uniform(0, 1))
    rows, columns = np.mgrid[: page.shape[0], : page.shape[1]] / max(page.shape)
    across, down, phase = rng.normal(0, 2), rng.normal(0, 2), rng.uniform(0, 2 * np.pi)
    light = 0.75 + 0.2 * np.sin(across * columns + down * rows + phase)
    picture = page * light + rng.normal(0, rng.uniform(0, 0.02), page.shape)
    if rng.random() < ON_A_BOARD:
        picture = 1 - picture
    return np.asarray(picture.clip(0, 1), np.float32)
