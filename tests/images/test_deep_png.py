"""PNG files with 16 bits per value: as in browsers, or with fewer bits that count, or brightened."""

import struct

import numpy as np
import pytest

from cnnviz.images import load_image, read
from tests.images import png_files
from tests.images.files import greys, levels, png_chunk
from tests.images.png_files import picture

FULL = "Its numbers are shown from 0 to 65,535. 256 levels remain."
TO_4095 = "Its numbers are shown from 0 to 4,095. 256 levels remain."


def sbit(*bits):
    return png_chunk(b"sBIT", bytes(bits))


def test_the_first_8_bits_are_shown_as_in_browsers():
    image = read(picture([[0, 255, 256, 33_000, 65_535]], depth=16))
    assert greys(image.pixels) == [[0, 0, 1, 128, 255]]
    assert image.remarks == (FULL,)
    assert image.brighter is None


DARK = [[0, 1000, 2048, 4095]]
BRIGHT = [[0, 62, 128, 255]]


def test_what_is_dark_can_be_brightened():
    image = read(picture(DARK, depth=16))
    assert greys(image.pixels) == [[0, 3, 8, 15]]
    assert image.remarks == (FULL,)
    assert greys(image.brighter.pixels) == BRIGHT
    assert image.brighter.remarks == (TO_4095,)
    data = picture(DARK, depth=16)
    assert greys(load_image(data, brighten=True)) == BRIGHT
    assert greys(load_image(data)) == [[0, 3, 8, 15]]


def test_what_is_not_dark_is_the_same_when_brightened():
    data = picture([[0, 40_000]], depth=16)
    assert greys(load_image(data, brighten=True)) == greys(load_image(data)) == [[0, 156]]


@pytest.mark.parametrize(
    ("largest", "white"), [(3, 255), (255, 255), (256, 511), (9000, 16_383), (32_767, 32_767)]
)
def test_brightened_white_is_the_smallest_power_of_two_that_holds_all(largest, white):
    image = read(picture([[0, largest]], depth=16))
    assert greys(image.brighter.pixels) == [[0, round(largest / white * 255)]]
    assert f"from 0 to {white:,}." in image.brighter.remarks[0]


def test_the_bits_that_count_by_the_file():
    image = read(picture(DARK, sbit(12), depth=16))
    assert greys(image.pixels) == BRIGHT
    assert image.remarks == (TO_4095,)
    assert image.brighter is None


def test_bits_that_count_but_fill_the_range_change_nothing():
    """PNG asks writers to scale their numbers to 16 bits."""
    image = read(picture([[0, 65_535]], sbit(12), depth=16))
    assert greys(image.pixels) == [[0, 255]]
    assert image.remarks == (FULL,)


@pytest.mark.parametrize("bits", [0, 16, 17, 255])
def test_a_number_of_bits_that_says_nothing(bits):
    assert greys(read(picture(DARK, sbit(bits), depth=16)).pixels) == [[0, 3, 8, 15]]


def test_no_file_of_8_bits_has_remarks():
    image = read(picture([[0, 3]], sbit(4)))
    assert (image.remarks, image.brighter) == ((), None)
    assert greys(image.pixels) == [[0, 3]]


def test_colours_with_12_bits():
    values = [[[4095, 0, 0], [2048, 2048, 2048]]]
    image = read(picture(values, sbit(12, 12, 12), kind=png_files.RGB, depth=16))
    assert levels(image.pixels).tolist() == [[[255, 0, 0], [128, 128, 128]]]


@pytest.mark.parametrize(("kind", "n_colours"), [(png_files.GREY_ALPHA, 1), (png_files.RGBA, 3)])
def test_dark_colours_with_alpha(kind, n_colours):
    values = [[[*[4095] * n_colours, 65_535], [*[0] * n_colours, 32_896], [*[9] * n_colours, 0]]]
    image = read(picture(values, kind=kind, depth=16))
    assert greys(image.pixels) == [[15, 127, 255]]
    assert greys(image.brighter.pixels) == [[255, 127, 255]]


def test_the_transparent_value_has_16_bits():
    key = png_chunk(b"tRNS", struct.pack(">H", 300))
    assert greys(load_image(picture([[300, 301, 40_000]], key, depth=16))) == [[255, 1, 156]]
    values = [[[300, 40_000, 5], [301, 40_000, 5]]]
    data = picture(
        values, png_chunk(b"tRNS", struct.pack(">3H", 300, 40_000, 5)), kind=png_files.RGB, depth=16
    )
    assert levels(load_image(data)).tolist() == [[[255] * 3, [1, 156, 0]]]


def test_brightening_goes_before_gamma():
    image = read(picture(DARK, png_files.gamma(1), depth=16))
    assert np.abs(np.subtract(greys(image.brighter.pixels), [[0, 134, 188, 255]])).max() <= 2


def test_a_large_dark_picture_keeps_its_levels_when_it_is_made_smaller():
    values = np.kron([[1000, 4095], [0, 2048]], np.ones((1500, 1500)))
    image = read(picture(values, depth=16))
    quarters = levels(image.brighter.pixels)[256::512, 256::512, 0]
    assert quarters.tolist() == [[62, 255], [0, 128]]
    assert image.original_size == (3000, 3000)
