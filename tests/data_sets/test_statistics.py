"""Statistics of a data set: by hand, by NumPy, and for any number and size of classes and pictures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import mnist
from cnnviz.data_sets import counts, mean_and_spread, samples, spaced_labels
from tests.data_sets.shapes import three_shapes

labels = st.lists(st.integers(0, 9), min_size=1, max_size=60).map(lambda given: np.array(given, np.uint8))


@settings(max_examples=50, deadline=None)
@given(labels, st.integers(1, 9), st.integers(0, 999))
def test_samples_are_of_their_class_and_no_two_are_one(given_labels, per_class, sheet):
    places = samples(given_labels, 10, per_class, sheet)
    known = counts(given_labels, 10)
    assert places.shape == (10, per_class)
    for digit, row in enumerate(places):
        shown = row[row >= 0]
        assert len(shown) == len(set(shown)) == min(per_class, known[digit])
        assert (given_labels[shown] == digit).all()


def test_sheet_after_sheet_shows_all_digits_of_a_class():
    given_labels = np.zeros(7, np.uint8)
    shown = [samples(given_labels, 10, 3, sheet)[0].tolist() for sheet in range(3)]
    assert shown == [[0, 1, 2], [3, 4, 5], [6, 0, 1]]


def test_mean_and_spread_by_hand_and_as_numpy_has_them():
    images = np.zeros((4, 28, 28), np.uint8)
    images[:, 0, 0] = [10, 20, 7, 30]
    means, spreads = mean_and_spread(images, np.array([3, 3, 5, 3], np.uint8), 10)
    assert means[3, 0, 0] == 20
    assert spreads[3, 0, 0] == pytest.approx((200 / 3) ** 0.5)
    assert (means[5, 0, 0], spreads[5].max(), means[0].max(), spreads[0].max()) == (7, 0, 0, 0)
    digits = mnist.load()
    means, spreads = mean_and_spread(digits.x_train, digits.y_train, 10)
    for digit in range(10):
        mine = digits.x_train[digits.y_train == digit].astype(np.float64)
        np.testing.assert_allclose(means[digit], mine.mean(axis=0), rtol=1e-6)
        np.testing.assert_allclose(spreads[digit], mine.std(axis=0), rtol=1e-6)


def test_the_first_labels_or_where_these_are_alike_some_from_all_over():
    places, first = spaced_labels(np.array([5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 3], np.uint8), 10)
    assert (places.tolist(), first) == (list(range(10)), True)
    places, first = spaced_labels(mnist.load().y_train, 10)
    assert (mnist.load().y_train[places].tolist(), first) == (list(range(10)), False)
    places, first = spaced_labels(np.array([3, 3], np.uint8), 10)
    assert (places.tolist(), first) == ([0, 1], True)


def test_three_classes_of_colour_pictures_have_statistics_of_their_shape():
    data = three_shapes(n_train=61)
    assert counts(data.y_train, data.n_classes).tolist() == [21, 20, 20]
    means, spreads = mean_and_spread(data.x_train, data.y_train, data.n_classes)
    assert means.shape == spreads.shape == (3, 8, 10, 3)
    for label in range(3):
        mine = data.x_train[data.y_train == label].astype(np.float64)
        np.testing.assert_allclose(means[label], mine.mean(axis=0), rtol=1e-6)
        np.testing.assert_allclose(spreads[label], mine.std(axis=0), rtol=1e-6)
    assert samples(data.y_train, 3, per_class=2).tolist() == [[0, 3], [1, 4], [2, 5]]
    assert spaced_labels(data.y_train, 3)[0].tolist() == [0, 1, 2]
