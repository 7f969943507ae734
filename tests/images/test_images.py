"""Pictures: every kind of file that can be read, and every kind of trick that is refused."""

import doctest
import importlib.util
import io
import struct
import subprocess
import sys
import threading
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageFile

from cnnviz import images
from cnnviz.images import ImageError, colour, headers, load_image, quiet, read

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
    """An image of the typed-out numbers."""
    values = np.asarray(values, dtype=np.uint8)
    return Image.frombytes(mode, values.shape[1::-1], values.tobytes())


def levels(pixels):
    """The pixels as whole numbers up to 255, after a check that they are whole."""
    assert pixels.dtype == np.float32
    assert pixels.ndim == 3
    assert pixels.shape[2] == 3
    whole = np.rint(pixels * 255)
    assert np.array_equal(whole.astype(np.float32) / np.float32(255), pixels)
    assert whole.min() >= 0
    assert whole.max() <= 255
    return whole.astype(int)


def greys(pixels):
    """The levels of a picture without colour, as `(height, width)`."""
    whole = levels(pixels)
    assert (whole == whole[..., :1]).all()
    return whole[..., 0].tolist()


def photo(width=48, height=36):
    """Smooth and coloured, so that lossy formats keep it."""
    y, x = np.mgrid[0:height, 0:width]
    rgb = np.stack((x * 255 // width, y * 255 // height, 255 - x * 128 // width), axis=-1)
    return Image.fromarray(rgb.astype(np.uint8))


# What is read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOSSLESS)
def test_lossless_pixels_are_the_very_ones(name):
    rgb = np.arange(4 * 5 * 3, dtype=np.uint8).reshape(4, 5, 3) * 4
    picture = read(encoded(Image.fromarray(rgb), name, **LOSSLESS[name]))
    assert np.array_equal(levels(picture.pixels), rgb)
    assert picture.original_size == (5, 4)
    assert not picture.was_shrunk


@pytest.mark.parametrize(
    ("name", "shown"), {"JPEG": "JPEG", "HEIF": "HEIC", "AVIF": "AVIF", "WEBP": "WebP"}.items()
)
def test_lossy_pixels_are_near(name, shown):
    picture = read(encoded(photo(), name, **FORMATS[name] | {"quality": 95, "lossless": False}))
    assert picture.format == shown
    assert np.abs(levels(picture.pixels) - np.asarray(photo(), dtype=int)).mean() < 4


def transparent_palette():
    image = from_bytes([[0, 1, 2]], "P")
    image.putpalette([10, 20, 30, 40, 50, 60, 70, 80, 90])
    return image


MODES = {
    "1": ("PNG", Image.frombytes("1", (8, 1), b"\xa5"), [[255, 0, 255, 0, 0, 255, 0, 255]]),
    "L": ("PNG", from_bytes([[0, 7, 255]], "L"), [[0, 7, 255]]),
    "LA": ("PNG", from_bytes([[[0, 0], [0, 128], [0, 255], [100, 51]]], "LA"), [[255, 127, 0, 224]]),
    "P": ("GIF", transparent_palette(), [[[10, 20, 30], [40, 50, 60], [70, 80, 90]]]),
    "PA": ("TIFF", transparent_palette().convert("PA"), [[[10, 20, 30], [40, 50, 60], [70, 80, 90]]]),
    "RGBA": (
        "PNG",
        from_bytes([[[9, 9, 9, 0], [0, 100, 200, 128], [1, 2, 3, 255]]], "RGBA"),
        [[[255, 255, 255], [127, 177, 227], [1, 2, 3]]],
    ),
    "CMYK": (
        "TIFF",
        from_bytes([[[255, 0, 0, 0], [0, 0, 255, 0], [0, 0, 0, 255]]], "CMYK"),
        [[[0, 255, 255], [255, 255, 0], [0, 0, 0]]],
    ),
    "YCbCr": ("TIFF", from_bytes([[[255, 128, 128], [100, 128, 128]]], "YCbCr"), [[255, 100]]),
    "I;16": (
        "PNG",
        Image.fromarray(np.array([[0, 128, 129, 33_000, 65_535]], np.uint16)),
        [[0, 0, 1, 128, 255]],
    ),
    "I;16B": (
        "TIFF",
        Image.frombytes("I;16B", (3, 1), struct.pack(">3H", 0, 25_700, 65_535)),
        [[0, 100, 255]],
    ),
}


@pytest.mark.parametrize("mode", MODES)
def test_modes(mode):
    name, image, expected = MODES[mode]
    assert image.mode == mode
    result = levels(load_image(encoded(image, name)))
    expected = np.asarray(expected)
    assert np.array_equal(result, np.stack([expected] * 3, -1) if expected.ndim == 2 else expected)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[0, 1]], np.int32), [[0, 255]]),
        (np.array([[0, 7, 200]], np.int32), [[0, 7, 200]]),
        (np.array([[0, 25_700, 65_535]], np.int32), [[0, 100, 255]]),
        (np.array([[-100, 0, 100]], np.int32), [[0, 128, 255]]),
        (np.array([[0, 2**30, 2**31 - 1]], np.int32), [[0, 128, 255]]),
        (np.array([[0, 0.2, 1]], np.float32), [[0, 51, 255]]),
        (np.array([[0, 51, 255]], np.float32), [[0, 51, 255]]),
        (np.array([[-1, 0, 3]], np.float32), [[0, 64, 255]]),
        (np.array([[np.nan, 0.2, np.inf, 1, -np.inf]], np.float32), [[0, 51, 255, 255, 0]]),
        (np.array([[np.nan, np.nan]], np.float32), [[0, 0]]),
        (np.array([[-5, -5]], np.float32), [[0, 0]]),
        (np.array([[-3e38, 0, 3e38]], np.float32), [[0, 128, 255]]),
    ],
)
def test_numbers_of_32_bits_fill_the_smallest_scale_that_holds_them(values, expected):
    assert greys(load_image(encoded(Image.fromarray(values), "TIFF"))) == expected


