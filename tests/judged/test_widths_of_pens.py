"""A picture of a drawing is read alike, whatever the width of the pen: 6 to 40 pixels on the board of 256."""

import numpy as np
import pytest

from cnnviz.digits import from_picture
from cnnviz.drawing import BOARD, Drawing, render
from cnnviz.errors import ImageError
from cnnviz.handwriting import SKELETONS, skeleton
from cnnviz.handwriting.geometry import corners_of
from tests.photos.judging import read

#: The longer side of the drawings, as a share of the board.
SIZES = (0.6, 0.9)
ENOUGH = 0.97


def drawings():
    """Return each style of each digit in both sizes, in the middle of the board, with its label."""
    rng = np.random.default_rng(77)
    for label, styles in SKELETONS.items():
        for style in styles:
            for size in SIZES:
                yield label, style, Drawing(_middle(skeleton(label, style, rng), size))


def _middle(strokes, size):
    low, high = corners_of(strokes)
    scale = size * (BOARD - 1) / max(high - low)
    start = (BOARD - 1 - (high - low) * scale) / 2
    return tuple(tuple(map(tuple, np.rint((s - low) * scale + start).astype(int).tolist())) for s in strokes)


def answer(drawing, width):
    try:
        return read(from_picture(render(drawing, width=width)).digit)
    except ImageError as error:
        return str(error)


@pytest.mark.parametrize("width", [6, 12, 20, 40])
def test_drawings_are_read_with_a_pen_of_any_width(width):
    said = [(label, style, answer(drawing, width)) for label, style, drawing in drawings()]
    wrong = [one for one in said if one[0] != one[2]]
    assert 1 - len(wrong) / len(said) >= ENOUGH, wrong
