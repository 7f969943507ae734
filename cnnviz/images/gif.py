"""Decode the first frame of GIF files as browsers do."""

from __future__ import annotations

import io
import struct

from PIL import GifImagePlugin, Image

from cnnviz.images import headers
from cnnviz.images.raster import Raster


def decode(data: bytes) -> Raster:
    """Return the first frame of a GIF file; where it does not cover its canvas, it is transparent.

    Args:
        data: A complete file, animated or not.

    Raises:
        ImageError: If it has too many pixels.
        ValueError: If it is damaged; Pillow also raises OSError and SyntaxError.
    """
    headers.check_size(_size(data))
    opened = GifImagePlugin.GifImageFile(io.BytesIO(data))
    (tile,) = opened.tile
    opened.load()
    left, top, right, bottom = tile.extents or (0, 0, *opened.size)
    if (left, top, right, bottom) == (0, 0, *opened.size):
        return Raster(opened, opened.size)
    frame = opened.crop((left, top, right, bottom)).convert("RGBA")
    whole = Image.new("RGBA", opened.size)
    whole.paste(frame, (left, top))
    return Raster(whole, opened.size)


def _size(data: bytes) -> tuple[int, int]:
    """Return the size of the canvas; a first frame that goes beyond it makes it larger, as in browsers.

    Source: CompuServe, Graphics Interchange Format, Version 89a.
    """
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position = 13 + (3 << (flags & 7) + 1 if flags & 128 else 0)
    while data[position : position + 1] == b"!":  # an extension: its label, then blocks up to an empty one
        position += 2
        while position < len(data) and data[position]:
            position += 1 + data[position]
        position += 1
    if data[position : position + 1] == b",":
        left, top, frame_width, frame_height = struct.unpack_from("<4H", data, position + 1)
        width, height = max(width, left + frame_width), max(height, top + frame_height)
    return width, height