def test_transparent_colours_without_an_alpha_channel():
    assert levels(load_image(encoded(transparent_palette(), "PNG", transparency=1))).tolist() == [
        [[10, 20, 30], [255, 255, 255], [70, 80, 90]]
    ]
    half = encoded(transparent_palette(), "PNG", transparency=bytes([255, 0, 128]))
    assert levels(load_image(half)).tolist() == [[[10, 20, 30], [255, 255, 255], [162, 167, 172]]]
    deep = Image.fromarray(np.array([[0, 25_700, 65_535]], np.uint16))
    assert greys(load_image(encoded(deep, "PNG", transparency=0))) == [[255, 100, 255]]


def test_modes_that_no_file_has_are_flattened_too():
    assert colour.flatten(Image.new("HSV", (1, 1), (0, 255, 255))).getpixel((0, 0)) == (255, 0, 0)
    assert colour.flatten(Image.new("RGBX", (1, 1), (1, 2, 3, 0))).getpixel((0, 0)) == (1, 2, 3)
    premultiplied = from_bytes([[[0, 0], [0, 128], [20, 51]]], "LA").convert("La")
    assert np.asarray(colour.flatten(premultiplied))[..., 0].ravel().tolist() == [255, 127, 208]
    assert colour.flatten(Image.new("RGBa", (1, 1), (0, 0, 0, 128))).getpixel((0, 0)) == (127, 127, 127)


def test_cmyk_jpeg():
    cyan = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    assert np.abs(levels(load_image(encoded(cyan, "JPEG", quality=100))) - [0, 255, 255]).max() <= 2


