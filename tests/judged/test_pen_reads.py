"""The network `pen` reads what people draw, wherever and however they draw it."""

import numpy as np
import pytest

from cnnviz import digits, drawing
from cnnviz.drawing import Drawing
from cnnviz.network import forward
from cnnviz.reading import pretrained_bytes, read
from tests.digits.drawn_by_mouse import BY_MOUSE, moved

DRAWINGS = [(digit, style) for digit, styles in BY_MOUSE.items() for style in styles]


@pytest.fixture(scope="module")
def answer():
    network, weights = read(pretrained_bytes("pen"))

    def answer(prepared):
        return int(forward(network, weights, prepared.digit[..., np.newaxis])["dense"].argmax())

    return answer


@pytest.mark.parametrize(("digit", "style"), DRAWINGS)
def test_a_drawing_is_read_large_small_and_in_a_corner(answer, digit, style):
    strokes = BY_MOUSE[digit][style]
    placed = {
        "as drawn": strokes,
        "small": moved(strokes, 0.3, 110, 100),
        "tiny": moved(strokes, 0.16, 30, 170),
        "in a corner": moved(strokes, 0.5, 2, 3),
        "large": moved(strokes, 1.3, 10, 8),
    }
    read_as = {name: answer(digits.from_drawing(Drawing(one))) for name, one in placed.items()}
    assert read_as == dict.fromkeys(placed, digit)


@pytest.mark.parametrize(("digit", "style"), DRAWINGS)
def test_a_picture_of_a_drawing_is_read_with_a_thin_and_a_thick_pen(answer, digit, style):
    drawn = Drawing(BY_MOUSE[digit][style])
    read_as = {
        width: answer(digits.from_picture(drawing.render(drawn, width=width))) for width in (6, 20, 32)
    }
    assert read_as == dict.fromkeys(read_as, digit)
