"""Encode arrays as pictures: images as they are, feature maps on dark tiles, weights in blue and orange."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.colours import MAP_SCALES, MAP_STEPS, NEGATIVE, NEUTRAL, POSITIVE, Colours, MapColours
from cnnviz.figures import map_colours
from cnnviz.figures.map_colours import reach, span

__all__ = ["Encoded", "feature_map", "montage", "pixels", "reach", "span", "switched", "tiles", "weights"]

Array = npt.NDArray[np.float32]

#: From this many pixels on, use JPEG: a 1024x768 photo takes 4 ms to encode, over 100 ms as PNG.
JPEG_FROM = 100_000
JPEG_QUALITY = 92
#: The levels of the empty end of a sheet, of the lines between maps, and of the first value.
EMPTY, GAP, FIRST = 0, 1, 2
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


def feature_map(values: Array, limit: float | None = None, colours: MapColours = "signed") -> Encoded:
    """Return a feature map (height, width) on a dark tile.

    Args:
        values: Finite numbers.
        limit: The absolute value from which on the colour is full; by default `reach(values, colours)`.
        colours: A key of `MAP_SCALES`.
    """
    return _coloured(_levels(values, reach(values, colours) if limit is None else limit), colours)


def weights(values: Array, limit: float | None = None) -> Encoded:
    """Return weights (height, width): negative ones are blue, positive ones orange, zero is transparent.

    Args:
        values: Finite numbers.
        limit: The absolute value from which on the colour is full; by default `reach(values)`.
    """
    return _coloured(_levels(values, reach(values) if limit is None else limit), "weights")


def switched(off: npt.NDArray[np.bool_], columns: int) -> Encoded:
    """Return cells (height, width, n) on one sheet, like `montage`: grey where off, transparent elsewhere."""
    levels = _laid_out(np.where(off, FIRST, EMPTY).astype(np.uint8), columns)
    opacity = np.array([0, GAP_OPACITY, 255], np.uint8)[levels]
    grey = np.full_like(opacity, NEUTRAL[0])
    return _encode(Image.fromarray(np.dstack([grey, opacity])), "PNG", compress_level=1)


def montage(maps: Array, columns: int, limit: float | None = None, colours: Colours = "layer") -> Encoded:
    """Return maps (height, width, n) on one sheet, row by row, with thin lines between, on one colour scale.

    Args:
        maps: Finite numbers.
        columns: The number of maps in a row.
        limit: The absolute value from which on the colour is full; by default `reach(maps)`.
        colours: A key of `MAP_SCALES`, or "weights".

    >>> sheet = montage(np.ones((3, 3, 5), np.float32), columns=2)
    >>> sheet.width, sheet.height
    (7, 11)
    """
    levels = _levels(maps, reach(maps) if limit is None else limit)
    return _coloured(_laid_out(levels, columns), colours)


def _laid_out(levels: npt.NDArray[np.uint8], columns: int) -> npt.NDArray[np.uint8]:
    """Return levels (height, width, n) as one array, row by row, with lines between."""
    height, width, n = levels.shape
    rows = -(-n // columns)
    cells = np.full((rows * columns, height + 1, width + 1), GAP, np.uint8)
    cells[:n, :height, :width] = levels.transpose(2, 0, 1)
    cells[n:] = EMPTY
    grid = cells.reshape(rows, columns, height + 1, width + 1).swapaxes(1, 2)
    return grid.reshape(rows * (height + 1), columns * (width + 1))[:-1, :-1]


def tiles(images: npt.NDArray[np.uint8], columns: int) -> Encoded:
    """Return pictures (n, height, width[, 3]) on one sheet, row by row, without gaps or scaling."""
    n, height, width, *channels = images.shape
    rows = -(-n // columns)
    cells = np.zeros((rows * columns, height, width, *channels), np.uint8)
    cells[:n] = images
    grid = cells.reshape(rows, columns, height, width, *channels).swapaxes(1, 2)
    sheet = grid.reshape(rows * height, columns * width, *channels)
    return _encode(Image.fromarray(sheet), "PNG", compress_level=1)


def _levels(values: Array, limit: float) -> npt.NDArray[np.uint8]:
    """Return the levels of values from -limit to limit, from `FIRST` on."""
    return map_colours.levels(values, limit) + np.uint8(FIRST)


@cache
def _palette(colours: Colours) -> tuple[bytes, bytes]:
    """Return the colours of the levels and their opacities.

    Raises:
        ValueError: If these colours have no levels.
    """
    if colours == "weights":
        steps = np.arange(-MAP_STEPS, MAP_STEPS + 1)
        rgb = np.where(steps[:, np.newaxis] < 0, NEGATIVE, POSITIVE).astype(np.uint8)
        opacity = np.rint(np.abs(steps) * (255 / MAP_STEPS)).astype(np.uint8)
    elif colours in MAP_SCALES:
        rgb = map_colours.table(colours)
        opacity = np.full(len(rgb), 255, np.uint8)
    else:
        raise ValueError(f"Signed values are shown as weights or as a feature map. Received: {colours!r}")
    return bytes([0, 0, 0, *NEUTRAL, *rgb.ravel()]), bytes([0, GAP_OPACITY, *opacity])


def _coloured(levels: npt.NDArray[np.uint8], colours: Colours) -> Encoded:
    palette, opacity = _palette(colours)
    picture = Image.fromarray(levels)
    picture.putpalette(palette)
    return _encode(picture, "PNG", compress_level=1, transparency=opacity)


def _encode(picture: Image.Image, kind: str, **settings: object) -> Encoded:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **settings)
    return Encoded(buffer.getvalue(), f"image/{kind.lower()}", picture.width, picture.height)
