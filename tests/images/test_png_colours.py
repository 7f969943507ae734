"""A PNG file's own colours: cICP before ICC before sRGB before gAMA with cHRM, as in browsers."""

import struct
import zlib

import numpy as np
import pytest

from cnnviz.images import load_image
from tests.images import png_files
from tests.images.files import P3_TO_XYZ, SRGB_TO_XYZ, greys, levels, matrix_profile, png_chunk
from tests.images.png_files import chromaticities, coding, gamma, icc, picture, srgb

GREYS = [10, 55, 128, 200, 240, 255]
COLOURS = [[[200, 100, 50], [30, 120, 90], [255, 0, 0]]]


def encoded_as_srgb(light):
    return 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def from_power(values, exponent):
    """What numbers are in sRGB if light is their power."""
    return encoded_as_srgb((np.array(values) / 255) ** exponent)


@pytest.mark.parametrize("value", [0.2, 0.35, 0.5, 1, 1.5, 4])
def test_gamma(value):
    shown = greys(load_image(picture([GREYS], gamma(value))))
    assert np.abs(shown - from_power([GREYS], 1 / value)).max() <= 1


@pytest.mark.parametrize("value", [0.44, 0.45455, 0.47])
def test_a_gamma_near_that_of_srgb_is_srgb(value):
    assert greys(load_image(picture([GREYS], gamma(value)))) == [GREYS]


def in_srgb(values, to_xyz, exponent):
    light = (np.array(values) / 255) ** exponent @ (np.linalg.inv(SRGB_TO_XYZ) @ to_xyz).T
    return encoded_as_srgb(np.clip(light, 0, 1))


@pytest.mark.parametrize(
    ("kind", "primaries", "to_xyz"),
    [("sRGB", png_files.SRGB, SRGB_TO_XYZ), ("P3", png_files.DISPLAY_P3, P3_TO_XYZ)],
)
def test_chromaticities_with_a_gamma(kind, primaries, to_xyz):
    data = picture(COLOURS, chromaticities(primaries), gamma(0.5), kind=png_files.RGB)
    assert np.abs(levels(load_image(data)) - in_srgb(COLOURS, to_xyz, 2)).max() <= 1


def test_the_white_of_the_file_is_white():
    warm = (0.3457, 0.3585, *png_files.SRGB[2:])  # D50
    data = picture([[[255] * 3, [128] * 3]], chromaticities(warm), gamma(1), kind=png_files.RGB)
    assert levels(load_image(data)).tolist() == [[[255] * 3, [188] * 3]]


P3 = matrix_profile(P3_TO_XYZ)
UNCHANGED = {
    "no gamma": (chromaticities(png_files.DISPLAY_P3),),
    "sRGB before gamma": (srgb(), gamma(1)),
    "sRGB after gamma in the file": (gamma(1), srgb()),
    "gamma of 0": (gamma(0),),
    "chromaticities of no colours": (chromaticities([0] * 8), gamma(1)),
    "chromaticities all the same": (chromaticities([0.3] * 8), gamma(1)),
    "wrong checksum": (gamma(1)[:-1] + b"?",),
    "cut": (png_chunk(b"gAMA", b"\0\1"),),
    "sRGB by numbers": (coding(1, 13), icc(P3)),
    "numbers of part of the range": (coding(12, 13, full_range=0),),
    "ICC profile of sRGB before gamma": (icc(matrix_profile(SRGB_TO_XYZ)), gamma(1)),
}


@pytest.mark.parametrize("case", UNCHANGED)
def test_colours_that_stay(case):
    data = picture(COLOURS, *UNCHANGED[case], kind=png_files.RGB)
    assert levels(load_image(data)).tolist() == COLOURS


LINEAR = from_power(COLOURS, 1)
IN_P3 = levels(load_image(picture(COLOURS, icc(P3), kind=png_files.RGB)))
CHANGED = {
    "ICC before sRGB and gamma": ((icc(P3), srgb(), gamma(1)), IN_P3),
    "P3 by numbers before ICC": ((coding(12, 13), icc(matrix_profile(SRGB_TO_XYZ))), IN_P3),
    "linear by numbers": ((coding(1, 8),), LINEAR),
    "television by numbers": ((coding(1, 1),), from_power(COLOURS, 2.4)),
    "broken ICC, then gamma": ((png_chunk(b"iCCP", b"a\0\0abc"), gamma(1)), LINEAR),
    "sRGB with a wrong intent, then gamma": ((srgb(9), gamma(1)), LINEAR),
    "the first of two gammas": ((gamma(1), gamma(0.45455)), LINEAR),
    "wide numbers that are none, then gamma": ((coding(7, 99), gamma(1)), LINEAR),
}


@pytest.mark.parametrize("case", CHANGED)
def test_which_chunk_goes_first(case):
    chunks, expected = CHANGED[case]
    data = picture(COLOURS, *chunks, kind=png_files.RGB)
    assert np.abs(levels(load_image(data)) - expected).max() <= 1
    assert np.abs(np.array(COLOURS) - expected).max() > 10


# Colours are converted before they are put on white -------------------------------------------------------

BY_GAMMA = from_power(55, 1)  # 128


def test_gamma_with_a_palette():
    colours = png_files.palette([55] * 3, [128] * 3, alpha=b"\x80")
    shown = greys(load_image(picture([[0, 1]], gamma(1), colours, kind=png_files.PALETTE)))
    assert np.abs(np.subtract(shown, [[BY_GAMMA * 128 / 255 + 127, 188]])).max() <= 1


@pytest.mark.parametrize("depth", [8, 16])
def test_gamma_with_alpha(depth):
    scale = 257 if depth == 16 else 1
    grey = picture(np.array([[[55, 128], [55, 0]]]) * scale, gamma(1), kind=png_files.GREY_ALPHA, depth=depth)
    rgb = np.array([[[55, 55, 55, 128], [55, 55, 55, 0]]]) * scale
    for data in (grey, picture(rgb, gamma(1), kind=png_files.RGBA, depth=depth)):
        assert np.abs(np.subtract(greys(load_image(data)), [[BY_GAMMA * 128 / 255 + 127, 255]])).max() <= 1


def test_gamma_with_a_transparent_grey():
    key = png_chunk(b"tRNS", struct.pack(">H", 55))
    assert greys(load_image(picture([[55, 128]], gamma(1), key))) == [[255, 188]]


def test_gamma_with_16_bits_is_that_of_the_first_8():
    values = [[55 * 256, 55 * 256 + 255, 65_535]]
    assert greys(load_image(picture(values, gamma(1), depth=16))) == [[128, 128, 255]]


def test_bombs_beside_the_pixels_are_left_alone():
    bomb = zlib.compress(bytes(50_000_000))
    for name in (b"zTXt", b"iCCP"):
        assert greys(load_image(picture([GREYS], png_chunk(name, b"a\0\0" + bomb)))) == [GREYS]
