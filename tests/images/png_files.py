"""PNG files with the written numbers and chunks, still and animated."""

import struct
import zlib

import numpy as np

from tests.images.files import png_chunk

GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
SRGB = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
DISPLAY_P3 = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)


def picture(values, *chunks, kind=GREY, depth=8):
    """A PNG file with numbers (height, width) or (height, width, channels), and chunks before its pixels."""
    values = np.asarray(values)
    return _file(values.shape[1::-1], kind, depth, *chunks, png_chunk(b"IDAT", _compressed(values, depth)))


def _file(size, kind, depth, *chunks):
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, kind, 0, 0, 0))
    return b"".join((b"\x89PNG\r\n\x1a\n", header, *chunks, png_chunk(b"IEND")))


def _compressed(values, depth):
    whole = values.astype(">u2" if depth == 16 else np.uint8)
    return zlib.compress(b"".join(b"\0" + row.tobytes() for row in whole))


def gamma(value):
    return png_chunk(b"gAMA", struct.pack(">I", round(value * 100_000)))


def chromaticities(values):
    return png_chunk(b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in values)))


def srgb(intent=0):
    return png_chunk(b"sRGB", bytes([intent]))


def icc(profile):
    return png_chunk(b"iCCP", b"a\0\0" + zlib.compress(profile))


def coding(primaries, curve, matrix=0, full_range=1):
    return png_chunk(b"cICP", bytes([primaries, curve, matrix, full_range]))


def palette(*colours, alpha=b""):
    return png_chunk(b"PLTE", bytes(np.ravel(colours).tolist())) + (
        png_chunk(b"tRNS", alpha) if alpha else b""
    )


def animation(default, frames, *, hidden, place=(0, 0), n_frames=None, order=None):
    """An APNG file of RGB frames; with `hidden` the default image is none of them."""
    default, frames = np.asarray(default), [np.asarray(frame) for frame in frames]
    control = struct.pack(">II", len(frames) if n_frames is None else n_frames, 0)
    numbers = iter(range(100) if order is None else order)
    parts = [png_chunk(b"acTL", control)]
    if not hidden:
        parts.append(_frame_control(next(numbers), default, (0, 0)))
    parts.append(png_chunk(b"IDAT", _compressed(default, 8)))
    for frame in frames:
        parts.append(_frame_control(next(numbers), frame, place))
        parts.append(png_chunk(b"fdAT", struct.pack(">I", next(numbers)) + _compressed(frame, 8)))
    return _file(default.shape[1::-1], RGB, 8, *parts)


def _frame_control(number, frame, place):
    height, width = frame.shape[:2]
    return png_chunk(b"fcTL", struct.pack(">5I2H2B", number, width, height, *place, 1, 10, 0, 0))


def flat(colour, height=4, width=4):
    return np.full((height, width, 3), colour, np.uint8)
