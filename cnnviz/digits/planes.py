"""A picture as one plane of numbers in which ink differs from paper as much as it can."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.digits.prepared import Array
from cnnviz.errors import ImageError

#: A larger picture is first shrunk by a whole factor.
LONGEST = 1600
#: Noise and resampling go beyond 0 and 1 by less. Bytes go far beyond.
BEYOND = 0.5
#: The weights of red, green and blue in the brightness.
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
#: Colour is used if this share of the pixels differs this much more in one channel than in brightness.
COLOURED, COLOURFUL = 0.002, 0.12


class Planes(NamedTuple):
    """Two planes (h, w) in [0, 1] of a picture: one shows dark ink, the other shows bright ink."""

    dark: Array
    """For each pixel the channel that is darkest, compared with the paper's colour."""
    bright: Array
    """For each pixel the channel that is brightest, compared with the paper's colour."""
    factor: int
    """So many pixels of the given picture became one, along each side."""
    coloured: bool
    """Whether the channels were used. Otherwise both planes are the brightness."""


def planes(picture: npt.ArrayLike) -> Planes:
    """Return the planes of a picture, with its longer side at most LONGEST.

    Args:
        picture: (height, width) or (height, width, 3), numbers in [0, 1].

    Raises:
        ImageError: If it is not a picture, or its numbers are not from 0 to 1, but for a little noise.
    """
    pixels = np.asarray(picture)
    if pixels.ndim not in {2, 3} or pixels.size == 0 or pixels.shape[2:] not in {(), (3,)}:
        raise ImageError(f"A picture must be (height, width) or (height, width, 3). Received: {pixels.shape}")
    with np.errstate(invalid="ignore", over="ignore"):
        if not np.isfinite(pixels.sum(dtype=np.float64)):
            raise ImageError("A picture may hold only numbers from 0 to 1. Choose another picture.")
    low, high = float(pixels.min()), float(pixels.max())
    if low < -BEYOND or high > 1 + BEYOND:
        raise ImageError(f"A picture may hold only numbers from 0 to 1. Received: {low:g} to {high:g}")
    small, factor = _shrunk(pixels)
    if small.ndim == 2:
        return Planes(small, small, factor, coloured=False)
    grey = np.clip(small @ LUMA, 0, 1)
    sampled = small[:: 1 + len(small) // 200, :: 1 + small.shape[1] // 200]
    paper = np.clip(np.median(sampled, axis=(0, 1)), 0.05, 0.95).astype(np.float32)
    dark, bright = _channels(sampled, paper)
    thin = sampled @ LUMA
    if (np.maximum(thin - dark, bright - thin) > COLOURFUL).mean() < COLOURED:
        return Planes(grey, grey, factor, coloured=False)
    return Planes(*_channels(small, paper), factor, coloured=True)


def _channels(pixels: Array, paper: Array) -> tuple[Array, Array]:
    """Return the darkest and the brightest channel of each pixel, compared with the paper's colour (3,)."""
    red, green, blue = np.moveaxis(pixels / paper, -1, 0)
    dark = np.minimum(np.minimum(red, green), blue) * (paper @ LUMA)
    red, green, blue = np.moveaxis((1 - pixels) / (1 - paper), -1, 0)
    bright = 1 - np.minimum(np.minimum(red, green), blue) * ((1 - paper) @ LUMA)
    return dark.clip(0, 1), bright.clip(0, 1)


def _shrunk(pixels: npt.NDArray[np.generic]) -> tuple[Array, int]:
    """Return the picture with its longer side at most LONGEST, and the whole factor."""
    factor = -(-max(pixels.shape[:2]) // LONGEST)
    if factor == 1:
        return np.clip(pixels, 0, 1).astype(np.float32), 1
    # Pillow shrinks colours only as bytes. A mean over many pixels needs no finer ones.
    levels = np.empty(pixels.shape, np.uint8)
    for top in range(0, len(pixels), 256):
        levels[top : top + 256] = np.clip(pixels[top : top + 256], 0, 1) * np.float32(255) + np.float32(0.5)
    return np.asarray(Image.fromarray(levels).reduce(factor)).astype(np.float32) / np.float32(255), factor
