"""Ink on paper or on a board as a camera sees it, and the ink that is found in a picture."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

Array = npt.NDArray[np.float32]

#: The share of pictures that are bright on dark.
ON_A_BOARD = 0.25
#: The paper's brightness is the least of this many of so many places along each side.
AROUND, PLACES = 7, 18
#: Fainter than this share of the strongest ink is paper; with less contrast all of it is.
PAPER, FAINTEST = 1 / 3, 0.05
#: A part with fewer pixels is a speck. A picture's parts are taken together in this share of cases.
SPECK, TOGETHER = 12, 0.3


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


def ink_in(picture: Array) -> Array | None:
    """Return what stands out from its surroundings (height, width) in [0, 1], or None if nothing does."""
    usual = np.median(picture)
    bright = 1 - picture if usual - picture.min() > picture.max() - usual else picture
    few = np.asarray(Image.fromarray(bright).resize((PLACES, PLACES), Image.Resampling.BOX))
    darkest = ndimage.gaussian_filter(ndimage.minimum_filter(few, AROUND), AROUND / 4)
    paper = np.asarray(Image.fromarray(darkest).resize(bright.shape[::-1], Image.Resampling.BICUBIC))
    above = ndimage.gaussian_filter(bright - paper, 0.5)
    strongest = float(above.max())
    if strongest < FAINTEST:
        return None
    ink = (above - PAPER * strongest) / ((1 - PAPER) * strongest) * 1.5
    return np.asarray(ink.clip(0, 1), np.float32)


def part_of(ink: Array, rng: np.random.Generator) -> Array | None:
    """Return one of the connected parts of ink, or all of them together; None if there are only specks."""
    labels, _ = ndimage.label(ink > 0, np.ones((3, 3)))
    large = np.flatnonzero(np.bincount(labels.ravel())[1:] >= SPECK) + 1
    if not len(large):
        return None
    chosen = large if rng.random() < TOGETHER else [large[rng.integers(len(large))]]
    return ink * np.isin(labels, chosen)
