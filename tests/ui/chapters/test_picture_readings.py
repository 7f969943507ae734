"""What the page says of the digits in a picture: how many there are, and what the network reads."""

import numpy as np
import pytest

from cnnviz.digits import FoundDigit, PreparedDigit, doubt
from cnnviz.lessons.readings import reading
from cnnviz.ui.chapters.digits.picture_readings import counted
from cnnviz.ui.components.found_digits import ShownDigit

SURE, UNSURE = 1.0, doubt.SURE / 2


def shown(label, is_digit=SURE, share=1.0):
    """Return a digit with this label; another share makes the network hesitate between it and 7."""
    probabilities = share * np.eye(10)[label] + (1 - share) * np.eye(10)[7]
    found = FoundDigit((0, 0, 9, 9), PreparedDigit(np.zeros((28, 28), np.float32), ()), is_digit)
    return ShownDigit(
        found=found, reading=reading(probabilities, is_digit), probabilities=probabilities.tolist()
    )


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ([shown(4)], "1 digit found."),
        ([shown(4), shown(2)], "2 digits found. Click one. The network reads 42."),
        ([shown(4), shown(0, share=0.6)], "2 digits found. Click one. The network reads 40?."),
        (
            [shown(4), shown(8, UNSURE)],
            "1 digit found. 1 more mark may be a digit. Click one. The network reads 48?.",
        ),
        (
            [shown(8, UNSURE), shown(4), shown(1), shown(8, UNSURE)],
            "2 digits found. 2 more marks may be digits. Click one. The network reads 8?418?.",
        ),
        ([shown(8, UNSURE)], "No clear digit: 1 mark may be a digit."),
        ([shown(8, UNSURE)] * 3, "No clear digit: 3 marks may be digits. Click one."),
        ([shown(1)] * 21, "21 digits found. Click one."),
    ],
)
def test_what_is_doubtful_is_not_counted_as_a_digit(digits, expected):
    assert counted(digits) == expected
