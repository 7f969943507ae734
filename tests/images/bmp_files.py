"""BMP files of every kind of header, with the written pixels."""

import struct

import numpy as np


def rows(values, bits):
    """The bytes of rows of numbers, (height, width), each padded to a multiple of four bytes."""
    content = b""
    for row in np.asarray(values):
        if bits >= 16:
            packed = row.astype(f"<u{bits // 8}").tobytes()
        else:
            ones = row[:, None] >> np.arange(bits)[::-1] & 1
            packed = np.packbits(ones.astype(np.uint8).ravel()).tobytes()
        content += packed + bytes(-len(packed) % 4)
    return content


def rgb_rows(values):
    """The bytes of rows of colours, (height, width, 3), as 24 bits."""
    content = b""
    for row in np.asarray(values, np.uint8):
        packed = row[:, ::-1].tobytes()
        content += packed + bytes(-len(packed) % 4)
    return content


def palette(colours, width=4):
    """The bytes of colours (n, 3), red first."""
    return b"".join(bytes([blue, green, red, 0])[:width] for red, green, blue in np.asarray(colours).tolist())


def bmp(size, bits, content, *, compression=0, header=40, masks=(), used=0, colours=b"", profile=b""):
    """A BMP file; a negative height is a picture that begins at its top."""
    width, height = size
    fields = bytearray(header)
    if header == 12:
        fields[:] = struct.pack("<I4H", 12, width, height, 1, bits)
    else:
        fields[:40] = struct.pack(
            "<IiiHHIIiiII", header, width, height, 1, bits, compression, len(content), 0, 0, used, 0
        )
    if header > 40:
        fields[40:56] = struct.pack("<4I", *(*masks, 0, 0, 0, 0)[:4])[: header - 40]
    start = 14 + header + len(colours) + (4 * len(masks) if header == 40 else 0)
    if profile:
        fields[56:60] = b"DEBM"  # "MBED", the least significant byte first
        fields[112:120] = struct.pack("<II", start - 14 + len(content), len(profile))
    if header == 40:
        fields += struct.pack(f"<{len(masks)}I", *masks)
    total = start + len(content) + len(profile)
    head = struct.pack("<2sIHHI", b"BM", total, 0, 0, start)
    return b"".join((head, bytes(fields), colours, content, profile))