def test_lab_tiff():
    lab = ImageCms.profileToProfile(
        photo(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    result = levels(load_image(encoded(lab, "TIFF")))
    assert np.abs(result - np.asarray(photo(), dtype=int)).mean() < 3


@pytest.mark.parametrize("name", ["GIF", "WEBP", "PNG", "TIFF", "MPO", "AVIF"])
def test_the_first_of_several_frames_is_read(name):
    frames = [Image.new("RGB", (16, 16), c) for c in ("red", "lime", "blue")]
    data = encoded(frames[0], name, save_all=True, append_images=frames[1:])
    picture = read(data)
    assert np.abs(levels(picture.pixels) - [255, 0, 0]).max() <= 3
    assert picture.format == {"MPO": "JPEG", "WEBP": "WebP"}.get(name, name)


TURNED = {
    1: [[10, 20, 30], [40, 50, 60]],
    2: [[30, 20, 10], [60, 50, 40]],
    3: [[60, 50, 40], [30, 20, 10]],
    4: [[40, 50, 60], [10, 20, 30]],
    5: [[10, 40], [20, 50], [30, 60]],
    6: [[40, 10], [50, 20], [60, 30]],
    7: [[60, 30], [50, 20], [40, 10]],
    8: [[30, 60], [20, 50], [10, 40]],
}


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("name", ["PNG", "TIFF", "WEBP", "JPEG", "HEIF", "AVIF"])
def test_exif_orientation(name, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = np.kron(TURNED[1], np.ones((32, 32))).astype(np.uint8)  # blocks that lossy formats keep
    options = {"quality": 100} if name in ("JPEG", "HEIF", "AVIF") else LOSSLESS[name]
    picture = read(encoded(Image.fromarray(stored).convert("RGB"), name, exif=exif.tobytes(), **options))
    middles = levels(picture.pixels)[16::32, 16::32, 0]
    assert middles.shape == np.shape(TURNED[orientation])
    assert np.abs(middles - TURNED[orientation]).max() <= (0 if name in LOSSLESS else 2)
    assert picture.original_size == picture.pixels.shape[1::-1]


def test_an_orientation_that_does_not_exist_and_broken_exif_are_ignored():
    exif = Image.Exif()
    exif[0x0112] = 77
    assert greys(load_image(encoded(from_bytes([[1, 2]], "L"), exif=exif))) == [[1, 2]]
    broken = b"Exif\0\0II*\0" + b"\xff" * 40
    assert read(encoded(photo(), "JPEG", exif=broken)).original_size == (48, 36)


# Colour profiles ------------------------------------------------------------------------------------------

SRGB_TO_XYZ = [[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]]
P3_TO_XYZ = [[0.51512, 0.29198, 0.15710], [0.24120, 0.69225, 0.06657], [-0.00105, 0.04189, 0.78407]]


def fixed(*numbers):
    return struct.pack(f">{len(numbers)}i", *(round(n * 65_536) for n in numbers))


def matrix_profile(to_xyz):
    """An ICC profile with these primaries and the curve of sRGB, as phones write it."""
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


def between(share):
    """Primaries some way from sRGB's to Display P3's."""
    return np.add(np.multiply(1 - share, SRGB_TO_XYZ), np.multiply(share, P3_TO_XYZ))


@pytest.mark.parametrize("share", [1, 0.1])
def test_display_p3_and_its_like_become_srgb(share):
    rgb = np.array([[[200, 100, 50], [30, 120, 90], [128, 128, 128], [255, 255, 255], [255, 0, 0]]], np.uint8)
    linear = np.where(rgb <= 0.04045 * 255, rgb / 255 / 12.92, ((rgb / 255 + 0.055) / 1.055) ** 2.4)
    linear = np.clip(linear @ (np.linalg.inv(SRGB_TO_XYZ) @ between(share)).T, 0, 1)
    expected = 255 * np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    data = encoded(Image.fromarray(rgb), icc_profile=matrix_profile(between(share)))
    assert np.abs(levels(load_image(data)) - expected).max() <= 1
    assert np.abs(rgb - expected).max() > 3


@pytest.mark.parametrize(
    "profile",
    [
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        matrix_profile(SRGB_TO_XYZ),
        b"broken",
        matrix_profile(P3_TO_XYZ)[:300],
        matrix_profile(between(0.01)),
        matrix_profile(P3_TO_XYZ).replace(b"RGB XYZ ", b"GRAYXYZ ").replace(b"rTRC", b"kTRC"),
        matrix_profile(P3_TO_XYZ).replace(b"RGB XYZ ", b"CMYKXYZ "),
    ],
    ids=["srgb", "srgb-by-matrix", "broken", "cut", "nearly-srgb", "for-grey", "for-print"],
)
def test_profiles_that_change_nothing(profile):
    rgb = np.random.default_rng(0).integers(0, 256, (8, 8, 3), dtype=np.uint8)
    assert np.array_equal(levels(load_image(encoded(Image.fromarray(rgb), icc_profile=profile))), rgb)


def test_grey_picture_with_a_profile_for_colours_stays_grey():
    data = encoded(from_bytes([[0, 100, 255]], "L"), icc_profile=matrix_profile(P3_TO_XYZ))
    assert np.abs(np.subtract(greys(load_image(data)), [[0, 100, 255]])).max() <= 1


# Size -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "bounded"),
    [
        ((1, 1), (1, 1)),
        ((1, 5000), (1, 1024)),
        ((5000, 1), (1024, 1)),
        ((1024, 1024), (1024, 1024)),
        ((1025, 2), (1024, 2)),
        ((3000, 2000), (1024, 683)),
    ],
)
@pytest.mark.parametrize("name", ["PNG", "JPEG"])
def test_the_longest_side_is_bounded(name, size, bounded):
    picture = read(encoded(Image.new("L", size, 200), name))
    assert picture.pixels.shape == (*bounded[::-1], 3)
    assert (levels(picture.pixels) == 200).all()
    assert picture.original_size == size
    assert picture.was_shrunk == (size != bounded)


def test_original_size_is_turned_as_the_pixels_are():
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read(encoded(Image.new("L", (3000, 1500)), "JPEG", exif=exif))
    assert picture.pixels.shape == (1024, 512, 3)
    assert picture.original_size == (1500, 3000)


def test_shrinking_averages_and_draws_no_halos():
    chess = (np.indices((2048, 2048)).sum(axis=0) % 2 * 255).astype(np.uint8)
    inner = levels(load_image(encoded(Image.fromarray(chess))))[4:-4, 4:-4]
    assert abs(inner.mean() - 127.5) < 1
    edge = np.full((8, 3000), 50, np.uint8)
    edge[:, 1501:] = 200
    row = levels(load_image(encoded(Image.fromarray(edge))))[0, :, 0]
    assert (np.diff(row) >= 0).all()
    assert (row[0], row[-1]) == (50, 200)


def test_a_large_jpeg_is_the_same_picture_as_a_large_png():
    large = photo(400, 300).resize((3000, 2250), Image.Resampling.BICUBIC)
    quick, slow = (levels(load_image(encoded(large, n, quality=95))) for n in ("JPEG", "PNG"))
    assert np.abs(quick - slow).mean() < 2


def test_shrinking_does_not_mix_in_the_colour_of_what_is_transparent():
    rgba = np.zeros((4, 2048, 4), np.uint8)
    rgba[:, ::2] = (255, 255, 255, 255)  # white beside transparent black
    assert (levels(load_image(encoded(Image.fromarray(rgba)))) == 255).all()


# What is refused ------------------------------------------------------------------------------------------


def png_chunk(name, content=b""):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(*chunks, size=(5, 5)):
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(bytes(30)))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + png_chunk(b"IEND")


def tiff(content=b"", **changed):
    """A 10x10 grey TIFF, or what it becomes by other tags: name=(number, *values)."""
    tags: dict[str, Any] = {
        "width": (256, 10),
        "height": (257, 10),
        "bits": (258, 8),
        "compression": (259, 1),
    }
    tags |= {"photometric": (262, 1), "start": (273, 8), "rows": (278, 10), "count": (279, 100)} | changed
    entries = sorted(tag for tag in tags.values() if tag)
    end = 8 + 2 + 12 * len(entries) + 4
    directory, extra = struct.pack("<H", len(entries)), b""
    for number, *values in entries:
        packed = struct.pack(f"<{len(values)}I", *values)
        directory += struct.pack("<HHI", number, 4, len(values))
        directory += packed if len(values) == 1 else struct.pack("<I", end + len(extra))
        extra += packed if len(values) > 1 else b""
    return b"II*\0" + struct.pack("<I", 8) + directory + bytes(4) + extra + content


def tiled_tiff(side):
    content = zlib.compress(bytes(side * side))
    tags = {"start": None, "rows": None, "count": None, "compression": (259, 8), "tile_width": (322, side)}
    tags |= {"tile_height": (323, side), "tile_count": (325, len(content))}
    head = tiff(**tags, tile_start=(324, 0))
    return tiff(content, **tags, tile_start=(324, len(head)))


def gif(canvas=(5, 5), frame=(0, 0, 5, 5)):
    data = bytearray(encoded(Image.new("L", (5, 5)), "GIF"))
    start = data.index(b",", 13)
    data[6:10] = struct.pack("<HH", *canvas)
    data[start + 1 : start + 9] = struct.pack("<4H", *frame)
    return bytes(data)


def bmp(width, height):
    data = bytearray(encoded(Image.new("L", (5, 5)), "BMP"))
    data[18:26] = struct.pack("<ii", width, height)
    return bytes(data)


def jpeg(width, height):
    data = bytearray(encoded(Image.new("L", (5, 5)), "JPEG"))
    start = data.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp(width, height):
    frames = [Image.new("RGBA", (5, 5), c) for c in ("red", "blue")]
    data = bytearray(encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:]))
    data[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(data)


def iso(name, width, height):
    data = bytearray(encoded(Image.new("RGB", (64, 64)), name))
    start = data.index(b"ispe")
    data[start + 8 : start + 16] = struct.pack(">II", width, height)
    return bytes(data)


def many_scans(n=200):
    data = encoded(Image.new("L", (64, 64), 99), "JPEG", progressive=True)
    return data[:-2] + data[data.rindex(b"\xff\xda") : -2] * n + b"\xff\xd9"


BOMB = zlib.compress(bytes(50_000_000))
REFUSED = {
    "nothing": (lambda: b"", "empty"),
    "PDF": (lambda: b"%PDF-1.7\n...", "PDF"),
    "text": (lambda: b"Dear students,", "not a picture"),
    "one byte": (lambda: b"\x89", "not a picture"),
    "HTML": (lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "web page"),
    "SVG": (lambda: b"<?xml version='1.0'?>\n<svg xmlns='...'>", "SVG"),
    "EPS, for which Pillow would start Ghostscript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "PostScript"),
    "Photoshop": (lambda: b"8BPS\0\1" + bytes(40), "Photoshop"),
    "video": (lambda: b"\0\0\0\x18ftypmp42" + bytes(40), "video"),
    "office": (lambda: b"PK\x03\x04" + bytes(40), "office"),
    "portable pixmap": (lambda: b"P6 1 1 255\nabc", "not a picture"),
    "icon": (lambda: encoded(Image.new("RGB", (16, 16)), "ICO"), "icon"),
    "JPEG 2000": (lambda: encoded(Image.new("RGB", (16, 16)), "JPEG2000"), "JPEG 2000"),
    "PNG of 60,000 squared": (lambda: png(size=(60_000, 60_000)), "too large"),
    "PNG of 10,000 squared": (
        lambda: png(size=(10_000, 10_000)),
        "too large: it says it has 10,000 × 10,000",
    ),
    "PNG of a million by 1": (lambda: png(size=(1_000_000, 1)), "too large"),
    "PNG of 2**31 squared": (lambda: png(size=(2**31 - 1, 2**31 - 1)), "too large"),
    "PNG without a width": (lambda: png(size=(0, 5)), "damaged"),
    "GIF canvas": (lambda: gif(canvas=(60_000, 60_000)), "too large"),
    "GIF frame beyond its canvas": (lambda: gif(frame=(60_000, 60_000, 5, 5)), "too large"),
    "BMP": (lambda: bmp(60_000, -60_000), "too large"),
    "BMP without a height": (lambda: bmp(5, 0), "BMP"),
    "JPEG": (lambda: jpeg(65_000, 65_000), "too large"),
    "WebP": (lambda: webp(16_000, 16_000), "too large"),
    "TIFF": (lambda: tiff(width=(256, 60_000), height=(257, 60_000)), "too large"),
    "HEIC": (lambda: iso("HEIF", 60_000, 60_000), "too large"),
    "HEIC that says it is smaller": (lambda: iso("HEIF", 1, 1), "HEIC"),
    "AVIF": (lambda: iso("AVIF", 12_000, 12_000), "too large"),
    "PNG text bomb": (lambda: png(png_chunk(b"zTXt", b"a\0\0" + BOMB)), "damaged"),
    "PNG profile bomb": (lambda: png(png_chunk(b"iCCP", b"a\0\0" + BOMB)), "damaged"),
    "PNG of very many chunks": (lambda: png(png_chunk(b"aaAa") * 150_000), "too many parts"),
    "TIFF with a tile larger than itself": (lambda: tiled_tiff(8192), "too large"),
    "TIFF of very many strips": (lambda: tiff(start=(273, *[8] * 150_000)), "too many parts"),
    "JPEG of very many scans": (many_scans, "too many parts"),
    "JPEG filled up with zeros": (
        lambda: encoded(photo(), "JPEG")[:700] + bytes(99_999),
        "its end is missing",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case, monkeypatch):
    make, reason = REFUSED[case]
    data = make()
    if "too large" in reason:  # before anything is decoded
        monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(ImageError, match=reason) as error:
        load_image(data)
    assert str(error.value).endswith(".")


def test_the_files_that_tricks_are_made_of_are_sound():
    for data in (
        png(),
        tiff(bytes(100)),
        tiled_tiff(16),
        gif(),
        bmp(5, 5),
        jpeg(5, 5),
        webp(5, 5),
        many_scans(0),
    ):
        assert load_image(data).shape[2] == 3


def test_a_file_of_too_many_bytes(monkeypatch):
    monkeypatch.setattr(headers, "MAX_BYTES", 50)
    with pytest.raises(ImageError, match="too large"):
        load_image(png())


@pytest.mark.parametrize(
    "trouble", [MemoryError(), RecursionError(), OverflowError(), struct.error(), EOFError()]
)
def test_any_trouble_of_pillow_is_our_own_error(trouble, monkeypatch):
    def fail(self):
        raise trouble

    monkeypatch.setattr(ImageFile.ImageFile, "load", fail)
    with pytest.raises(ImageError, match=r"damaged|too large"):
        load_image(png())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_half_a_file_is_refused(name, share):
    noise = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), name, **FORMATS[name])
    load_image(data)
    with pytest.raises(ImageError):
        load_image(data[: int(len(data) * share)])


