"""Which of the found digits is read."""

import numpy as np
import pytest

from cnnviz import digits
from cnnviz.digits import FoundDigit, doubt


def found(*probabilities):
    prepared = digits.from_mnist(np.zeros((28, 28), np.uint8))
    return [FoundDigit((0, 0, 9, 9), prepared, one) for one in probabilities]


@pytest.mark.parametrize(
    ("probabilities", "place", "expected"),
    [
        ((0.9, 0.95), None, 0),
        ((0.2, 0.9, 0.95), None, 1),
        ((0.2, doubt.SURE, 0.95), None, 1),
        ((0.3, 0.2), None, 0),
        ((0.9, 0.2), 1, 1),
        ((0.2, 0.9), 0, 0),
        ((0.2, 0.9), 2, 1),
    ],
)
def test_the_digit_at_a_place_or_the_first_sure_one(probabilities, place, expected):
    given = found(*probabilities)
    assert digits.pick(given, place) is given[expected]
