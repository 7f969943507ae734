"""Pieces of ruled lines are told from digits: the line goes on beyond them."""

import numpy as np
import pytest

from cnnviz.digits.ink import against_one_paper
from cnnviz.digits.lines import Lines
from cnnviz.digits.marks import Mark
from cnnviz.digits.parts import parts
from cnnviz.digits.ruled import goes_on, ruled

#: A picture with a stroke from row 40 to row 80 in columns 50 to 52.
HEIGHT, WIDTH, TOP, BOTTOM, LEFT, RIGHT = 120, 100, 40, 80, 50, 53


def stroke(*, across=False):
    """Return the mark of one stroke; `across` lays it down."""
    picture = np.zeros((HEIGHT, WIDTH), np.float32)
    picture[TOP:BOTTOM, LEFT:RIGHT] = 1
    ink = against_one_paper(picture.T if across else picture, dark=True, scale=1)
    assert ink is not None
    return Mark(parts(ink, ink.bright > 0), (0,))


def line(top, bottom, *, across=False):
    """Return the line in the stroke's columns from one row to another."""
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[top:bottom, LEFT:RIGHT] = True
    return ruled(Lines(mask.T if across else mask, 1, 3.0), 1, dark=True)


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize(("top", "bottom"), [(0, HEIGHT), (TOP, HEIGHT), (0, BOTTOM)])
def test_a_stroke_on_a_longer_line_is_a_piece_of_it(top, bottom, across):
    assert line(top, bottom, across=across).has_piece(stroke(across=across))


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize(("top", "bottom"), [(TOP, BOTTOM), (TOP - 3, BOTTOM + 3), (0, TOP), (0, TOP + 15)])
def test_a_stroke_that_is_all_or_little_of_the_line_is_no_piece(top, bottom, across):
    assert not line(top, bottom, across=across).has_piece(stroke(across=across))


def test_a_line_of_the_other_polarity_has_no_such_piece():
    assert not line(0, HEIGHT)._replace(dark=False).has_piece(stroke())


def test_a_line_goes_on_as_steeply_as_lines_may_be():
    rows = np.arange(100)
    mask = np.zeros((100, 60), bool)
    mask[rows, (10 + 0.25 * rows).astype(int)] = True
    assert goes_on(mask, (30, 17, 70, 28))
    assert not goes_on(mask, (30, 40, 70, 50))


def test_the_grain_of_paper_is_no_line():
    grain = Lines(np.ones((60, 40), bool), 12, 2.0)
    few = Lines(grain.mask, 3, 2.0)
    assert not ruled(grain, 1.0, dark=True).mask.any()
    assert ruled(few, 1.0, dark=True).mask.any()


def test_a_stroke_that_is_much_thicker_than_the_line_is_no_piece():
    thin = line(0, HEIGHT)._replace(thickness=0.5)
    assert thin.has_piece(stroke()) is False