FUZZED = {name: encoded(photo(), name, **options) for name, options in FORMATS.items()} | {
    "TIFF by strips of LZW": encoded(photo(), "TIFF", compression="tiff_lzw"),
    "TIFF of JPEGs": encoded(photo(), "TIFF", compression="jpeg"),
    "TIFF of floats": encoded(Image.fromarray(np.eye(9, dtype=np.float32)), "TIFF"),
    "progressive JPEG with a profile and EXIF": encoded(
        photo(), "JPEG", progressive=True, icc_profile=matrix_profile(P3_TO_XYZ), exif=Image.Exif()
    ),
    "palette with transparency": encoded(transparent_palette(), transparency=1),
    "animated WebP": webp(5, 5),
    "tiled TIFF": tiled_tiff(16),
}
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 255), st.sampled_from(["set", "flip", "cut", "drop"])),
    max_size=8,
)


@pytest.mark.parametrize("name", FUZZED)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES, whole=st.booleans())
def test_damaged_files_give_pixels_or_our_own_error(name, changes, whole):
    data = bytearray(FUZZED[name])
    for where, value, how in changes:
        reach = len(data) if whole else min(len(data), 200)  # the header is where the traps are
        place = int(where * (reach - 1)) if reach else 0
        if how == "set":
            data[place : place + 1] = bytes([value])
        elif how == "flip":
            data[place : place + 1] = bytes(b ^ (1 << value % 8) for b in data[place : place + 1])
        elif how == "cut":
            del data[len(data) - value :]
        else:
            del data[place : place + value % 5]
    with suppress(ImageError):
        assert levels(load_image(bytes(data))).max() <= 255


