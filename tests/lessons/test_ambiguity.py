"""A digit becomes another: the ends are the digits, the ink lies between, and the doubt is found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from cnnviz import mnist
from cnnviz.errors import ImageError
from cnnviz.lessons import ambiguity
from cnnviz.lessons.ambiguity import EVERY, STEPS, greatest_doubt, heights, margin, morph

DIGITS, _ = mnist.bundled()
SOME = st.integers(0, len(DIGITS) - 1)


def bar(first, last):
    """Return a standing bar from one column to another."""
    digit = np.zeros((28, 28), np.uint8)
    digit[4:24, first : last + 1] = 255
    return digit


def test_the_heights_of_a_line_with_grey_edges_by_hand():
    digit = np.zeros((28, 28), np.uint8)
    digit[:, 10:13] = [51, 255, 102]
    expected = [0.2 - 2, 0.2 - 1, 0.2, min(1.2, 1.4), 0.4, 0.4 - 1, 0.4 - 2]
    np.testing.assert_allclose(heights(digit)[7, 8:15], expected)


def test_heights_of_black_and_white_are_distances_in_pixels():
    digit = np.where(DIGITS[1530] > 127, np.uint8(255), np.uint8(0))
    inside = ndimage.distance_transform_edt(digit > 0)
    outside = ndimage.distance_transform_edt(digit == 0)
    np.testing.assert_allclose(heights(digit), np.where(digit > 0, inside, 1 - outside))


@given(SOME, SOME, st.sampled_from(list(ambiguity.WAYS)))
def test_the_ends_are_the_digits(first, second, way):
    np.testing.assert_array_equal(morph(DIGITS[first], DIGITS[second], 0, way), DIGITS[first])
    np.testing.assert_array_equal(morph(DIGITS[first], DIGITS[second], STEPS, way), DIGITS[second])


@given(SOME, SOME, st.integers(0, STEPS))
def test_the_ink_lies_between_that_of_both(first, second, step):
    for way in ambiguity.WAYS:
        ink = int(morph(DIGITS[first], DIGITS[second], step, way).sum())
        wanted = np.interp(step / STEPS, [0, 1], [int(DIGITS[one].sum()) for one in (first, second)])
        # Each of 784 pixels is rounded to a whole level.
        assert abs(ink - wanted) <= 784 / 2, way


@given(SOME, SOME, st.integers(0, STEPS))
def test_the_way_back_shows_the_same_pictures(first, second, step):
    there = morph(DIGITS[first], DIGITS[second], step).astype(int)
    back = morph(DIGITS[second], DIGITS[first], STEPS - step).astype(int)
    assert np.abs(there - back).max() <= 1


def test_an_outline_moves_where_pixels_only_fade():
    left, right = bar(8, 13), bar(12, 17)
    moved = morph(left, right, STEPS // 2)
    np.testing.assert_array_equal(moved[14, 8:18] > 127, [False] * 2 + [True] * 6 + [False] * 2)
    np.testing.assert_array_equal(morph(left, right, STEPS // 2, "pixels")[14, [8, 12, 17]], [128, 255, 128])


def test_what_is_no_digit_is_refused():
    for wrong in (np.zeros((28, 28), np.uint8), np.full((28, 28), 255, np.uint8), bar(3, 5)[:14]):
        with pytest.raises(ImageError, match="digit"):
            morph(bar(3, 5), wrong, 7)
    with pytest.raises(ImageError, match="float64"):
        morph(bar(3, 5) / 255, bar(3, 5), 7)


def crossing(at):
    """Return what reads the first class before a step, and the second after it."""
    return lambda step: np.array([0.5 + np.tanh((at - step) / 3) / 2, 0.5 - np.tanh((at - step) / 3) / 2])


@pytest.mark.parametrize("at", [1, 2, 9, 10, 11, 187, 200, 399])
def test_the_doubt_is_found_to_the_step(at):
    assert greatest_doubt(crossing(at)) == at
    asked = []
    greatest_doubt(lambda step: asked.append(step) or crossing(at)(step))
    assert len(asked) == len(set(asked)) <= STEPS // EVERY + 1 + 4


def test_without_a_change_the_doubt_is_the_smallest_lead_on_the_curve():
    assert greatest_doubt(lambda step: [0.6 + abs(step - 120) / 2000, 0.4 - abs(step - 120) / 2000]) == 120
    assert greatest_doubt(lambda _: [0.7, 0.3]) == 0


def test_the_margin_is_that_of_evaluate():
    assert margin([0.1, 0.2, 0.7]) == pytest.approx(0.5)
    assert margin([0.5, 0.5]) == 0
