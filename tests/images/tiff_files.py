"""TIFF files of any type of numbers, in strips or tiles, compressed or not."""

import lzma
import struct
import zlib
from typing import Any

import numpy as np

WHITE_IS_0, BLACK_IS_0, RGB, CIELAB, ICCLAB = 0, 1, 2, 8, 9
_FORMATS = {"u": 1, "i": 2, "f": 3}
_COMPRESSED: dict[int, Any] = {
    1: bytes,
    8: zlib.compress,
    34925: lambda content: lzma.compress(content, format=lzma.FORMAT_XZ),
}


def tiff(
    values,
    *,
    photometric=None,
    compression=1,
    order="<",
    rows=None,
    tile=None,
    planar=False,
    predictor=1,
    extra=(),
    bits=None,
    contents=None,
    tags=None,
):
    """A TIFF file with numbers (height, width) or (height, width, channels).

    `rows` are those of a strip, `tile` is the side of a tile, `bits` packs unsigned numbers, `contents` are
    the segments themselves, and `tags` are further ones, each (type, *numbers).
    """
    values = np.asarray(values)
    values = values[..., None] if values.ndim == 2 else values
    height, width, channels = values.shape
    if contents is None:
        planes = np.moveaxis(values, -1, 0)[..., None] if planar else [values]
        segments = [part for plane in planes for part in _segments(plane, rows or height, tile)]
        stored = [_bytes(part, order, compression, predictor, bits) for part in segments]
        contents = [_COMPRESSED[compression](content) for content in stored]
    whole = {
        256: (4, width),
        257: (4, height),
        258: (3, *[bits or values.dtype.itemsize * 8] * channels),
        259: (3, compression),
        262: (3, (RGB if channels >= 3 else BLACK_IS_0) if photometric is None else photometric),
        277: (3, channels),
        284: (3, 2 if planar else 1),
        317: (3, predictor),
        339: (3, *[_FORMATS[values.dtype.kind]] * channels),
    }
    if extra:
        whole[338] = (3, *extra)
    if tile:
        whole |= {322: (4, tile), 323: (4, tile)}
    else:
        whole[278] = (4, rows or height)
    return _file(whole | (tags or {}), contents, order, is_tiled=bool(tile))


def _segments(plane, rows, tile):
    """The strips or tiles of a picture; tiles go beyond its edge."""
    if not tile:
        return [plane[top : top + rows] for top in range(0, len(plane), rows)]
    height, width, _ = plane.shape
    whole = np.pad(plane, ((0, -height % tile), (0, -width % tile), (0, 0)))
    return [
        whole[top : top + tile, left : left + tile]
        for top in range(0, height, tile)
        for left in range(0, width, tile)
    ]


def _bytes(part, order, compression, predictor, bits):
    part = np.ascontiguousarray(part)
    if bits is not None:
        ones = part.reshape(len(part), -1, 1) >> np.arange(bits)[::-1] & 1
        return b"".join(np.packbits(row.astype(np.uint8).ravel()).tobytes() for row in ones)
    if predictor == 3 and compression != 1:
        planes = part.astype(part.dtype.newbyteorder(">")).reshape(len(part), -1, 1).view(np.uint8)
        sorted_ = np.moveaxis(planes, 1, 2).reshape(len(part), -1, part.shape[-1])
        return np.diff(sorted_, axis=1, prepend=np.zeros_like(sorted_[:, :1])).tobytes()
    if predictor == 2 and compression != 1:  # else writers leave it out, and readers ignore it
        part = part.view(f"u{part.itemsize}")
        part = np.diff(part, axis=1, prepend=np.zeros_like(part[:, :1]))
    return part.astype(part.dtype.newbyteorder(order)).tobytes()


def _file(tags, contents, order, *, is_tiled):
    types = {1: "B", 3: "H", 4: "I"}
    offsets, counts = (324, 325) if is_tiled else (273, 279)

    def laid(places):
        entries = tags | {offsets: (4, *places), counts: (4, *map(len, contents))}
        end = 8 + 2 + 12 * len(entries) + 4
        directory, more = b"", b""
        for tag, (kind, *numbers) in sorted(entries.items()):
            packed = struct.pack(f"{order}{len(numbers)}{types[kind]}", *numbers)
            value = packed.ljust(4, b"\0")
            if len(packed) > 4:
                value = struct.pack(f"{order}I", end + len(more))
                more += packed + bytes(len(packed) % 2)
            directory += struct.pack(f"{order}HHI", tag, kind, len(numbers)) + value
        head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HIH", 42, 8, len(entries))
        return head + directory + bytes(4) + more

    start = len(laid([0] * len(contents)))
    places = np.cumsum([start, *map(len, contents)])[:-1].tolist()
    return laid(places) + b"".join(contents)