@settings(max_examples=200, deadline=None)
@given(
    start=st.sampled_from([d[:n] for d in FUZZED.values() for n in (4, 12, 30)]), rest=st.binary(max_size=300)
)
def test_noise_after_a_true_beginning_is_refused(start, rest):
    with suppress(ImageError):
        assert levels(load_image(start + rest)).size


# Good neighbours ------------------------------------------------------------------------------------------

ODD_EXIF = encoded(photo(), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\x05\0" + b"\x12\x01\x03\0\xff\xff\0\0" * 3)


def test_pillows_warnings_stay_inside():
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        with Image.open(io.BytesIO(ODD_EXIF)) as image:
            image.getexif()
        assert heard  # the file is odd indeed
        heard.clear()
        load_image(ODD_EXIF)
        with pytest.raises(ImageError):
            load_image(png(size=(10_000, 10_000)))
        assert not heard
        warnings.warn("ours", stacklevel=1)
        assert len(heard) == 1


def test_other_threads_are_heard_while_a_picture_is_read():
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        with quiet.quiet():
            warnings.warn("within", stacklevel=1)
            thread = threading.Thread(target=lambda: warnings.warn("beside", stacklevel=1))
            thread.start()
            thread.join()
        assert [str(w.message) for w in heard] == ["beside"]


def test_the_warning_filter_does_not_pile_up():
    with warnings.catch_warnings():
        for _ in range(5):
            load_image(png())
            warnings.simplefilter("error")
        load_image(png())
        assert len([f for f in warnings.filters if f is quiet._FILTER]) == 1


def test_many_visitors_at_once():
    files = [*FUZZED.values(), ODD_EXIF] * 6
    alone = [images.digest(load_image(data)) for data in files]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda data: images.digest(load_image(data)), files))
    assert together == alone


