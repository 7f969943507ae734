"""What units see, carried from map to map: as a stack's receptive field says, and where branches meet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import Window, receptive_field
from cnnviz.layers.reach import input_reach, merged

windows = st.one_of(
    st.builds(Window, st.integers(1, 4), st.integers(1, 3), st.just(1), st.sampled_from(["valid", "same"])),
    st.builds(Window, st.integers(1, 4), st.just(1), st.integers(1, 3), st.sampled_from(["valid", "same"])),
)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 24), st.lists(windows, max_size=5))
def test_a_row_of_windows_sees_what_the_stack_says(size, stack):
    reach = input_reach(size)
    try:
        for window in stack:
            reach = reach.through(window)
    except NetworkError:
        with pytest.raises(NetworkError):
            receptive_field(size, stack)
        return
    fields = [receptive_field(size, stack, unit) for unit in range(reach.n_units)]
    assert (reach.size, reach.jump, reach.first) == (fields[0].size, fields[0].jump, fields[0].first)
    for unit, field in enumerate(fields):
        first, last = reach.seen[:, unit].tolist()
        assert (first, last) == (min(field.seen), max(field.seen)) if field.seen else first > last
    seen = {pixel for field in fields for pixel in field.seen}
    assert reach.whole().size == (max(seen) - min(seen) + 1 if seen else 0)


def test_branches_see_what_any_of_them_sees():
    wide = input_reach(9).through(Window(5, padding="same"))
    shifted = input_reach(9).padded(0, 1).through(Window(2))
    both = merged([wide, shifted, input_reach(9)])
    assert (both.first, both.last, both.jump, both.n_units) == (-2, 2, 1, 9)
    assert both.seen[:, 0].tolist() == [0, 2]
    assert both.seen[:, 8].tolist() == [6, 8]


def test_one_number_for_all_places_adds_what_it_sees_to_each():
    maps = input_reach(7).through(Window(3))
    both = merged([maps, maps.whole()])
    assert (both.n_units, both.size) == (5, 7)
    assert both.through(Window(1, strides=2)).n_units == 3


def test_of_branches_with_different_strides_the_middle_unit_is_exact():
    slow, fast = input_reach(9).through(Window(5)), input_reach(9).through(Window(1, strides=2))
    both = merged([slow, fast])
    middle = both.n_units // 2
    assert (both.first + both.jump * middle, both.last + both.jump * middle) == (2, 6)


def test_columns_of_different_length_see_together_what_each_sees():
    both = merged([input_reach(9).through(Window(3)), input_reach(9)])
    assert (both.n_units, both.first, both.last) == (1, 3, 5)
    assert both.whole().size == 9


def test_what_sees_padding_alone_sees_nothing():
    zeros = input_reach(1).padded(3, 0).through(Window(1, strides=4))
    assert zeros.whole().size == 0
    assert merged([zeros.whole(), input_reach(1)]).size == 1
    assert np.all(zeros.seen[0] > zeros.seen[1])
