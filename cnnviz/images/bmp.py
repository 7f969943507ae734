"""Decode BMP files as browsers do, which Pillow does for the common kinds only.

Source: Microsoft, "Bitmap Storage" (BITMAPINFOHEADER, BITMAPV5HEADER); J. Summers, bmpsuite.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnviz.images import bmp_runs, headers
from cnnviz.images.raster import Raster

_PLAIN, _RLE8, _RLE4, _FIELDS, _JPEG, _PNG, _FIELDS_WITH_ALPHA = range(7)
_V4 = 108  # of the header; from here on, plain pixels of 32 bits have alpha if it has a mask
_HEADER_SIZES = frozenset((12, 16, 40, 52, 56, 64, 108, 124))
_OS2 = 64  # of the header; compressions 3 and 4 mean other things there
_EMBEDDED_PROFILE = int.from_bytes(b"MBED")
#: What Pillow calls the layout of a row, by bits per pixel.
_RAW_MODES = {1: "P;1", 2: "P;2", 4: "P;4", 8: "P", 24: "BGR"}
_INNER = {_JPEG: "JPEG", _PNG: "PNG"}
_MASKS = {16: (0x7C00, 0x3E0, 0x1F), 32: (0xFF0000, 0xFF00, 0xFF)}
_BAND = 1 << 20  # pixels that are unpacked at a time


@dataclass(frozen=True)
class _Header:
    """What a BMP file says of itself; `stride` is the number of bytes of a row."""

    size: tuple[int, int]
    is_top_down: bool
    bits: int
    compression: int
    masks: tuple[int, ...]
    palette: NDArray[np.uint8]
    start: int
    profile: bytes | None

    @property
    def stride(self) -> int:
        return (self.size[0] * self.bits + 31) // 32 * 4


def decode(data: bytes) -> Raster:
    """Return the picture of a BMP file.

    Args:
        data: A complete file.

    Raises:
        ImageError: If it has too many pixels, or is of a kind that is not read.
        ValueError: If it is damaged.
    """
    header = _header(data)
    headers.check_size(header.size)
    return Raster(_image(data, header), header.size, header.profile)


def _header(data: bytes) -> _Header:
    start, length = struct.unpack_from("<I", data, 10)[0], struct.unpack_from("<I", data, 14)[0]
    if length not in _HEADER_SIZES or len(data) < 14 + length:
        raise ValueError(f"a BMP header of {length} bytes")
    fields = data[14 : 14 + length].ljust(124, b"\0")
    if length == 12:
        width, height, _, bits = struct.unpack_from("<4H", fields, 4)
        compression = colours = 0
    else:
        width, height, _, bits, compression = struct.unpack_from("<iiHHI", fields, 4)
        colours = struct.unpack_from("<I", fields, 32)[0]
    if width <= 0 or height == 0:
        raise ValueError(f"a BMP of {width} x {height} pixels")
    _check_kind(bits, compression, length)
    masks, masks_length = _masks(data, fields, length, bits, compression)
    palette_start = 14 + length + masks_length
    n_colours = min(colours or 1 << bits, 1 << bits) if bits <= 8 else 0
    palette = _palette(data[palette_start:start], n_colours, 3 if length == 12 else 4)
    return _Header(
        (width, abs(height)),
        height < 0,
        bits,
        compression,
        masks,
        palette,
        start,
        _profile(data, fields),
    )


def _check_kind(bits: int, compression: int, length: int) -> None:
    """Refuse what is not read, and say what it is."""
    if length == _OS2 and compression in (_FIELDS, _JPEG):
        raise headers.unread("This BMP file is compressed as in OS/2")
    if compression in (_JPEG, _PNG):
        raise headers.unread(f"This BMP file holds a picture in the {_INNER[compression]} format")
    known = {
        _PLAIN: (*_RAW_MODES, *_MASKS),
        _RLE8: (8,),
        _RLE4: (4,),
        _FIELDS: (16, 32),
        _FIELDS_WITH_ALPHA: (16, 32),
    }
    if compression not in known:
        raise headers.unread(f"This BMP file has the unusual compression {compression}")
    if bits not in known[compression]:
        raise headers.unread(f"This BMP file has {bits} bits per pixel")


def _masks(
    data: bytes, fields: bytes, length: int, bits: int, compression: int
) -> tuple[tuple[int, ...], int]:
    """Return the masks of red, green, blue and alpha, and how many bytes they take after the header."""
    if compression == _PLAIN:
        colours = _MASKS.get(bits, (0, 0, 0))
        has_alpha = bits == 32 and length >= _V4 and any(fields[52:56])
        return (*colours, 0xFF000000 if has_alpha else 0), 0
    if compression not in (_FIELDS, _FIELDS_WITH_ALPHA):
        return (0, 0, 0, 0), 0
    if length >= 52:
        masks = struct.unpack_from("<4I", fields, 40)
        return (masks if length >= 56 else (*masks[:3], 0)), 0
    n_masks = 4 if compression == _FIELDS_WITH_ALPHA else 3
    masks = struct.unpack_from(f"<{n_masks}I", data, 14 + length)
    return (*masks, 0)[:4], 4 * n_masks


def _palette(data: bytes, n_colours: int, width: int) -> NDArray[np.uint8]:
    """Return the palette, (256, 3) uint8; colours that the file does not have are black."""
    palette = np.zeros((256, 3), np.uint8)
    n_colours = min(n_colours, len(data) // width)
    entries = np.frombuffer(data, np.uint8, n_colours * width).reshape(n_colours, width)
    palette[:n_colours] = entries[:, 2::-1]
    return palette


def _profile(data: bytes, fields: bytes) -> bytes | None:
    """Return the ICC profile of a file with a V5 header."""
    colour_space, start, length = (struct.unpack_from("<I", fields, at)[0] for at in (56, 112, 116))
    return data[14 + start :][:length] if colour_space == _EMBEDDED_PROFILE else None


def _image(data: bytes, header: _Header) -> Image.Image:
    if header.compression in (_RLE4, _RLE8):
        return _from_runs(data, header)
    end = header.start + header.stride * header.size[1]
    if end - len(data) > header.stride - (header.size[0] * header.bits + 7) // 8:
        raise ValueError("the BMP file ends before its last row")
    rows = data[header.start : end].ljust(end - header.start, b"\0")
    if header.bits in _RAW_MODES:
        mode = "RGB" if header.bits == 24 else "P"
        layout = (_RAW_MODES[header.bits], header.stride, 1 if header.is_top_down else -1)
        image = Image.frombytes(mode, header.size, rows, "raw", *layout)
        if mode == "P":
            image.putpalette(header.palette.tobytes())
        return image
    return _from_fields(rows, header)


def _from_runs(data: bytes, header: _Header) -> Image.Image:
    indices, is_set = bmp_runs.decode(
        data[header.start :], header.size, has_nibbles=header.compression == _RLE4
    )
    order = slice(None) if header.is_top_down else slice(None, None, -1)
    image = Image.fromarray(indices[order])
    image.putpalette(header.palette.tobytes())
    if not is_set.all():
        image = image.convert("RGBA")
        image.putalpha(Image.fromarray(is_set[order].view(np.uint8) * np.uint8(255)))
    return image


def _from_fields(rows: bytes, header: _Header) -> Image.Image:
    """Return the picture whose pixels are bit fields, RGB, or RGBA if there is a mask of alpha."""
    width, height = header.size
    pixels = np.frombuffer(rows, f"<u{header.bits // 8}").reshape(height, -1)[:, :width]
    if not header.is_top_down:
        pixels = pixels[::-1]
    image = Image.new("RGBA" if header.masks[3] else "RGB", header.size)
    step = max(1, _BAND // width)
    for top in range(0, height, step):
        band = pixels[top : top + step]
        fields = [_field(band, mask) for mask in header.masks[: len(image.getbands())]]
        image.paste(Image.fromarray(np.stack(fields, axis=-1)), (0, top))
    return image


def _field(pixels: NDArray[np.unsignedinteger], mask: int) -> NDArray[np.uint8]:
    """Return the part of the pixels under a mask, scaled to 0 ... 255."""
    if not mask:
        return np.zeros(pixels.shape, np.uint8)
    shift = (mask & -mask).bit_length() - 1
    top = mask >> shift
    values = (pixels & mask) >> shift
    if top > 255:
        return (values >> (top.bit_length() - 8)).astype(np.uint8)
    return ((values.astype(np.uint16) * 255 + top // 2) // top).astype(np.uint8)