def test_pillow_is_asked_for_one_format_only(monkeypatch):
    asked = []
    true_open = Image.open
    monkeypatch.setattr(
        Image, "open", lambda file, **options: asked.append(options) or true_open(file, **options)
    )
    load_image(png())
    assert asked == [{"formats": ["PNG"]}]


def test_pillows_own_settings_are_left_alone():
    assert Image.MAX_IMAGE_PIXELS == 1024**3 // 12
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_nothing_slow_is_imported():
    code = """
import sys
from cnnviz import images
images.sample_images()["flower"]()
slow = {"sklearn", "pillow_heif", "scipy", "pandas", "streamlit", "PIL.EpsImagePlugin", "PIL.PsdImagePlugin"}
print(slow & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# Samples --------------------------------------------------------------------------------------------------


def test_samples_have_their_order_and_are_as_load_image_gives_them():
    samples = images.sample_images()
    assert {name: make().shape for name, make in samples.items()} == {
        "flower": (427, 640, 3),
        "china": (427, 640, 3),
        "smiley": (7, 7, 3),
        "test card": (512, 512, 3),
    }
    assert list(samples)[:2] == ["flower", "china"]
    for make in samples.values():
        levels(make())
        make()[:] = 0  # a page that spoils its picture spoils no other page's
        assert make().max() == 1


def test_photographs_are_those_of_scikit_learn():
    folder = Path(importlib.util.find_spec("sklearn").origin).parent / "datasets" / "images"
    for name in ("flower", "china"):
        with Image.open(folder / f"{name}.jpg") as expected:
            assert np.array_equal(levels(images.sample_images()[name]()), np.asarray(expected))


def test_without_scikit_learn_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ImageError, match="Install it"):
        images.sample_images()["china"]()


def test_smiley():
    eyes = (np.array(greys(images.sample_images()["smiley"]())) / 255).astype(int)
    assert eyes.tolist() == [
        [0, 0, 0, 0, 0, 0, 0],
        [0, 1, 0, 0, 0, 1, 0],
        [0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 1, 0, 0, 0],
        [0, 1, 0, 0, 0, 1, 0],
        [0, 0, 1, 1, 1, 0, 0],
        [0, 0, 0, 0, 0, 0, 0],
    ]


def test_test_card_holds_what_filters_tell_apart():
    card = levels(images.sample_images()["test card"]())
    assert {tuple(bar) for bar in card[20, 32::64]} == {
        (r, g, b) for r in (0, 255) for g in (0, 255) for b in (0, 255)
    }
    assert (np.diff(card[460, :, 0]) >= 0).all()
    assert len(np.unique(card[460, :, 0])) == 256
    assert len(np.unique(card[500, :, 0])) == 16
    down, across = np.gradient(card[64:312, 4:252, 1].astype(float))
    steep = np.hypot(down, across) > 60
    directions, _ = np.histogram(np.arctan2(down, across)[steep], bins=24, range=(-np.pi, np.pi))
    assert (directions > 50).all()


# Grey, key, cut-out ---------------------------------------------------------------------------------------


def test_grey_is_pillows():
    rgb = np.random.default_rng(0).integers(0, 256, (300, 300, 3), dtype=np.uint8)
    grey = images.to_grey(load_image(encoded(Image.fromarray(rgb))))
    assert grey.dtype == np.float32
    assert np.array_equal(np.rint(grey * 255), np.asarray(Image.fromarray(rgb).convert("L")))
    assert np.array_equal(np.rint(grey * 255).astype(np.float32) / np.float32(255), grey)


def test_grey_stays_grey():
    every = np.arange(256, dtype=np.float32).reshape(16, 16) / np.float32(255)
    assert images.to_grey(every) is every
    assert np.array_equal(images.to_grey(np.stack([every] * 3, axis=-1)), every)


@pytest.mark.parametrize("shape", [(4,), (4, 4, 1), (4, 4, 4), (1, 4, 4, 3)])
def test_grey_of_another_shape(shape):
    with pytest.raises(ImageError, match="Received"):
        images.to_grey(np.zeros(shape, np.float32))


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([1, 3]), st.integers(0, 99))
def test_channel_mean_is_the_mean_of_the_channels_bit_by_bit(height, width, channels, seed):
    image = np.random.default_rng(seed).uniform(0, 1, (height, width, channels)).astype(np.float32)
    expected = image.mean(axis=-1, dtype=np.float32)
    assert images.channel_mean(image).dtype == np.float32
    np.testing.assert_array_equal(images.channel_mean(image), expected)
    np.testing.assert_array_equal(images.channel_mean(expected), expected)


def test_digest_tells_every_change():
    image = np.zeros((512, 512, 3), np.float32)
    changed = image.copy()
    changed[300, 200, 1] = 1 / 255
    others: list[Any] = [image[:256], image.reshape(1024, 256, 3), image.astype(np.uint8)]
    keys = [images.digest(one) for one in (image, changed, *others)]
    assert len(set(keys)) == len(keys)
    assert images.digest(image) == images.digest(image.copy()) == images.digest(np.asfortranarray(image))
    assert images.digest(image[:, ::2]) == images.digest(image[:, ::2].copy())
    assert len(keys[0]) == 16
    assert int(keys[0], 16) >= 0


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        ((0, 3), (0, 4), [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]),
        ((1, 2), (1, 3), [[5, 6]]),
        ((2, 99), (3, 99), [[11]]),
        ((-2, 2), (-1, 2), [[0, 1], [4, 5]]),
    ],
)
def test_crop(rows, columns, expected):
    image = np.arange(12, dtype=np.float32).reshape(3, 4)
    cut = images.crop(image, rows, columns)
    assert cut.tolist() == expected
    assert images.crop(np.stack([image] * 3, -1), rows, columns).shape == (*cut.shape, 3)
    cut[:] = -1
    assert image.min() == 0


@pytest.mark.parametrize(
    ("rows", "columns"), [((2, 2), (0, 4)), ((0, 3), (3, 1)), ((5, 9), (0, 4)), ((-3, -1), (0, 4))]
)
def test_an_empty_crop_says_so(rows, columns):
    with pytest.raises(ImageError, match="The cut-out is empty"):
        images.crop(np.zeros((3, 4), np.float32), rows, columns)


@pytest.mark.parametrize("name", ["headers", "pixels", "samples"])
def test_examples_in_the_docstrings(name):
    results = doctest.testmod(importlib.import_module(f"cnnviz.images.{name}"))
    assert results.attempted > 0
    assert results.failed == 0


# --- shrinking


@pytest.mark.parametrize(
    ("size", "longest", "expected"),
    [
        ((4, 8), 8, (4, 8)),
        ((4, 8), 4, (2, 4)),
        ((8, 4), 4, (4, 2)),
        ((427, 640), 224, (149, 224)),
        ((1, 900), 10, (1, 10)),
        ((900, 1), 1, (1, 1)),
    ],
)
@pytest.mark.parametrize("channels", [(), (3,)])
def test_shrink_keeps_the_proportions(size, longest, expected, channels):
    image = np.full((*size, *channels), 0.2, np.float32)
    small = images.shrink(image, longest)
    assert small.shape == (*expected, *channels)
    assert small.dtype == np.float32
    np.testing.assert_array_equal(small, image[: expected[0], : expected[1]])


def test_a_shrunk_pixel_is_the_mean_of_those_it_stands_for():
    levels = np.random.default_rng(0).integers(0, 256, (6, 8, 3))
    small = images.shrink((levels / 255).astype(np.float32), 4)
    means = levels.reshape(3, 2, 4, 2, 3).mean(axis=(1, 3))
    np.testing.assert_allclose(small * 255, means, rtol=0, atol=1)  # it rounds for each axis
    np.testing.assert_array_equal(np.rint(small * 255) / np.float32(255), small)


def test_what_is_small_enough_stays_itself():
    image = np.ones((5, 5), np.float32)
    assert images.shrink(image, 5) is image
