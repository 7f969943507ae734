"""GIF files whose first frame does not fill their canvas."""

import io
import struct

from PIL import Image

PALETTE = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))


def gif(canvas, *frames, background=0, transparent=None):
    """A GIF file with frames (left, top, width, height, index of the colour in `PALETTE`)."""
    colours = bytes(part for colour in PALETTE for part in colour)
    data = b"GIF89a" + struct.pack("<HHBBB", *canvas, 0x81, background, 0) + colours
    for left, top, width, height, index in frames:
        if transparent is not None:
            data += b"!\xf9\x04" + bytes([1, 0, 0, transparent, 0])
        data += b"," + struct.pack("<4HB", left, top, width, height, 0) + _compressed(width, height, index)
    return data + b";"


def _compressed(width, height, index):
    image = Image.new("P", (width, height), index)
    image.putpalette([part for colour in PALETTE for part in colour])
    file = io.BytesIO()
    image.save(file, "GIF", optimize=False)
    data = file.getvalue()
    start = data.index(b",", 13)
    flags = data[start + 9]
    return data[start + 10 + (3 << (flags & 7) + 1 if flags & 128 else 0) : -1]
