"""Frames around digits, rims along the picture's border, and bridges over small gaps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cnnviz.digits.bridges import bridges
from cnnviz.digits.frames import frames, rectangular
from cnnviz.digits.rims import is_rim, rims


def framed(side=60, thickness=3, at=20, size=100):
    """Return a mask with a frame."""
    mask = np.zeros((size, size), bool)
    mask[at : at + side, at : at + side] = True
    mask[at + thickness : at + side - thickness, at + thickness : at + side - thickness] = False
    return mask


# Frames


def test_a_frame_is_found_with_its_thickness():
    mask = framed(thickness=3)
    found = frames(mask)
    assert found.number == 4  # its sides
    assert found.thickness == 3
    assert np.array_equal(found.mask, mask)


def test_what_is_in_a_frame_stays():
    mask = framed()
    mask[35:65, 48:53] = True
    found = frames(mask)
    assert np.array_equal(found.mask, framed())


def test_what_touches_a_frame_is_cut_one_pixel_inside():
    mask = framed()
    mask[20:65, 48:53] = True
    left = mask & ~frames(mask).mask
    assert left[24:65, 48:53].all()
    assert left.sum() == 41 * 5


@pytest.mark.parametrize(
    "mask",
    [
        np.zeros((100, 100), bool),
        np.ones((100, 100), bool),
        framed(side=15),
        framed(thickness=15),
        np.hypot(*np.mgrid[-50:50, -50:50]).round() == 30,
    ],
    ids=["nothing", "everything", "small", "thick", "a circle"],
)
def test_no_frame(mask):
    assert frames(mask).number == 0
    assert not frames(mask).mask.any()


@given(st.integers(-14, 14), st.integers(3, 6), st.integers(70, 110))
@settings(deadline=None, max_examples=30)
def test_a_turned_frame_is_found(degrees, thickness, side):
    picture = Image.fromarray(255 * framed(side, thickness, 40, 190).astype(np.uint8))
    mask = np.asarray(picture.rotate(degrees)) > 0
    found = frames(mask)
    assert found.number == 4
    assert not (found.mask & ~mask).any()
    assert found.mask.sum() >= 0.95 * mask.sum()


def test_how_rectangular_shapes_are():
    disc = np.hypot(*np.mgrid[-40:41, -40:41]) <= 40
    assert rectangular(np.ones((30, 50), bool)) == 1
    assert rectangular(disc) == pytest.approx(np.pi / 4, abs=0.02)


# Rims


def test_full_rows_and_columns_along_the_border_are_rims():
    mask = np.zeros((20, 30), bool)
    mask[:3] = mask[:, -2:] = mask[10:12, 5:9] = True
    expected = np.zeros_like(mask)
    expected[:3] = expected[:, -2:] = True
    found = rims(mask)
    assert found.number == 2
    assert np.array_equal(found.mask, expected)


def test_what_hangs_on_a_rim_stays():
    mask = np.zeros((20, 30), bool)
    mask[:3] = mask[3:9, 5:9] = True
    assert not rims(mask).mask[3:].any()


@pytest.mark.parametrize("mask", [np.zeros((9, 9), bool), np.ones((9, 9), bool), np.eye(9, dtype=bool)])
def test_no_rim(mask):
    assert rims(mask).number == 0


@given(st.integers(0, 2**32 - 1), st.integers(0, 3))
@settings(deadline=None, max_examples=30)
def test_rims_turn_with_the_picture(seed, turns):
    rng = np.random.default_rng(seed)
    mask = rng.random((12, 17)) < 0.3
    mask[: rng.integers(4)] = mask[:, : rng.integers(4)] = True
    found, turned = rims(mask), rims(np.rot90(mask, turns))
    assert found.number == turned.number
    assert np.array_equal(np.rot90(found.mask, turns), turned.mask)


def angle(height=20, width=30):
    """Return a mask with ink along two sides."""
    mask = np.zeros((height, width), bool)
    mask[:9] = mask[:, -2:] = True
    return mask


def test_an_angle_along_two_sides_is_a_rim_however_wide():
    assert is_rim(angle())


def test_an_angle_with_a_stroke_beside_it_or_away_from_the_border_is_no_rim():
    with_stroke = angle()
    with_stroke[10:20, 3:10] = True
    assert not is_rim(with_stroke)
    assert not is_rim(np.pad(angle(), 1))


# Bridges


def test_thin_parts_of_a_large_mark_that_a_coarse_copy_misses_are_not_joined():
    labels = np.zeros((400, 101), int)
    labels[1::6, 1], labels[2::6, 100] = 1, 2
    assert not bridges(labels).any()


def test_two_segments_that_nearly_touch_are_joined():
    labels = np.zeros((60, 30), int)
    labels[5:28, 10:20], labels[31:55, 10:20] = 1, 2
    found = bridges(labels)
    assert found[28:31, 10:20].all()
    assert not found[:24].any()
    assert not found[35:].any()
    assert not (found & (labels > 0)).any()


def test_far_parts_are_not_joined():
    labels = np.zeros((70, 30), int)
    labels[5:28, 10:20], labels[45:65, 10:20] = 1, 2
    assert not bridges(labels).any()


@pytest.mark.parametrize("n", [0, 1, 9])
def test_one_part_or_a_texture_has_no_bridges(n):
    labels = np.zeros((10, 40), int)
    for k in range(n):
        labels[2:8, 4 * k : 4 * k + 3] = k + 1
    assert not bridges(labels).any()
