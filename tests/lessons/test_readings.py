"""What a network reads in a found digit, and when the page doubts it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.lessons.readings import SURE, reading


def shares(**among):
    """Return ten probabilities, given as `d7=0.9`."""
    given = np.zeros(10)
    for name, share in among.items():
        given[int(name[1])] = share
    return given


@pytest.mark.parametrize(
    ("probabilities", "is_digit", "expected"),
    [
        (shares(d7=0.99, d1=0.01), 1, (7, 0.99, "")),
        (shares(d7=SURE, d1=1 - SURE), 1, (7, SURE, "")),
        (shares(d7=0.6, d1=0.4), 1, (7, 0.6, "or 1")),
        (shares(d3=0.5, d8=0.5), 1, (8, 0.5, "or 3")),
        (shares(d4=1.0), 0.4, (4, 1, "no digit")),
        (shares(d4=0.5, d9=0.5), 0.4, (9, 0.5, "no digit")),
    ],
)
def test_a_reading_is_the_largest_probability_with_a_word_on_its_doubt(probabilities, is_digit, expected):
    read = reading(probabilities, is_digit)
    assert (read.label, read.probability, read.doubt) == expected
    assert bool(read.why) == bool(read.doubt)


@given(st.lists(st.floats(0.01, 1), min_size=10, max_size=10), st.floats(0, 1))
def test_a_doubtful_reading_names_two_different_digits(weights, is_digit):
    probabilities = np.array(weights) / sum(weights)
    read = reading(probabilities, is_digit)
    assert read.label == probabilities.argmax() or probabilities[read.label] == probabilities.max()
    if read.doubt.startswith("or "):
        assert int(read.doubt[3:]) != read.label
