"""Read the numbers of a TIFF file in bands, whatever their type.

Pillow decompresses each band as if it were a grey picture of bytes, so any type, any number of channels and
every compression of its libtiff can be read. The predictor is undone here.

Source: Adobe, TIFF Revision 6.0, "Differencing Predictor"; Photoshop TIFF Technical Note 3 for floats.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PIL import Image, TiffImagePlugin

from cnnviz.errors import ImageError
from cnnviz.images.numbers import Array
from cnnviz.images.tiff_layout import Layout

COMPRESSIONS = frozenset((1, 5, 8, 32773, 32946, 34925, 50000))
_NONE, _HORIZONTAL, _FLOATING = 1, 2, 3
_BAND = 1 << 22  # bytes that are worked on at a time
_MAX_MEGABYTES = 400
_MAX_SEGMENT = 160_000_000  # bytes that a row of segments may become; Pillow refuses not many more


def bands(data: bytes, layout: Layout, side: int) -> Iterator[Array]:
    """Yield the numbers from top to bottom.

    Args:
        data: A complete TIFF file.
        layout: Its layout, with one of `COMPRESSIONS` and numbers of one type.
        side: Each band but the last has a multiple of so many rows.

    Yields:
        Arrays (rows, width, channels) of the file's type, in this machine's byte order.

    Raises:
        ImageError: If there are too many numbers, or a strip or tile is too large.
        ValueError: If the file is damaged; Pillow also raises OSError.
    """
    n_megabytes = layout.size[0] * layout.size[1] * sum(layout.bits) // 8_000_000
    if n_megabytes > _MAX_MEGABYTES:
        raise ImageError(
            f"The picture holds {n_megabytes:,} MB of numbers. "
            f"At most {_MAX_MEGABYTES} MB can be read, so make it smaller first."
        )
    rest: list[Array] = []
    for part in _rows_of_segments(data, layout):
        rest.append(part)
        n_rows = sum(map(len, rest))
        if n_rows >= side:
            joined = rest[0] if len(rest) == 1 else np.concatenate(rest)
            whole = n_rows // side * side
            yield joined[:whole]
            rest = [joined[whole:]] if whole < n_rows else []
    if rest:
        yield np.concatenate(rest)


def _rows_of_segments(data: bytes, layout: Layout) -> Iterator[Array]:
    """Yield the numbers of whole rows, as many as fill a band."""
    width, height = layout.size
    across = -(-width // layout.segment_size[0])
    down = -(-height // layout.segment_size[1])
    n_planes = layout.n_channels if layout.is_planar else 1
    if len(layout.offsets) < across * down * n_planes or len(layout.counts) < across * down * n_planes:
        raise ValueError("a TIFF file without all of its strips or tiles")
    row_bytes = _row_bytes(layout, across)
    if down == 1 and layout.compression == 1 and not layout.is_tiled:
        layout = _in_short_strips(layout, row_bytes)
        down = -(-height // layout.segment_size[1])
    if row_bytes * layout.segment_size[1] > _MAX_SEGMENT:
        raise ImageError(
            f"The picture is stored in parts of {row_bytes * layout.segment_size[1] // 10**6} MB. "
            "That is too much to read. Save it again in an image program, for example as PNG."
        )
    at_a_time = 1 if layout.is_tiled else max(1, _BAND // row_bytes // layout.segment_size[1])
    for first in range(0, down, at_a_time):
        last = min(first + at_a_time, down)
        top = first * layout.segment_size[1]
        n_rows = min(last * layout.segment_size[1], height) - top
        planes = []
        for plane in range(n_planes):
            start = (plane * down + first) * across
            segments = range(start, start + (last - first) * across)
            planes.append(_decompressed(data, layout, segments, row_bytes, n_rows))
        step = max(1, _BAND // row_bytes)
        for row in range(0, n_rows, step):
            box = (0, row, row_bytes, min(row + step, n_rows))
            parts = [_numbers(np.asarray(plane.crop(box)), layout, across)[:, :width] for plane in planes]
            yield parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)


def _in_short_strips(layout: Layout, row_bytes: int) -> Layout:
    """Return the layout with each strip of all rows, not compressed, as many that fill a band."""
    rows = max(1, _BAND // row_bytes)
    starts = range(0, layout.size[1] * row_bytes, rows * row_bytes)
    strips = [
        (offset + start, min(rows * row_bytes, max(count - start, 0)))
        for offset, count in zip(layout.offsets, layout.counts, strict=False)
        for start in starts
    ]
    offsets, counts = zip(*strips, strict=True)
    return replace(layout, segment_size=(layout.size[0], rows), offsets=offsets, counts=counts)


def _row_bytes(layout: Layout, across: int) -> int:
    """Return the number of bytes of a row of segments, of one plane."""
    channels = 1 if layout.is_planar else layout.n_channels
    return across * -(-layout.segment_size[0] * channels * layout.bits[0] // 8)


def _decompressed(data: bytes, layout: Layout, segments: range, row_bytes: int, n_rows: int) -> Image.Image:
    """Return the bytes of neighbouring segments as a grey picture (n_rows, row_bytes)."""
    contents = [data[layout.offsets[n] : layout.offsets[n] + layout.counts[n]] for n in segments]
    width, height = layout.segment_size
    tags = {256: row_bytes, 257: n_rows, 258: 8, 259: layout.compression}
    tags |= {262: 1, 266: layout.fill_order, 277: 1}
    if layout.is_tiled:
        tags |= {322: row_bytes // -(-layout.size[0] // width), 323: height}
        offsets, counts = 324, 325
    else:
        tags[278] = height
        offsets, counts = 273, 279
    opened = TiffImagePlugin.TiffImageFile(io.BytesIO(_tiff(tags, offsets, counts, contents)))
    opened.load()
    return opened


def _tiff(tags: dict[int, int], offsets: int, counts: int, contents: list[bytes]) -> bytes:
    """Return a TIFF file with these tags and segments."""
    n_entries, n_parts = len(tags) + 2, len(contents)
    tables = 8 + 2 + 12 * n_entries + 4
    places = np.cumsum([tables + 8 * n_parts, *map(len, contents)])[:-1].tolist()
    lists = {offsets: (places, tables), counts: ([*map(len, contents)], tables + 4 * n_parts)}
    entries = {tag: struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items()}
    for tag, (values, at) in lists.items():
        entries[tag] = struct.pack("<HHII", tag, 4, n_parts, values[0] if n_parts == 1 else at)
    directory = b"".join(entries[tag] for tag in sorted(entries))
    numbers = b"".join(struct.pack(f"<{n_parts}I", *values) for values, _ in lists.values())
    head = struct.pack("<2sHIH", b"II", 42, 8, n_entries) + directory + bytes(4)
    return b"".join((head, numbers, *contents))


def _numbers(rows: Array, layout: Layout, across: int) -> Array:
    """Return rows of bytes as numbers, (rows, columns, channels), without the predictor."""
    channels = 1 if layout.is_planar else layout.n_channels
    segments = np.ascontiguousarray(rows).reshape(len(rows) * across, -1)
    dtype = layout.dtype
    if dtype is None:
        values = _unpacked(segments, layout.bits[0])[:, : layout.segment_size[0] * channels]
    elif layout.predictor == _FLOATING:
        values = _from_differences_of_bytes(segments, channels, dtype)
    else:
        values = segments.view(dtype).astype(dtype.newbyteorder("="))
        if layout.predictor == _HORIZONTAL:
            values = _from_differences(values, channels)
    return values.reshape(len(rows), -1, channels)


def _unpacked(rows: Array, bits: int) -> Array:
    """Return the numbers of `bits` bits that follow each other without a gap."""
    ones = np.unpackbits(rows, axis=1)
    ones = ones[:, : ones.shape[1] // bits * bits].reshape(len(rows), -1, bits)
    return ones @ (1 << np.arange(bits, dtype=np.uint16)[::-1])


def _from_differences(values: Array, channels: int) -> Array:
    whole = values.view(f"u{values.itemsize}").reshape(len(values), -1, channels)
    return np.cumsum(whole, axis=1, dtype=whole.dtype).view(values.dtype).reshape(values.shape)


def _from_differences_of_bytes(rows: Array, channels: int, dtype: np.dtype[np.generic]) -> Array:
    """Return floats whose bytes were sorted, the most significant ones first, and then subtracted."""
    summed = np.cumsum(rows.reshape(len(rows), -1, channels), axis=1, dtype=np.uint8)
    planes = summed.reshape(len(rows), dtype.itemsize, -1)
    values = np.ascontiguousarray(np.moveaxis(planes, 1, 2)).view(dtype.newbyteorder(">"))
    return values.astype(dtype.newbyteorder("=")).reshape(len(rows), -1)
