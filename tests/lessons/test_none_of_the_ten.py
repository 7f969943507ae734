"""Things that are no digit, as a network sees them, and how far it may be trusted."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.lessons.none_of_the_ten import LETTERS, THINGS, Trust, seen, shrunk, trust


@pytest.mark.parametrize("name", THINGS)
def test_a_network_can_take_every_thing(name):
    picture, digit = seen(name)
    assert picture.dtype == digit.dtype == np.float32
    assert digit.shape == (28, 28)
    assert 0 <= digit.min() <= digit.max() <= 1
    np.testing.assert_array_equal(digit, np.rint(digit * 255).astype(np.float32) / np.float32(255))


def test_a_picture_is_cut_to_its_middle_square_and_shrunk_by_means():
    picture = np.zeros((56, 100), np.float32)
    picture[:, :22] = 1  # outside of the middle
    picture[::2, 22:] = 1
    picture[0, 22] = 0
    expected = np.full((28, 28), 128 / 255, np.float32)
    expected[0, 0] = 64 / 255
    np.testing.assert_allclose(shrunk(picture), expected, atol=1 / 255)


def test_the_smiley_has_blocks_of_four_by_four():
    smiley = images.to_grey(images.sample_images()["smiley"]())
    np.testing.assert_array_equal(seen("smiley").digit, np.kron(smiley, np.ones((4, 4), np.float32)))


def test_noise_has_a_seed():
    first, same, other = (seen("noise", seed=seed).digit for seed in (3, 3, 4))
    np.testing.assert_array_equal(first, same)
    assert np.abs(first - other).mean() > 0.2


def test_each_letter_stands_where_digits_stand():
    shapes = set()
    for letter in LETTERS:
        digit = seen("letter", letter=letter).digit
        rows, columns = np.nonzero(digit)
        assert max(np.ptp(rows), np.ptp(columns)) == 19, letter  # the box has 20 pixels
        for places in (rows, columns):
            assert np.average(places, weights=digit[rows, columns]) == pytest.approx(14, abs=0.51), letter
        shapes.add(digit.tobytes())
    assert len(shapes) == len(LETTERS)


def test_the_trust_counts_the_answers_that_were_at_least_as_sure():
    probabilities = np.array([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3], [0.95, 0.05]], np.float32)
    evaluation = Evaluation(np.array([0, 0, 0, 1]), probabilities)
    assert trust(evaluation, 0.6) == Trust(0.5, 4)
    assert trust(evaluation, 0.85) == Trust(0.5, 2)
    assert trust(evaluation, 0.75) == Trust(1 / 3, 3)
    assert trust(evaluation, 0.96) is None
