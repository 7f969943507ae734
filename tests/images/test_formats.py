"""Every file format that can be read, in every mode, with its first frame."""

import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from cnnviz.images import colour, load_image, read
from tests.images.files import (
    FORMATS,
    LOSSLESS,
    encoded,
    from_bytes,
    greys,
    levels,
    photo,
    transparent_palette,
)

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
        [[0, 0, 0, 128, 255]],  # the first 8 of 16 bits, as in browsers
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


def on_white(image):
    return np.asarray(colour.to_srgb(colour.plain(image), None)).tolist()


def test_modes_that_no_file_has_are_converted_too():
    assert on_white(Image.new("HSV", (1, 1), (0, 255, 255))) == [[[255, 0, 0]]]
    assert on_white(Image.new("RGBX", (1, 1), (1, 2, 3, 0))) == [[[1, 2, 3]]]
    premultiplied = from_bytes([[[0, 0], [0, 128], [20, 51]]], "LA").convert("La")
    assert np.array(on_white(premultiplied))[..., 0].tolist() == [[255, 127, 208]]
    assert on_white(Image.new("RGBa", (1, 1), (0, 0, 0, 128))) == [[[127, 127, 127]]]


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
