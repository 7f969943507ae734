"""A picture becomes two planes: one in which dark ink differs from paper most, one for bright ink."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnviz.digits.planes import LONGEST, LUMA, planes
from cnnviz.errors import ImageError


def paper(colour, ink, shape=(60, 80)):
    """Return paper of one colour with a square of ink, and where the ink is."""
    picture = np.ones((*shape, 3), np.float32) * np.float32(colour)
    where = np.zeros(shape, bool)
    where[20:40, 30:50] = True
    picture[where] = ink
    return picture, where


def test_a_grey_picture_is_both_planes():
    picture = np.random.default_rng(0).random((30, 40)).astype(np.float32)
    seen = planes(picture)
    assert np.array_equal(seen.dark, picture)
    assert np.array_equal(seen.bright, picture)
    assert (seen.factor, seen.coloured) == (1, False)


def test_three_equal_channels_are_brightness():
    grey = np.random.default_rng(0).random((30, 40)).astype(np.float32)
    seen = planes(np.stack([grey] * 3, axis=-1))
    assert not seen.coloured
    assert seen.dark == pytest.approx(grey, abs=1e-6)
    assert np.array_equal(seen.dark, seen.bright)


def test_of_coloured_ink_the_darkest_channel_stays():
    # Blue lacks 0.8 / 0.9 of the red: 0.1 / 0.9 = 1 / 9 of the paper's brightness, which is 0.9.
    picture, ink = paper((0.9, 0.9, 0.9), (0.1, 0.2, 0.8))
    seen = planes(picture)
    assert seen.coloured
    assert seen.dark[ink] == pytest.approx(0.1, abs=1e-6)
    assert seen.dark[~ink] == pytest.approx(0.9, abs=1e-6)


def test_of_ink_on_dark_the_brightest_channel_stays():
    picture, ink = paper((0.1, 0.1, 0.1), (0.9, 0.2, 0.1))
    seen = planes(picture)
    assert seen.coloured
    assert seen.bright[ink] == pytest.approx(0.9, abs=1e-6)
    assert seen.bright[~ink] == pytest.approx(0.1, abs=1e-6)


def test_ink_as_bright_as_its_paper_is_seen_by_its_colour():
    red, green = np.array([0.8, 0.2, 0.2]), np.array([0.2, 0.2, 0.2])
    green[1] = (red @ LUMA - 0.2 * (LUMA[0] + LUMA[2])) / LUMA[1]
    assert red @ LUMA == pytest.approx(green @ LUMA)
    picture, ink = paper(green, red)
    seen = planes(picture)
    assert abs(seen.dark[ink].mean() - seen.dark[~ink].mean()) > 0.2


def test_a_little_colour_is_noise():
    picture, _ = paper((0.9, 0.9, 0.9), (0.1, 0.1, 0.1))
    picture += np.random.default_rng(0).normal(0, 0.02, picture.shape).astype(np.float32)
    assert not planes(picture.clip(0, 1)).coloured


@pytest.mark.parametrize(("side", "factor"), [(LONGEST, 1), (LONGEST + 1, 2), (2 * LONGEST + 1, 3)])
def test_a_large_picture_is_shrunk_by_a_whole_factor(side, factor):
    picture = np.zeros((6, side), np.float32)
    picture[:, : side // 2] = 1
    seen = planes(picture)
    assert seen.factor == factor
    assert seen.dark.shape == (6 // factor, -(-side // factor))
    assert seen.dark.mean() == pytest.approx(picture.mean(), abs=1 / 255)


@given(
    arrays(
        np.float32,
        array_shapes(min_dims=2, max_dims=2, max_side=20).map(lambda shape: (*shape, 3)),
        elements=st.floats(0, 1, width=32),
    )
)
@settings(deadline=None, max_examples=60)
def test_planes_are_numbers_from_0_to_1(picture):
    seen = planes(picture)
    for plane in (seen.dark, seen.bright):
        assert plane.shape == picture.shape[:2]
        assert plane.dtype == np.float32
        assert 0 <= plane.min() <= plane.max() <= 1


@pytest.mark.parametrize("bad", [np.zeros(3), np.zeros((0, 5)), np.zeros((5, 5, 4)), np.array(0.5)])
def test_what_is_no_picture_is_refused(bad):
    with pytest.raises(ImageError, match="height, width"):
        planes(bad)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_numbers_that_are_none_are_refused(bad):
    with pytest.raises(ImageError, match="0 to 1"):
        planes(np.array([[0.5, bad]]))


@pytest.mark.parametrize(
    "picture",
    [np.full((4, 4), 255, np.uint8), np.full((4, 4), 65535, np.uint16), np.full((4, 4, 3), -1.0)],
    ids=["bytes", "16 bits", "negative"],
)
def test_other_numbers_than_from_0_to_1_are_refused(picture):
    with pytest.raises(ImageError, match=r"from 0 to 1. Received: (255|65535|-1)"):
        planes(picture)


def test_noise_beyond_0_and_1_is_clipped():
    assert planes(np.array([[-0.25, 0.5, 1.25]])).dark.tolist() == [[0, 0.5, 1]]
