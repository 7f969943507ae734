"""Marks that the finder sees in photographs, prepared like digits: the same for the same view."""

import numpy as np
import pytest

from cnnviz import mnist
from cnnviz.errors import DataError
from cnnviz.no_digits.in_photographs import (
    FEWEST_PIXELS,
    MOST_PIXELS,
    all_marks,
    is_like_a_one,
    marks_in,
    view,
)
from cnnviz.no_digits.kinds_of_things import Things
from cnnviz.no_digits.mixed_things import Material, made

WHITE = np.ones((200, 300), np.float32)


def things(photograph):
    return Things([], [], [], [], [photograph])


def spotted():
    """Return a photograph with 40 dark discs on bright ground, of different sizes."""
    rows, columns = np.mgrid[:200, :300]
    picture = WHITE.copy()
    for n in range(40):
        row, column = 15 + 40 * (n // 8), 15 + 37 * (n % 8)
        picture[np.hypot(rows - row, columns - column) < 5 + n % 7] = 0.2
    return picture


def test_the_marks_in_a_view_are_prepared_and_the_same_each_time():
    some = things(spotted())
    first = marks_in(some, 0, 0)
    assert first
    assert {(mark.shape, mark.dtype) for mark in first} == {((28, 28), np.dtype(np.uint8))}
    marks_in.cache_clear()
    np.testing.assert_array_equal(first, marks_in(some, 0, 0))
    assert not all(map(np.array_equal, first, marks_in(some, 0, 1)))


def test_a_view_is_a_piece_of_the_photograph():
    halves = np.full((150, 400), 0.5, np.float32)
    halves[:, 200:] = 0.25
    for seed in range(10):
        seen = view(halves, np.random.default_rng(seed))
        assert seen.shape[0] == seen.shape[1]
        assert FEWEST_PIXELS <= len(seen) <= MOST_PIXELS
        assert 0.25 <= seen.min() <= seen.max() <= 0.5


def test_a_disc_is_a_mark_and_a_bar_and_a_speck_are_none():
    rows, columns = np.mgrid[:200, :300]
    picture = WHITE.copy()
    picture[np.hypot(rows - 100, columns - 60) < 20] = 0
    picture[60:140, 150:158] = 0
    picture[90:99, 230:239] = 0
    dark = [mark for mark in all_marks(picture) if mark.parts.ink.dark]
    places = {tuple(round(side, -1) for side in mark.place) for mark in dark}
    assert places == {(80, 40, 120, 80)}


@pytest.mark.parametrize(
    ("ink", "like"),
    {
        "upright": (np.pad(np.ones((20, 3)), 4), True),
        "slanted": (np.eye(20), True),
        "lying": (np.pad(np.ones((3, 20)), 4), False),
        "a block": (np.ones((20, 20)), False),
        "a corner": (np.maximum(np.eye(1, 20, 0).repeat(20, 0), np.eye(1, 20, 19).T.repeat(20, 1)), False),
    }.values(),
)
def test_a_bar_is_like_a_one(ink, like):
    assert is_like_a_one(ink) == like


def test_a_photograph_of_nothing_is_refused():
    with pytest.raises(DataError, match="Nothing stands out"):
        made(Material(things(WHITE), *mnist.bundled()), "marks in photographs", 1, (1,))
