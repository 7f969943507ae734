"""Smaller training sets, drawn evenly from every class."""

import numpy as np
import pytest

from cnnviz import mnist
from cnnviz.data_sets import DataSet, fewer
from cnnviz.errors import DataError
from tests.data_sets.shapes import three_shapes

WHOLE = mnist.load()


def counts(digits):
    return np.bincount(digits.y_train, minlength=10).tolist()


def pictures(digits):
    return {image.tobytes() for image in digits.x_train}


def test_all_of_them_are_the_same_digits():
    assert fewer(WHOLE) is WHOLE


@pytest.mark.parametrize(
    ("asked", "each"),
    [({"share": 0.5}, 200), ({"share": 0.001}, 1), ({"per_class": 30}, 30), ({"per_class": 400}, 400)],
)
def test_every_class_gives_alike_and_those_to_judge_by_stay(asked, each):
    part = fewer(WHOLE, **asked)
    assert counts(part) == [each] * 10
    assert part.x_test is WHOLE.x_test
    known = {image.tobytes(): label for image, label in zip(WHOLE.x_train, WHOLE.y_train, strict=True)}
    assert all(
        known[image.tobytes()] == label for image, label in zip(part.x_train, part.y_train, strict=True)
    )


def test_an_uneven_set_gives_of_each_class_its_share():
    keep = np.concatenate([np.flatnonzero(WHOLE.y_train == label)[: 10 * (label + 1)] for label in range(10)])
    uneven = mnist.Digits(WHOLE.x_train[keep], WHOLE.y_train[keep], WHOLE.x_test, WHOLE.y_test)
    assert counts(fewer(uneven, share=0.3)) == [3 * (label + 1) for label in range(10)]


def test_the_seed_draws_and_the_smaller_part_lies_in_the_larger():
    small, large = (fewer(WHOLE, per_class=n, seed=5) for n in (10, 30))
    assert pictures(small) <= pictures(large)
    np.testing.assert_array_equal(small.x_train, fewer(WHOLE, per_class=10, seed=5).x_train)
    assert pictures(small) != pictures(fewer(WHOLE, per_class=10, seed=6))


def test_more_than_there_are_is_said():
    with pytest.raises(DataError, match="only 400 pictures"):
        fewer(WHOLE, per_class=401)


def test_colour_pictures_of_three_classes_are_drawn_as_well():
    whole = three_shapes(n_train=30)
    part = fewer(whole, per_class=4, seed=2)
    assert np.bincount(part.y_train).tolist() == [4, 4, 4]
    assert part.x_train.shape == (12, 8, 10, 3)
    assert type(part) is DataSet
    assert (part.class_names, part.name, part.source) == (whole.class_names, whole.name, whole.source)
    with pytest.raises(DataError, match="only 10 pictures"):
        fewer(whole, per_class=11)
