"""Pushes as data: where they turn the answer, and the pictures that they make."""

import numpy as np
import pytest

from cnnviz.lessons.pushes import Push, moved, random_directions, to_levels, turned_at


def pushes(rows, toward=None, changes=None):
    """Return pushes whose probabilities are these rows."""
    signs = np.array([[[[1], [-1], [0]]]], np.int8) if changes is None else changes
    rows = np.array(rows, np.float32)
    return Push(toward, signs, random_directions((1, 3, 1)), rows, rows)


FALLS = [[0.8, 0.15, 0.05], [0.5, 0.4, 0.1], [0.2, 0.3, 0.5], [0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]


@pytest.mark.parametrize(("toward", "at"), [(None, 2), (2, 2), (1, 4)])
def test_it_turns_at_the_first_row_whose_best_class_is_another_one(toward, at):
    assert turned_at(np.array(FALLS), toward) == at
    assert pushes(FALLS, toward).turned_at == at
    assert pushes(FALLS, toward).other == (2 if toward is None else toward)


def test_where_none_turns_the_other_class_is_the_nearest_rival():
    stays = pushes([[0.8, 0.15, 0.05], [0.6, 0.1, 0.3], [0.7, 0.2, 0.1]])
    assert stays.turned_at is None
    assert (stays.first, stays.other) == (0, 2)


def test_levels_move_and_stop_at_black_and_white():
    levels = np.array([[[250], [3], [7]]], np.uint8)
    found = pushes(FALLS)
    assert found.pushed(levels, 4).ravel().tolist() == [254, 0, 7]
    assert found.pushed(levels, 9).ravel().tolist() == [255, 0, 7]
    several = np.zeros((5, 1, 3, 1), np.int8)
    several[3] = [[[-2], [3], [1]]]
    assert pushes(FALLS, changes=several).pushed(levels, 3).ravel().tolist() == [248, 6, 8]
    steps = found.randomly_changed(np.full((1, 3, 1), 90, np.uint8), 4).astype(int) - 90
    assert set(np.abs(steps).ravel()) == {4}


def test_a_picture_is_rounded_to_what_8_bits_hold():
    assert to_levels(np.array([[0, 0.4999 / 255, 0.5001 / 255, 1, 1.2]])).ravel().tolist() == [
        0,
        0,
        1,
        255,
        255,
    ]
    assert to_levels(np.zeros((4, 5), np.float32)).shape == (4, 5, 1)
    assert moved(np.array([0], np.uint8), np.array([-1], np.int8)).tolist() == [0]


def test_random_directions_are_the_same_each_time_and_half_of_each():
    one = random_directions((40, 50, 3))
    np.testing.assert_array_equal(one, random_directions((40, 50, 3)))
    assert abs(float(one.mean())) < 0.05
    assert not np.array_equal(one, random_directions((40, 50, 3), 1))
