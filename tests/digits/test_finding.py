"""Digits are found in a picture: by hand, and in generated photos."""

import numpy as np
import pytest

from cnnviz import digits
from cnnviz.drawing import Drawing, render
from cnnviz.errors import ImageError
from tests.digits.drawn import DRAWN
from tests.photos.judging import overlap


def sheet(*rows, size=256):
    """Return drawn digits in rows, black on white, and their boxes."""
    picture = np.ones((size * len(rows), size * max(map(len, rows))), np.float32)
    boxes = []
    for r, row in enumerate(rows):
        for c, digit in enumerate(row):
            drawn = render(Drawing(DRAWN[digit]))
            picture[r * size : (r + 1) * size, c * size : (c + 1) * size] = drawn
            ys, xs = np.nonzero(drawn < 0.5)
            boxes.append(
                (ys.min() + r * size, xs.min() + c * size, ys.max() + 1 + r * size, xs.max() + 1 + c * size)
            )
    return picture, boxes


@pytest.mark.parametrize("bright", [False, True])
def test_digits_are_found_in_reading_order(bright):
    picture, boxes = sheet([2, 3, 5], [7, 0, 6])
    found = digits.find(1 - picture if bright else picture)
    assert len(found) == 6
    assert all(overlap(one.box, box) > 0.9 for one, box in zip(found, boxes, strict=True))
    assert all(one.probability > 0.5 for one in found)


def test_a_picture_of_nothing_holds_no_digits():
    assert digits.find(np.full((200, 300, 3), 0.8)) == []


def test_what_is_no_picture_is_refused():
    with pytest.raises(ImageError, match="height, width"):
        digits.find(np.zeros((3, 3, 4)))
