"""Read the chunks of a PNG file: the frame that a browser shows first, and its colours.

Source: W3C, Portable Network Graphics (PNG) Specification, Third Edition, which includes APNG.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cnnviz.images import icc

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NEEDED = (b"PLTE", b"tRNS", b"eXIf")  # for the pixels and the orientation
_MAX_PROFILE = 16_000_000
_GAMMA_OF_SRGB = 0.45455
_NEARLY = 0.05  # as in libpng: a gamma that differs by less is sRGB's

#: What a cICP chunk means by its numbers; high dynamic range is not among them.
_PRIMARIES = {1: icc.SRGB, 9: icc.BT2020, 12: icc.DISPLAY_P3}
_CURVES = dict.fromkeys((1, 6, 14, 15), icc.BT709_CURVE) | {8: (1.0,), 13: icc.SRGB_CURVE}


class _Chunk(NamedTuple):
    name: bytes
    content: memoryview
    whole: memoryview
    """With its length, name and checksum."""


class _Frame(NamedTuple):
    """The first frame of an animation: its size, its place on the canvas, its compressed pixels."""

    size: tuple[int, int]
    place: tuple[int, int]
    content: list[memoryview]


@dataclass(frozen=True, eq=False)
class Still:
    """The one picture of a PNG file that is shown.

    Attributes:
        file: A PNG file with nothing but this picture.
        size: (width, height) of the canvas.
        frame_size: (width, height) of the picture.
        place: Column and row of the picture on the canvas.
        depth: The bits per value: 1, 2, 4, 8 or 16.
        significant_bits: The bits per value that count by the file's sBIT; `depth` if it does not say.
        profile: The ICC profile of the colours; None is sRGB.
    """

    file: bytes
    size: tuple[int, int]
    frame_size: tuple[int, int]
    place: tuple[int, int]
    depth: int
    significant_bits: int
    profile: bytes | None


def still(data: bytes) -> Still:
    """Return the picture of a PNG file that a browser shows first.

    That is the default image, or the first frame of an animation that the default image is no part of.

    Args:
        data: A complete PNG file, animated or not.

    Raises:
        ValueError: If it has no header or no pixels.
    """
    chunks = list(_chunks(data))
    if not chunks or chunks[0].name != b"IHDR" or len(chunks[0].content) != 13:
        raise ValueError("a PNG file without a header")
    header, content = bytes(chunks[0].content), [c.whole for c in chunks if c.name == b"IDAT"]
    first_pixels = next((n for n, chunk in enumerate(chunks) if chunk.name == b"IDAT"), None)
    if first_pixels is None:
        raise ValueError("a PNG file without pixels")
    before = _by_name(chunks[:first_pixels])
    size, depth = struct.unpack_from(">II", header), header[8]
    frame = _first_frame(chunks, size) if _hides_default(before) else None
    head = chunks[0].whole
    if frame is not None:
        head = memoryview(_written(b"IHDR", struct.pack(">II", *frame.size) + header[8:]))
        content = [memoryview(_written(b"IDAT", b"".join(frame.content)))]
    needed = [chunk.whole for name, chunk in _by_name(chunks).items() if name in _NEEDED]
    return Still(
        b"".join((_SIGNATURE, head, *needed, *content, _written(b"IEND", b""))),
        size,
        size if frame is None else frame.size,
        (0, 0) if frame is None else frame.place,
        depth,
        _significant_bits(before, depth),
        _profile(before),
    )


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """Yield the chunks up to the end; as in browsers, those that only add something must be intact."""
    view, position = memoryview(data), len(_SIGNATURE)
    while position + 12 <= len(data):
        length = int.from_bytes(view[position : position + 4])
        chunk = _Chunk(
            bytes(view[position + 4 : position + 8]),
            view[position + 8 : position + 8 + length],
            view[position : position + 12 + length],
        )
        if len(chunk.whole) == 12 + length or chunk.name == b"IDAT":
            is_optional = chunk.name[:1].islower()
            if not is_optional or zlib.crc32(chunk.whole[4:-4]) == int.from_bytes(chunk.whole[-4:]):
                yield chunk
        if chunk.name == b"IEND":
            return
        position += 12 + length


def _by_name(chunks: list[_Chunk]) -> dict[bytes, _Chunk]:
    """Return the first chunk of each name."""
    return {chunk.name: chunk for chunk in reversed(chunks)}


def _written(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _hides_default(before: dict[bytes, _Chunk]) -> bool:
    """Return whether there is an animation that the default image is no part of."""
    control = before.get(b"acTL")
    return control is not None and any(control.content[:4]) and b"fcTL" not in before


def _first_frame(chunks: list[_Chunk], canvas: tuple[int, int]) -> _Frame | None:
    """Return the first frame of an animation, or None if it has no valid one."""
    controls = [n for n, chunk in enumerate(chunks) if chunk.name == b"fcTL"]
    if not controls or len(chunks[controls[0]].content) != 26:
        return None
    end = controls[1] if len(controls) > 1 else len(chunks)
    content = [chunk.content[4:] for chunk in chunks[controls[0] : end] if chunk.name == b"fdAT"]
    width, height, left, top = struct.unpack_from(">4I", chunks[controls[0]].content, 4)
    if not content or not width or not height or left + width > canvas[0] or top + height > canvas[1]:
        return None
    return _Frame((width, height), (left, top), content)


def _significant_bits(before: dict[bytes, _Chunk], depth: int) -> int:
    chunk = before.get(b"sBIT")
    return min(max(chunk.content, default=depth), depth) or depth if chunk else depth


def _profile(before: dict[bytes, _Chunk]) -> bytes | None:
    """Return the profile of the first of cICP, iCCP, sRGB, and gAMA with cHRM, that is valid."""
    if (chunk := before.get(b"cICP")) and len(chunk.content) == 4:
        primaries, curve, matrix, is_full_range = chunk.content
        if primaries in _PRIMARIES and curve in _CURVES and not matrix and is_full_range:
            return icc.profile(_PRIMARIES[primaries], _CURVES[curve])
    if (chunk := before.get(b"iCCP")) and (found := _inflated(bytes(chunk.content))):
        return found
    if (chunk := before.get(b"sRGB")) and len(chunk.content) == 1 and chunk.content[0] < 4:
        return None
    return _profile_of_gamma(before)


def _inflated(content: bytes) -> bytes | None:
    """Return the profile of an iCCP chunk, or None if it is broken or too large."""
    _, _, compressed = content.partition(b"\0")
    stream = zlib.decompressobj()
    try:
        found = stream.decompress(compressed[1:], _MAX_PROFILE)
    except zlib.error:
        return None
    return found if stream.eof and found[36:40] == b"acsp" else None


def _profile_of_gamma(before: dict[bytes, _Chunk]) -> bytes | None:
    chunk, colours = before.get(b"gAMA"), before.get(b"cHRM")
    if chunk is None or len(chunk.content) != 4 or not any(chunk.content):
        return None
    gamma = int.from_bytes(chunk.content) / 100_000
    curve = (min(1 / gamma, 30_000.0),)
    if colours is not None and len(colours.content) == 32:
        chromaticities = [number / 100_000 for number in struct.unpack(">8I", colours.content)]
        return icc.profile(chromaticities, curve)
    return None if abs(gamma / _GAMMA_OF_SRGB - 1) < _NEARLY else icc.profile(icc.SRGB, curve)
