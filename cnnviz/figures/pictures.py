"""Encode arrays as pictures: pixels as they are, signed values in blue and orange, many maps on one sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.colours import NEGATIVE, NEUTRAL, POSITIVE

Array = npt.NDArray[np.float32]

#: From this many pixels on, use JPEG: a 1024x768 photo takes 4 ms to encode, over 100 ms as PNG.
JPEG_FROM = 100_000
JPEG_QUALITY = 92
#: Number of colours on either side of zero.
STEPS = 127
GAP = 0
GAP_OPACITY = 90


@dataclass(frozen=True)
class Encoded:
    """An encoded picture: its bytes, their MIME type, and its size in pixels."""

    data: bytes
    mime: str
    width: int
    height: int


def pixels(image: Array) -> Encoded:
    """Return an image (height, width[, 3]) as it looks, clipped to [0, 1]."""
    levels = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    picture = Image.fromarray(levels)
    if levels.size < JPEG_FROM:
        return _encode(picture, "PNG", compress_level=1)
    return _encode(picture, "JPEG", quality=JPEG_QUALITY, subsampling=0)


def signed(values: Array, limit: float | None = None) -> Encoded:
    """Return a map (height, width): negative values are blue, positive ones orange, zero is transparent.

    Args:
        values: Finite numbers.
        limit: The absolute value from which on the colour is full; by default `reach(values)`.
    """
    return _with_palette(_levels(values, reach(values) if limit is None else limit))


def toned(values: Array, limit: float) -> Encoded:
    """Return a map (height, width) as the lecture shows it: -limit is black, 0 grey, limit white."""
    return pixels(np.float32(0.5) + values / np.float32(2 * limit))


def switched(off: npt.NDArray[np.bool_], columns: int) -> Encoded:
    """Return cells (height, width, n) on one sheet, like `montage`: grey where off, transparent elsewhere."""
    levels = _laid_out(np.where(off, 1, 2).astype(np.uint8), columns, 2)
    opacity = np.array([GAP_OPACITY, 255, 0], np.uint8)[levels]
    grey = np.full_like(opacity, NEUTRAL[0])
    return _encode(Image.fromarray(np.dstack([grey, opacity])), "PNG", compress_level=1)


def montage(maps: Array, columns: int, limit: float | None = None) -> Encoded:
    """Return maps (height, width, n) on one sheet, row by row, with thin lines between, on one colour scale.

    >>> sheet = montage(np.ones((3, 3, 5), np.float32), columns=2)
    >>> sheet.width, sheet.height
    (7, 11)
    """
    levels = _levels(maps, reach(maps) if limit is None else limit)
    return _with_palette(_laid_out(levels, columns, STEPS + 1))


def _laid_out(levels: npt.NDArray[np.uint8], columns: int, empty: int) -> npt.NDArray[np.uint8]:
    """Return levels (height, width, n) as one array, row by row, with lines of width GAP between."""
    height, width, n = levels.shape
    rows = -(-n // columns)
    cells = np.full((rows * columns, height + 1, width + 1), GAP, np.uint8)
    cells[:n, :height, :width] = levels.transpose(2, 0, 1)
    cells[n:] = empty
    grid = cells.reshape(rows, columns, height + 1, width + 1).swapaxes(1, 2)
    return grid.reshape(rows * (height + 1), columns * (width + 1))[:-1, :-1]


def tiles(images: npt.NDArray[np.uint8], columns: int) -> Encoded:
    """Return grey pictures (n, height, width) on one sheet, row by row, without gaps or scaling."""
    n, height, width = images.shape
    rows = -(-n // columns)
    cells = np.zeros((rows * columns, height, width), np.uint8)
    cells[:n] = images
    grid = cells.reshape(rows, columns, height, width).swapaxes(1, 2)
    return _encode(Image.fromarray(grid.reshape(rows * height, columns * width)), "PNG", compress_level=1)


def span(values: Array) -> float:
    """Return the largest absolute value, or 1 if all are zero, so that it can be a divisor.

    >>> span(np.array([[-2.0, 1.0]], np.float32))
    2.0
    """
    return float(max(values.max(initial=0), -values.min(initial=0))) or 1.0


def reach(values: Array) -> float:
    """Return the absolute value with the full colour: 99.5 % of the nonzero absolute values are smaller.

    The maximum would let a single extreme pixel leave the rest of a map pale. A large map is sampled.
    """
    some = np.abs(values.ravel()[:: max(1, values.size // 50_000)])
    some = some[some > 0]
    return float(np.quantile(some, 0.995)) if some.size else span(values)


def _levels(values: Array, limit: float) -> npt.NDArray[np.uint8]:
    """Return levels 1 … 255 for -limit … limit, 128 for zero; level 0 draws the lines between maps."""
    scaled = np.clip(values / np.float32(limit), -1, 1) * np.float32(STEPS)
    levels: npt.NDArray[np.uint8] = (np.rint(scaled) + np.float32(STEPS + 1)).astype(np.uint8)
    return levels


def _palette() -> tuple[bytes, bytes]:
    """Return 256 colours and their opacities, from blue over transparent to orange."""
    steps = np.arange(256) - (STEPS + 1)
    colours = np.where(steps[:, np.newaxis] < 0, NEGATIVE, POSITIVE).astype(np.uint8)
    opacity = np.rint(np.abs(steps) * (255 / STEPS)).clip(0, 255).astype(np.uint8)
    colours[GAP], opacity[GAP] = NEUTRAL, GAP_OPACITY
    return colours.tobytes(), opacity.tobytes()


PALETTE, OPACITY = _palette()


def _with_palette(levels: npt.NDArray[np.uint8]) -> Encoded:
    picture = Image.fromarray(levels)
    picture.putpalette(PALETTE)
    return _encode(picture, "PNG", compress_level=1, transparency=OPACITY)


def _encode(picture: Image.Image, kind: str, **settings: object) -> Encoded:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **settings)
    return Encoded(buffer.getvalue(), f"image/{kind.lower()}", picture.width, picture.height)
