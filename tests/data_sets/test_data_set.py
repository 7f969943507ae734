"""A data set as a value: its shape and classes, invalid ones, and the arrays a network takes."""

from dataclasses import replace

import numpy as np
import pytest

from cnnviz.data_sets import DataSet, encode
from cnnviz.errors import DataError
from tests.data_sets.shapes import NAMES, three_shapes

GREY = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
LABELS = np.array([0, 2])


def grey(**changed):
    arrays = {"x_train": GREY, "y_train": LABELS, "x_test": GREY[:1], "y_test": LABELS[:1]}
    return DataSet(**(arrays | changed), class_names=NAMES, name="two pictures", source="here")


def test_shape_and_classes_follow_from_the_pictures_and_the_names():
    assert (grey().input_shape, grey().n_classes) == ((3, 4, 1), 3)
    assert (three_shapes().input_shape, three_shapes().n_classes) == ((8, 10, 3), 3)
    assert list(grey().arrays) == ["x_train", "y_train", "x_test", "y_test"]
    assert grey().arrays["x_test"].shape == (1, 3, 4)


def test_encode_gives_0_to_1_with_a_channel_axis():
    encoded = encode(np.array([[[0, 255], [51, 102]]], np.uint8))
    np.testing.assert_allclose(encoded[0, ..., 0], np.array([[0, 1], [0.2, 0.4]]), rtol=1e-6)
    assert (encoded.shape, encoded.dtype) == ((1, 2, 2, 1), np.float32)


def test_encode_keeps_the_channels_of_colour_pictures():
    pictures = np.array([[[[0, 51, 255]]]], np.uint8)
    encoded = encode(pictures)
    np.testing.assert_allclose(encoded[0, 0, 0], np.array([0, 0.2, 1]), rtol=1e-6)
    assert (encoded.shape, encoded.dtype) == ((1, 1, 1, 3), np.float32)


WRONG = {
    "numbers that are no bytes": {"x_train": GREY.astype(np.float32)},
    "a single picture": {"x_train": GREY[0]},
    "two channels": {"x_train": np.zeros((2, 3, 4, 2), np.uint8)},
    "no test pictures": {"x_test": GREY[:0], "y_test": LABELS[:0]},
    "test pictures of another size": {"x_test": GREY[:1, :2]},
    "test pictures in colour": {"x_test": np.zeros((1, 3, 4, 3), np.uint8)},
    "a label for one of two": {"y_train": LABELS[:1]},
    "one-hot labels": {"y_train": np.eye(3, dtype=np.uint8)[LABELS]},
    "a label without a name": {"y_train": np.array([0, 3])},
    "a negative label": {"y_train": np.array([0, -1])},
    "labels that are no whole numbers": {"y_train": np.array([0.0, 1.0])},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG)
def test_what_does_not_fit_together_is_refused_in_a_sentence(changed):
    with pytest.raises(DataError, match=r"^\S.*\. Received: "):
        grey(**changed)


def test_a_part_of_it_is_checked_as_well():
    with pytest.raises(DataError, match="one label"):
        replace(grey(), class_names=NAMES[:2])
