"""A part's outline is an edge where the brightness drops on every side; a digit that crosses a line stays."""

import numpy as np
import pytest

from cnnviz.digits.edges import edges
from cnnviz.digits.ink import Ink
from cnnviz.digits.lines import lines
from cnnviz.digits.parts import parts


def seen(bright):
    """Return a picture (h, w) as ink that is brighter than its paper."""
    bright = np.asarray(bright, np.float32)
    return Ink(bright, bright, 0.5, 1.0, dark=False, even=False)


def closed_and_drop(bright, part):
    """Return the share of one part's outline that is an edge, and how far the brightness drops there."""
    labels = part.astype(np.int32)
    rows, columns = np.nonzero(part)
    outline = part.copy()
    outline[rows.min() + 1 : rows.max(), columns.min() + 1 : columns.max()] = False
    closed, drops = edges(seen(bright), labels, outline, 1)
    return closed[0], drops[0]


@pytest.fixture
def bar():
    part = np.zeros((80, 80), bool)
    part[20:60, 30:35] = True
    return part


def test_a_bar_on_dark_paper_has_edges_all_around(bar):
    assert closed_and_drop(bar, bar) == (1, 1)


def test_a_bar_two_pixels_from_a_bright_page_has_edges_all_around(bar):
    picture = bar.copy()
    picture[:18] = True
    assert closed_and_drop(picture, bar) == (1, 1)


def test_a_strip_along_a_bright_page_is_open(bar):
    picture = bar.copy()
    picture[:, :30] = True
    assert closed_and_drop(picture, bar)[0] == 0


def slim_bars(top, bottom):
    """Return a mask (300, 300) with a line and six bars, from `top` to `bottom`, at or across the line."""
    mask = np.zeros((300, 300), bool)
    mask[100:104, 10:290] = True
    for left in range(20, 280, 45):
        mask[top:bottom, left : left + 4] = True
    return mask


@pytest.mark.parametrize(("top", "bottom", "n"), [(60, 140, 6), (60, 100, 0), (104, 144, 0)])
def test_what_crosses_a_line_stays_and_teeth_that_begin_at_it_go(top, bottom, n):
    mask = slim_bars(top, bottom)
    found = lines(mask)
    assert found.number == 1
    assert len(parts(seen(mask), mask & ~found.mask, found).boxes) == n
