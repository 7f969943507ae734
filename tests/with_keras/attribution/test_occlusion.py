"""Occlusion against a plain loop."""

import keras
import numpy as np
import pytest
from keras import layers

from cnnviz import attribution
from cnnviz.errors import NetworkError
from cnnviz.with_keras.attribution import batches
from tests.with_keras.attribution.networks import CLOSE, SHAPE, graph, picture, random_weights


def plain_loop(model, x, class_index, patch, stride, filling=0.0):
    """Return the mean fall over the patches that cover a pixel, one patch and one pixel at a time."""

    def probability(one):
        return float(model(one[np.newaxis])[0, class_index])

    whole = probability(x)
    height, width, _ = x.shape
    falls = [[[] for _ in range(width)] for _ in range(height)]
    top = 0
    while True:
        left = 0
        while True:
            hidden = x.copy()
            inside = [
                (row, column)
                for row in range(top, min(height, top + patch))
                for column in range(left, min(width, left + patch))
            ]
            for row, column in inside:
                hidden[row, column] = filling
            fall = whole - probability(hidden)
            for row, column in inside:
                falls[row][column].append(fall)
            if left + patch >= width:
                break
            left += stride
        if top + patch >= height:
            break
        top += stride
    return np.array([[np.mean(one) for one in row] for row in falls])


@pytest.mark.parametrize(("patch", "stride"), [(3, 3), (4, 3), (5, 2), (20, 1)])
def test_occlusion_is_the_plain_loop(patch, stride):
    x, model = picture(), graph()
    found = attribution.occlusion(model, x, 2, patch=patch, stride=stride)
    assert (found.shape, found.dtype) == (SHAPE[:2], np.float32)
    np.testing.assert_allclose(found, plain_loop(model, x, 2, patch, stride), **CLOSE)


def test_the_patch_can_be_filled_otherwise_and_batches_change_nothing(monkeypatch):
    x, model = picture(), graph()
    expected = plain_loop(model, x, 1, 4, 2, filling=0.7)
    monkeypatch.setattr(batches, "MOST", 7)
    found = attribution.occlusion(model, x, 1, patch=4, stride=2, baseline=0.7)
    np.testing.assert_allclose(found, expected, **CLOSE)


def test_the_patch_is_by_default_a_seventh_and_moves_by_its_half():
    first = keras.Input((28, 30, 1))
    model = random_weights(keras.Model(first, layers.Dense(3, "softmax")(layers.Flatten()(first))))
    x = picture((28, 30, 1))
    np.testing.assert_array_equal(
        attribution.occlusion(model, x, 0), attribution.occlusion(model, x, 0, patch=4, stride=2)
    )


def test_of_one_sigmoid_hiding_lowers_yes_by_what_it_raises_no():
    x, model = picture(), graph("sigmoid", 1)
    yes, no = (attribution.occlusion(model, x, index, patch=4) for index in (1, 0))
    np.testing.assert_allclose(yes, -no, **CLOSE)
    np.testing.assert_allclose(yes, plain_loop(model, x, 0, 4, 2), **CLOSE)


@pytest.mark.parametrize(("patch", "stride"), [(0, 1), (3, 4), (3, 0)])
def test_patches_that_leave_pixels_out_are_refused(patch, stride):
    with pytest.raises(NetworkError, match="patch"):
        attribution.occlusion(graph(), picture(), 0, patch=patch, stride=stride)


@pytest.mark.parametrize("n", [1, 2, 7, 50, 1000])
def test_batches_are_nearly_equal_and_all_together(n):
    for with_gradients in (True, False):
        parts = list(batches.batches(graph(), SHAPE, n, with_gradients=with_gradients))
        assert [i for part in parts for i in range(n)[part]] == list(range(n))
        lengths = {part.stop - part.start for part in parts}
        assert max(lengths) - min(lengths) <= 1
        assert max(lengths) <= batches.MOST


def test_batches_hold_as_many_activations_as_is_allowed(monkeypatch):
    """Flatten and 10 units: 36 numbers in, 36 flat, 10 out."""
    first = keras.Input((3, 12, 1))
    model = keras.Model(first, layers.Dense(10)(layers.Flatten()(first)))
    monkeypatch.setattr(batches, "ACTIVATION_BYTES", 4 * 82 * 3)
    cut = [part.stop - part.start for part in batches.batches(model, (3, 12, 1), 6, with_gradients=True)]
    assert cut == [3, 3]
    any_size = keras.Model(first := keras.Input((None, None, 1)), layers.GlobalAveragePooling2D()(first))
    monkeypatch.setattr(batches, "ACTIVATION_BYTES", 4 * 37 * 2)
    cut = [part.stop - part.start for part in batches.batches(any_size, (3, 12, 1), 6, with_gradients=True)]
    assert cut == [2, 2, 2]
