"""A small picture under each of many kernels, all on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz import filters, images
from cnnviz.colours import MapView
from cnnviz.figures import map_colours, pictures
from cnnviz.kernels import Kernel

Array = npt.NDArray[np.float32]

#: The most rows and columns of a small picture.
HEIGHT, WIDTH = 96, 144
#: How many small pictures stand side by side on the sheet.
ACROSS = 8
#: By how much an image may leave the range from 0 to 1: weights are rounded.
SLACK = 0.02


@dataclass(frozen=True)
class Sheet:
    """Small pictures of equal size in one encoded picture, row by row."""

    encoded: pictures.Encoded
    across: int
    down: int


def sheet(
    pixels: Array,
    kernels: Sequence[tuple[Kernel, MapView]],
    *,
    border: str = "reflect",
    flip: bool = False,
) -> Sheet:
    """Return an image, made small, under each kernel.

    Args:
        pixels: (height, width) or (height, width, 3) float32 in [0, 1].
        kernels: At least one kernel, each with the view of its feature map.
        border: How the image continues beyond its edge, a key of `filters.BORDERS`.
        flip: Whether the kernels are rotated by 180 degrees.

    Raises:
        ImageError: If a result's numbers are too large.

    >>> made = sheet(np.zeros((4, 6), np.float32), [(Kernel("a", ((1,),)), "signed")] * 9)
    >>> made.across, made.down, made.encoded.width, made.encoded.height
    (8, 2, 48, 8)
    """
    small = _small(pixels)
    shown = [_thumbnail(small, kernel, view, border, flip) for kernel, view in kernels]
    across = min(ACROSS, len(shown))
    down = -(-len(shown) // across)
    height, width = small.shape[:2]
    cells = np.zeros((down * across, height, width, 3), np.float32)
    cells[: len(shown)] = shown
    grid = cells.reshape(down, across, height, width, 3).swapaxes(1, 2)
    return Sheet(pictures.pixels(grid.reshape(down * height, across * width, 3)), across, down)


def _small(pixels: Array) -> Array:
    """Return the image with at most `HEIGHT` rows and `WIDTH` columns."""
    height, width = pixels.shape[:2]
    scale = min(1.0, HEIGHT / height, WIDTH / width)
    return images.shrink(pixels, max(1, round(max(height, width) * scale)))


def _thumbnail(small: Array, kernel: Kernel, view: MapView, border: str, flip: bool) -> Array:
    """Return an image (height, width, 3) under a kernel: as pixels where it stays an image, else as a map."""
    if keeps_an_image(kernel):
        shown = filters.apply(small, kernel, border=border, flip=flip).clip(0, 1)
        return shown if shown.ndim == 3 else np.repeat(shown[..., np.newaxis], 3, axis=2)
    values = filters.apply(images.channel_mean(small), kernel, border=border, flip=flip)
    return _as_map(values, view)


def keeps_an_image(kernel: Kernel) -> bool:
    """Return whether even areas from black to white stay within black and white, and not all become black.

    >>> from cnnviz.kernels import KERNELS
    >>> [keeps_an_image(KERNELS[name]) for name in ("blur", "negative", "emboss on grey", "sobel x")]
    [True, True, True, False]
    """
    total = float(kernel.array.sum()) / kernel.divisor
    black, white = kernel.offset, kernel.offset + total
    return min(black, white) >= -SLACK and max(black, white) <= 1 + SLACK and max(black, white) > SLACK


def _as_map(values: Array, view: MapView) -> Array:
    """Return a map (height, width) in its colours, (height, width, 3) in [0, 1]."""
    colours = map_colours.colours_of(view, values)
    limit = map_colours.reach(values, colours)
    return map_colours.table(colours)[map_colours.levels(values, limit)].astype(np.float32) / np.float32(255)
