"""Pictures as files, made for the tests, and functions to read them."""

import io
import struct
import zlib

import numpy as np
from PIL import Image

LOSSLESS = {"PNG": {}, "BMP": {}, "TIFF": {}, "WEBP": {"lossless": True}}


FORMATS = LOSSLESS | {
    "GIF": {},
    "JPEG": {"quality": 95, "subsampling": 0},
    "HEIF": {"quality": 90},
    "AVIF": {"quality": 90},
}


def encoded(image, name="PNG", **options):
    if name == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    file = io.BytesIO()
    image.save(file, name, **options)
    return file.getvalue()


def from_bytes(values, mode="RGB"):
    """An image with the written numbers."""
    values = np.asarray(values, dtype=np.uint8)
    return Image.frombytes(mode, values.shape[1::-1], values.tobytes())


def levels(pixels):
    """The pixels as integers up to 255, after a check that they are integers."""
    assert pixels.dtype == np.float32
    assert pixels.ndim == 3
    assert pixels.shape[2] == 3
    whole = np.rint(pixels * 255)
    assert np.array_equal(whole.astype(np.float32) / np.float32(255), pixels)
    assert whole.min() >= 0
    assert whole.max() <= 255
    return whole.astype(int)


def greys(pixels):
    """The levels of a grey picture, as `(height, width)`."""
    whole = levels(pixels)
    assert (whole == whole[..., :1]).all()
    return whole[..., 0].tolist()


def photo(width=48, height=36):
    """Smooth and coloured, so that lossy formats preserve it."""
    y, x = np.mgrid[0:height, 0:width]
    rgb = np.stack((x * 255 // width, y * 255 // height, 255 - x * 128 // width), axis=-1)
    return Image.fromarray(rgb.astype(np.uint8))


def transparent_palette():
    image = from_bytes([[0, 1, 2]], "P")
    image.putpalette([10, 20, 30, 40, 50, 60, 70, 80, 90])
    return image


# Colour profiles ------------------------------------------------------------------------------------------

SRGB_TO_XYZ = [[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]]


P3_TO_XYZ = [[0.51512, 0.29198, 0.15710], [0.24120, 0.69225, 0.06657], [-0.00105, 0.04189, 0.78407]]


def fixed(*numbers):
    return struct.pack(f">{len(numbers)}i", *(round(n * 65_536) for n in numbers))


def matrix_profile(to_xyz):
    """An ICC profile with these primaries and sRGB's curve, as phones write it."""
    curve = (
        b"para"
        + bytes(4)
        + struct.pack(">HH", 3, 0)
        + fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    )
    text = b"mluc" + bytes(4) + struct.pack(">II2sHII", 1, 12, b"en", 0x5553, 2, 28) + b"\0P"
    columns = [b"XYZ " + bytes(4) + fixed(*column) for column in np.transpose(to_xyz)]
    white = b"XYZ " + bytes(4) + fixed(0.9642, 1, 0.8249)
    names = (b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"rTRC", b"gTRC", b"bTRC", b"desc", b"cprt")
    parts = [p + bytes(-len(p) % 4) for p in (*columns, white, curve, curve, curve, text, text)]
    starts = np.cumsum([132 + 12 * len(parts), *map(len, parts)])
    table = b"".join(
        n + struct.pack(">II", s, len(p)) for n, s, p in zip(names, starts[:-1], parts, strict=True)
    )
    header = struct.pack(">I4x4B4s4s4s12x4s28x", starts[-1], 4, 0, 0, 0, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    header += fixed(0.9642, 1, 0.8249) + bytes(128 - len(header) - 12)
    return header + struct.pack(">I", len(parts)) + table + b"".join(parts)


# What is refused ------------------------------------------------------------------------------------------


def png_chunk(name, content=b""):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(*chunks, size=(5, 5)):
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(bytes(30)))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + png_chunk(b"IEND")
