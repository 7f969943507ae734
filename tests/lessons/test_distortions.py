"""Distorted digits: by hand, against SciPy and statistics, and what must hold for any amount."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage, stats

from cnnviz import mnist
from cnnviz.errors import ImageError
from cnnviz.lessons.distortions import DISTORTIONS, distorted, mixed, moved, normal_numbers, thickened

DIGIT = mnist.bundled()[0][1530] / 255
CLOSE: Any = {"rtol": 0, "atol": 1e-6}
TINY = np.array([[0.0, 0.0, 0.0], [0.2, 1.0, 0.0], [0.0, 0.6, 0.0]])


def test_amounts_contain_the_neutral_one_and_both_ends():
    for name, one in DISTORTIONS.items():
        assert (one.amounts[0], one.amounts[-1]) == (one.least, one.most), name
        assert one.neutral in one.amounts, name
        assert 37 <= len(one.amounts) <= 41, name
        np.testing.assert_allclose(np.diff(one.amounts), one.step * one.stride, err_msg=name)


@pytest.mark.parametrize("name", DISTORTIONS)
def test_the_neutral_amount_changes_nothing_and_others_change_more_and_more(name):
    one = DISTORTIONS[name]
    np.testing.assert_array_equal(distorted(DIGIT, {name: one.neutral}), DIGIT.astype(np.float32))
    ends = [end for end in (one.least, one.most) if end != one.neutral]
    for end in ends:
        changes = [
            np.abs(distorted(DIGIT, {name: one.neutral + share * (end - one.neutral)}) - DIGIT).mean()
            for share in (0.1, 0.4)
        ]
        assert 0 < changes[0] < changes[1], (name, end)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"turn": 90}, np.rot90(TINY)),
        ({"turn": -90}, np.rot90(TINY, -1)),
        ({"right": 1}, [[0, 0, 0], [0, 0.2, 1], [0, 0, 0.6]]),
        ({"right": -0.5}, [[0, 0, 0], [0.6, 0.5, 0], [0.3, 0.3, 0]]),
        ({"down": -1}, [[0.2, 1, 0], [0, 0.6, 0], [0, 0, 0]]),
        ({"scale": 50}, [[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        ({"shear": 45}, [[0, 0, 0], [0.2, 1, 0], [0.6, 0, 0]]),
        ({"turn": 90, "right": 1}, [[0, 0, 0], [0, 0, 1], [0, 0, 0.2]]),
    ],
)
def test_small_moves_by_hand(amounts, expected):
    np.testing.assert_allclose(distorted(TINY, amounts), expected, **CLOSE)


def test_a_turn_is_that_of_scipy():
    for degrees in (-77, -10, 33, 90):
        turned = ndimage.rotate(DIGIT, degrees, reshape=False, order=1, mode="grid-constant")
        np.testing.assert_allclose(moved(DIGIT, turn=degrees), turned, **CLOSE)


def test_a_shift_is_that_of_scipy():
    shifted = ndimage.shift(DIGIT, (-1.25, 3.5), order=1, mode="grid-constant")
    np.testing.assert_allclose(moved(DIGIT, right=3.5, down=-1.25), shifted, **CLOSE)


def test_the_smallest_amounts_change_nothing():
    for name in DISTORTIONS.keys() - {"scale"}:
        np.testing.assert_array_equal(distorted(DIGIT, {name: 5e-324}), DIGIT.astype(np.float32))


def test_a_blur_is_that_of_scipy_and_keeps_the_ink_inside():
    blurred = distorted(DIGIT, {"blur": 1.3})
    np.testing.assert_allclose(blurred, ndimage.gaussian_filter(DIGIT, 1.3, mode="constant"), **CLOSE)
    assert blurred.sum() == pytest.approx(DIGIT.sum(), rel=1e-3)


@pytest.mark.parametrize("radius", [0.05, 0.5, 1.0, 1.45, 2.5])
def test_thicker_strokes_are_the_largest_weighted_neighbour(radius):
    reach = np.arange(-3, 4)
    weights = np.clip(radius + 1 - np.hypot(*np.meshgrid(reach, reach)), 0, 1).ravel()
    expected = ndimage.generic_filter(DIGIT, lambda window: (window * weights).max(), 7, mode="constant")
    np.testing.assert_allclose(thickened(DIGIT, radius), expected, **CLOSE)
    inside = 1 - ndimage.generic_filter(
        1 - DIGIT, lambda window: (window * weights).max(), 7, mode="constant", cval=1
    )
    np.testing.assert_allclose(thickened(DIGIT, -radius), inside, **CLOSE)


def test_on_a_black_and_white_picture_whole_radii_reach_as_far_as_a_dilation():
    picture = DIGIT > 0.5
    for radius in (1, 2):
        y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
        disk = np.hypot(x, y) <= radius
        full = thickened(picture, radius) == 1
        np.testing.assert_array_equal(full, ndimage.binary_dilation(picture, disk))


def test_the_hash_is_that_of_murmurhash():
    found = mixed(np.array([0, 1, 2, 0xFFFFFFFF], np.uint32))
    np.testing.assert_array_equal(found, [0, 0x514E28B7, 0x30F4C306, 0x81F16F39])


def test_noise_is_normal_and_each_seed_has_its_own():
    numbers = normal_numbers((200, 200), 3)
    assert stats.kstest(numbers.ravel(), "norm").pvalue > 0.01
    assert abs(np.corrcoef(numbers[:, :-1].ravel(), numbers[:, 1:].ravel())[0, 1]) < 0.02
    np.testing.assert_array_equal(numbers, normal_numbers((200, 200), 3))
    other = normal_numbers((200, 200), 4)
    assert abs(np.corrcoef(numbers.ravel(), other.ravel())[0, 1]) < 0.02


def test_noise_grows_with_its_amount_around_the_digit():
    grey = np.full((28, 28), 0.5)
    for percent in (1, 10):
        changed = distorted(grey, {"noise": percent}) - grey
        np.testing.assert_allclose(changed, percent / 100 * normal_numbers((28, 28), 1), atol=1e-6)


@given(st.fixed_dictionaries({}, optional={name: st.floats(0, 1) for name in DISTORTIONS}))
def test_any_amounts_make_a_picture(shares):
    amounts = {
        name: DISTORTIONS[name].least + share * (DISTORTIONS[name].most - DISTORTIONS[name].least)
        for name, share in shares.items()
    }
    picture = distorted(DIGIT, amounts)
    assert (picture.shape, picture.dtype) == ((28, 28), np.float32)
    assert picture.min() >= 0
    assert picture.max() <= 1


@pytest.mark.parametrize(
    ("amounts", "words"), [({"spin": 1}, "one of turn"), ({"turn": 91}, "between -90 and 90")]
)
def test_unknown_names_and_amounts_are_refused(amounts, words):
    with pytest.raises(ImageError, match=words):
        distorted(DIGIT, amounts)
