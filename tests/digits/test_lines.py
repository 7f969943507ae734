"""Long straight lines are found, and told from what crosses them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.digits.lines import STEEPEST, lines


def sheet(height=120, width=200):
    return np.zeros((height, width), bool)


def ruled(mask, row, thickness=2, slope=0.0, columns=slice(None)):
    """Draw a line from left to right, and return what it covers."""
    line = np.zeros_like(mask)
    for column in range(*columns.indices(mask.shape[1])):
        top = round(row + slope * column)
        line[top : top + thickness, column] = True
    mask |= line
    return line


def test_an_empty_mask_has_no_lines():
    found = lines(sheet())
    assert found.number == 0
    assert found.thickness == 0
    assert not found.mask.any()


def test_dots_beside_a_row_are_no_line():
    # Every dot is one row above or below the row that a line would take: that row has no ink.
    mask = sheet(31, 13)
    mask[[2, 4, 9, 14, 16, 20, 22, 25], [2, 3, 3, 6, 5, 5, 6, 6]] = True
    assert lines(mask).number == 0
    assert lines(mask.T).number == 0


def test_a_line_is_found_with_its_thickness():
    mask = sheet()
    line = ruled(mask, 40, thickness=3)
    found = lines(mask)
    assert found.number == 1
    assert found.thickness == 3
    assert np.array_equal(found.mask, line)


def test_lines_across_and_down_are_found():
    mask = sheet()
    lines_across = ruled(mask, 20) | ruled(mask, 80)
    line_down = ruled(mask.T, 100).T
    found = lines(mask)
    assert found.number == 3
    # Where they cross, a line's run is too long to be its own.
    crossing = lines_across & line_down
    assert np.array_equal(found.mask | crossing, lines_across | line_down)


def test_what_crosses_a_line_stays():
    mask = sheet()
    ruled(mask, 60)
    mask[30:100, 50:58] = True
    found = lines(mask)
    assert found.mask[60, :48].all()
    assert found.mask[60, 60:].all()
    assert not found.mask[:, 50:58].any()


def test_a_short_line_is_none():
    mask = sheet()
    ruled(mask, 60, columns=slice(20, 80))  # 60 of 200 pixels are less than LONG
    assert lines(mask).number == 0


def test_a_thick_bar_is_no_line():
    mask = sheet()
    mask[40:60] = True  # 200 pixels are only ten times as long as 20
    assert lines(mask).number == 0


def test_a_line_with_small_gaps_is_one():
    mask = sheet()
    line = ruled(mask, 60)
    line[:, ::23] = mask[:, ::23] = False
    found = lines(mask)
    assert found.number == 1
    assert np.array_equal(found.mask, line)


@given(st.floats(-STEEPEST + 0.01, STEEPEST - 0.01), st.integers(1, 4), st.integers(55, 65), st.booleans())
@settings(deadline=None, max_examples=40)
def test_a_turned_line_is_found(slope, thickness, row, across):
    mask = np.zeros((120, 150), bool)
    line = ruled(mask, row - slope * 75, thickness, slope)
    mask, line = (mask, line) if across else (mask.T.copy(), line.T)
    found = lines(mask)
    assert found.number == 1
    assert not (found.mask & ~line).any()
    assert found.mask.sum() >= 0.9 * line.sum()


@given(st.integers(0, 2**32 - 1), st.floats(0, 0.3))
@settings(deadline=None, max_examples=20)
def test_lines_are_of_the_mask_and_come_again_where_it_is_turned(seed, share):
    mask = np.random.default_rng(seed).random((60, 80)) < share
    ruled(mask, 30)
    found, turned = lines(mask), lines(mask.T)
    assert not (found.mask & ~mask).any()
    assert np.array_equal(found.mask, turned.mask.T)
    assert found.number == turned.number


def test_lines_and_others_are_all_of_both():
    mask, other = sheet(), sheet()
    ruled(mask, 20, thickness=2)
    ruled(other, 80, thickness=4)
    both = lines(mask).and_also(lines(other))
    assert both.number == 2
    assert both.thickness == 4
    assert np.array_equal(both.mask, mask | other)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (2, 2)])
def test_any_shape(shape):
    for mask in (np.zeros(shape, bool), np.ones(shape, bool)):
        assert lines(mask).mask.shape == shape
