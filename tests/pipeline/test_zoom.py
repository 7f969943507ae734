"""Where the part whose numbers are shown lies: by hand, then that its cells come from each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.kernels import KERNELS
from cnnviz.layers import max_pool2d
from cnnviz.pipeline import Pipeline, Round, walk
from cnnviz.pipeline.zoom import ZOOM, round_input, zoom_corner, zoomed, zoomed_cell


def walked(height, width, *rounds, region=None):
    """Return the settings and the stages of an image with one bright pixel at row 9, column 4."""
    now = Pipeline().replace(walk={"rounds": rounds, "region": region})
    image = np.zeros((height, width), np.float32)
    image[min(9, height - 1), min(4, width - 1)] = 1
    return now, walk(image, now)[0]


IDENTITY = Round(KERNELS["identity"])


@pytest.mark.parametrize(
    ("region", "corner", "pooled"),
    [
        (None, (6, 1), (3, 1, 3, 2)),  # around (9, 4); columns 1 … 6 hold the windows at 2 and 4
        ((0, 0), (0, 0), (0, 0, 3, 3)),
        ((5, 3), (5, 3), (3, 2, 2, 2)),
        ((500, 500), (14, 10), (7, 5, 3, 3)),
    ],
)
def test_the_part_by_hand(region, corner, pooled):
    now, stages = walked(20, 16, IDENTITY, region=region)
    assert zoom_corner(stages, 0, now) == corner
    for n in (0, 1, 2):
        assert zoomed(stages, n, 0, now) == (*corner, ZOOM, ZOOM)
    assert zoomed(stages, 3, 0, now) == pooled
    assert zoomed_cell(stages, 0, now) == pooled[:2]


def test_a_smaller_map_is_shown_whole():
    now, stages = walked(4, 5, IDENTITY)
    assert [zoomed(stages, n, 0, now) for n in range(4)] == [(0, 0, 4, 5)] * 3 + [(0, 0, 2, 2)]


def test_a_map_that_cannot_be_pooled_has_its_first_cell():
    now, stages = walked(4, 5, Round(KERNELS["identity"], pool_size=5))
    assert len(stages) == 3
    assert zoomed_cell(stages, 0, now) == (0, 0)


def test_the_input_of_a_round_is_the_pooled_map_of_the_one_before():
    _, stages = walked(20, 16, IDENTITY, IDENTITY)
    assert [round_input(stages, place) for place in range(7)] == [0, 0, 0, 0, 3, 3, 3]


@given(
    sides=st.tuples(st.integers(2, 24), st.integers(2, 24)),
    pool_size=st.integers(2, 8),
    strides=st.integers(1, 8),
    region=st.none() | st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_the_pooled_part_is_what_pooling_makes_of_the_part(sides, pool_size, strides, region):
    """Where whole windows lie in the part, their maxima stand in the pooled part."""
    now, stages = walked(
        *sides, Round(KERNELS["sharpen"], pool_size=pool_size, strides=strides), region=region
    )
    if len(stages) < 4:
        return
    top, left, height, width = zoomed(stages, 3, 0, now)
    pooled = stages[3].values[top : top + height, left : left + width]
    assert pooled.shape == (height, width)
    assert min(height, width) >= 1
    assert zoomed_cell(stages, 0, now) == (top, left)
    rows = slice(top * strides, (top + height - 1) * strides + pool_size)
    columns = slice(left * strides, (left + width - 1) * strides + pool_size)
    again = max_pool2d(stages[2].values[rows, columns, np.newaxis], pool_size, strides=strides)[..., 0]
    np.testing.assert_array_equal(again, pooled)
    part = zoomed(stages, 2, 0, now)
    for windows, begin, size in ((rows, part.top, part.height), (columns, part.left, part.width)):
        whole_windows = windows.start >= begin and windows.stop <= begin + size
        some_fits = any(
            begin <= n * strides and n * strides + pool_size <= begin + size
            for n in range(max(stages[3].values.shape))
        )
        assert whole_windows or not some_fits
