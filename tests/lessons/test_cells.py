"""Simple and complex cells: the bar by hand, the responses by Keras, then what the page claims."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import KernelError, NetworkError
from cnnviz.kernels import FAMILIES
from cnnviz.lessons import cells

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
ANGLES = st.integers(0, 179)
SHIFTS = st.sampled_from(cells.SHIFTS)


def divided(angle):
    """Return the weights of a cell (15, 15, 1, 1)."""
    kernel = FAMILIES["gabor"](15, angle)
    return np.array(kernel.weights)[..., np.newaxis, np.newaxis] / kernel.divisor


def by_keras(picture, angle):
    """Return the map of a cell after ReLU (rows, columns)."""
    x = picture[np.newaxis, ..., np.newaxis]
    return np.asarray(keras.ops.relu(keras.ops.conv(x, divided(angle).astype("float32"), 1, "valid")))


# --- the bar


def test_a_lying_bar_by_hand():
    expected = np.zeros((65, 65))
    expected[30:35, 10:55] = 1  # 5 rows about row 32; 45 columns and two halves
    expected[30:35, [9, 55]] = 128 / 255
    np.testing.assert_array_equal(cells.bar(0), expected.astype(np.float32))


def test_a_bar_moves_up_by_its_shift_and_a_standing_one_to_the_left():
    np.testing.assert_array_equal(cells.bar(0, 3), np.roll(cells.bar(0), -3, axis=0))
    np.testing.assert_array_equal(cells.bar(90, 3), np.roll(cells.bar(90), -3, axis=1))
    np.testing.assert_array_equal(cells.bar(90), cells.bar(0).T)


def test_at_45_degrees_it_runs_from_bottom_left_to_top_right():
    picture = cells.bar(45)
    assert (picture[44, 20], picture[20, 44], picture[20, 20]) == (1, 1, 0)


@settings(deadline=None)
@given(ANGLES, SHIFTS, st.booleans())
def test_a_bar_is_made_of_levels_and_a_smaller_picture_is_its_centre(angle, shift, dark):
    whole = cells.bar(angle, shift, dark=dark)
    levels = np.rint(whole * 255)
    np.testing.assert_array_equal((levels / 255).astype(np.float32), whole)
    np.testing.assert_array_equal(cells.bar(angle, shift, dark=dark, side=27), whole[19:46, 19:46])
    np.testing.assert_array_equal(np.rint(cells.bar(angle, shift, dark=not dark) * 255), 255 - levels)
    # Half a turn is the same bar on the other side.
    np.testing.assert_array_equal(cells.bar(angle + 180, -shift, dark=dark), whole)


@pytest.mark.parametrize("side", [0, -3, 64])
def test_a_picture_without_a_centre_is_refused(side):
    with pytest.raises(NetworkError, match=f"odd number of at least 1.*side={side}"):
        cells.bar(0, side=side)


# --- the responses


@settings(deadline=None, max_examples=20)
@given(ANGLES, SHIFTS, st.booleans())
def test_simple_cells_respond_as_keras_says(angle, shift, dark):
    picture = cells.bar(angle, shift, dark=dark)
    expected = [by_keras(picture, one)[0, 25, 25, 0] for one in cells.CELL_ANGLES]
    found = cells.responses_by_angle(angle, shift, dark=dark)
    np.testing.assert_allclose(found, expected, **CLOSE)


@settings(deadline=None, max_examples=8)
@given(ANGLES, st.sampled_from(cells.CELL_ANGLES), st.sampled_from(cells.POOL_SIZES), st.booleans())
def test_cells_respond_to_a_moving_bar_as_keras_says(angle, cell, pool_size, dark):
    found = cells.responses_by_shift(angle, cell, pool_size, dark=dark)
    first = 25 - pool_size // 2
    places = slice(first, first + pool_size)
    for shift, simple, pooled in zip(cells.SHIFTS, *found, strict=True):
        whole = by_keras(cells.bar(angle, shift, dark=dark), cell)
        np.testing.assert_allclose(simple, whole[0, 25, 25, 0], **CLOSE)
        maximum = keras.ops.max_pool(whole[:, places, places], pool_size, 1, "valid")
        np.testing.assert_allclose(pooled, np.asarray(maximum).item(), **CLOSE)


def test_an_angle_without_a_kernel_is_refused():
    with pytest.raises(KernelError, match="steps of 5"):
        cells.responses_by_shift(0, 7, 5)


# --- what the page claims


@pytest.mark.parametrize("angle", range(0, 180, 7))
def test_the_cell_at_the_bars_angle_responds_most_and_one_across_hardly(angle):
    found = cells.responses_by_angle(angle)
    best = cells.CELL_ANGLES[found.argmax()]
    assert min(abs(best - angle), 180 - abs(best - angle)) <= 5
    assert 0.85 < found.max() <= 1 + 1e-6
    across = cells.responses_by_angle(angle, angles=[(round(angle / 5) * 5 + 90) % 180])
    assert across.max() < 0.05


@pytest.mark.parametrize("angle", cells.SHOWN_ANGLES)
def test_a_shift_silences_the_simple_cell_and_not_the_complex_one(angle):
    found = cells.responses_by_shift(angle, angle, 13)
    shifts = np.array(cells.SHIFTS)
    near = abs(shifts) <= 6
    assert found.pooled[near].min() > 0.9 * found.pooled.max()
    assert found.simple[(abs(shifts) >= 4) & near].max() < 0.05
    assert found.simple[shifts == 0] > 0.95
    assert found.pooled[abs(shifts) == 20].max() < 0.05


def test_a_dark_bar_silences_a_simple_cell():
    assert cells.responses_by_angle(30).max() > 0.9
    assert cells.responses_by_angle(30, dark=True, angles=[30]) == 0


def test_a_complex_cell_over_one_place_is_a_simple_cell():
    found = cells.responses_by_shift(20, 15, 1)
    np.testing.assert_array_equal(found.simple, found.pooled)
    wider = [cells.responses_by_shift(20, 15, size).pooled for size in cells.POOL_SIZES]
    assert (np.diff(wider, axis=0) >= 0).all()
