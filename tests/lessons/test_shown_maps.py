"""The maps that are shown: by contrast and in order, page by page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnviz.errors import NetworkError
from cnnviz.lessons.shown_maps import MapsAsked, MapsPart, contrasts, part_of, shown

#: Four maps of 1x2: of contrast 1, 0 (dead), 3 and 1.
MAPS = np.array([[[0, 7, -3, 1], [2, 7, 3, 3]]], np.float32)


def test_the_contrast_is_the_standard_deviation_of_a_map():
    np.testing.assert_array_equal(contrasts(MAPS), [1, 0, 3, 1])


@pytest.mark.parametrize(
    ("asked", "channels"),
    [
        (MapsAsked("x", 4), (2, 0, 3, 1)),
        (MapsAsked("x", 2), (2, 0)),
        (MapsAsked("x", 2, 3), (1,)),
        (MapsAsked("x", 3, 1, in_order=True), (1, 2, 3)),
        (MapsAsked("x", 3, 9), ()),
    ],
)
def test_a_page_has_its_maps(asked, channels):
    found = shown(MAPS, asked)
    assert (found.channels, found.n_channels, found.asked) == (channels, 4, asked)
    np.testing.assert_array_equal(found.values, MAPS[..., list(channels)])


def test_units_come_largest_first():
    assert shown(np.array([1, -5, 3], np.float32), MapsAsked("x", 2)).channels == (2, 0)


@given(arrays(np.float32, (2, 3, 7), elements=st.floats(-9, 9, width=32)), st.integers(1, 8), st.booleans())
def test_the_pages_together_have_each_map_once(output, n, in_order):
    pages = [shown(output, MapsAsked("x", n, first, in_order)) for first in range(0, 7, n)]
    assert sorted(channel for page in pages for channel in page.channels) == list(range(7))


def test_a_part_has_its_channels_rows_and_columns():
    output = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    np.testing.assert_array_equal(part_of(output, MapsPart("x")), output)
    np.testing.assert_array_equal(part_of(output, MapsPart("x", (3, 0))), output[..., [3, 0]])
    part = part_of(output, MapsPart("x", (1,), (1,), (0, 2)))
    np.testing.assert_array_equal(part, [[[13], [21]]])
    units = np.array([5, 6, 7], np.float32)
    np.testing.assert_array_equal(part_of(units, MapsPart("x", (2,))), [7])


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (MapsPart("x", (4,)), "x has 4 channels"),
        (MapsPart("x", None, (-1,)), "x has 2 rows"),
        (MapsPart("x", None, None, (3,)), "x has 3 columns"),
    ],
)
def test_a_part_that_is_not_there_is_an_error(part, sentence):
    with pytest.raises(NetworkError, match=sentence):
        part_of(np.zeros((2, 3, 4), np.float32), part)


def test_units_have_no_rows():
    with pytest.raises(NetworkError, match="no rows"):
        part_of(np.zeros(3, np.float32), MapsPart("x", None, (0,)))
