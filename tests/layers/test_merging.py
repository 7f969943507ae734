"""Branches that meet: by hand, against Keras, and their gradients against TensorFlow's tape."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import layers
from cnnviz.errors import NetworkError
from tests.oracle import tape_gradients

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
MERGES = {
    "add": (layers.add, layers.add_backward, keras.layers.Add),
    "multiply": (layers.multiply, layers.multiply_backward, keras.layers.Multiply),
    "concatenate": (layers.concatenate, layers.concatenate_backward, keras.layers.Concatenate),
}


def test_a_product_by_hand_and_whose_slope_is_whose_partner():
    a, b = np.float32([1, 2]), np.float32([10, 20])
    assert layers.multiply([a, b]).tolist() == [10, 40]
    assert [one.tolist() for one in layers.multiply_backward([1, 1], [a, b])] == [[10, 20], [1, 2]]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(list(MERGES)), st.integers(2, 4), st.integers(0, 99), st.booleans())
def test_values_and_gradients_are_those_of_keras(name, n, seed, thin):
    forward, backward, layer = MERGES[name]
    rng = np.random.default_rng(seed)
    shapes = [(3, 2, 4)] * n
    if thin and name != "concatenate":
        shapes[-1] = (1, 1, 4)  # one number a channel, for all places
    inputs = [rng.normal(size=shape).astype(np.float32) for shape in shapes]
    expected = np.asarray(layer()([one[np.newaxis] for one in inputs]))[0]
    np.testing.assert_allclose(forward(inputs), expected, **CLOSE)
    gradient = rng.normal(size=expected.shape).astype(np.float32)
    slopes = tape_gradients(
        lambda *given: layer()(list(given)), gradient[np.newaxis], *(one[np.newaxis] for one in inputs)
    )
    for ours, theirs in zip(backward(gradient, inputs), slopes, strict=True):
        np.testing.assert_allclose(ours, theirs[0], **CLOSE)


@pytest.mark.parametrize("merge", [layers.add, layers.multiply, layers.concatenate])
@pytest.mark.parametrize(
    ("inputs", "word"), [([[1, 2]], "two inputs"), ([np.ones((2, 3)), np.ones((3, 3))], "shapes=")]
)
def test_what_cannot_be_merged_says_so(merge, inputs, word):
    with pytest.raises(NetworkError, match=word):
        merge(inputs)
