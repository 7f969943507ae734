from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import conv2d, dense, dense_backward, flatten, flatten_backward
from tests.oracle import tape_gradients

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}


def test_flatten_goes_position_by_position_and_not_map_by_map():
    x = np.array([[[1, 10], [2, 20]], [[3, 30], [4, 40]]])
    result = flatten(x)
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, [1, 10, 2, 20, 3, 30, 4, 40])


@pytest.mark.parametrize("shape", [(3, 5, 4), (1, 1, 7), (6, 2), (9,)])
def test_flatten_as_a_keras_layer(shape):
    x = np.random.default_rng(0).random(shape, dtype="float32")
    expected = np.asarray(keras.layers.Flatten()(x[None]))[0]
    np.testing.assert_array_equal(flatten(x), expected)
    np.testing.assert_array_equal(flatten(np.asfortranarray(x)), expected)


def test_flatten_gives_a_new_array():
    x = np.ones((2, 2, 1), dtype="float32")
    flatten(x)[:] = 7
    np.testing.assert_array_equal(x, np.ones_like(x))


def test_dense_by_hand():
    x, weights = [1, 2, 3], [[1, 0], [0, 1], [-1, 2]]
    result = dense(x, weights, bias=[10, 20])
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, [8, 28])
    np.testing.assert_array_equal(dense(x, weights), [-2, 8])


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 200), st.integers(1, 20), st.integers(0, 2**32 - 1))
def test_dense_as_keras(n_inputs, n_units, seed):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, n_inputs).astype("float32")
    weights = rng.uniform(-0.1, 0.1, (n_inputs, n_units)).astype("float32")
    bias = rng.uniform(-1, 1, n_units).astype("float32")
    expected = np.asarray(keras.ops.matmul(x[None], weights) + bias)[0]
    np.testing.assert_allclose(dense(x, weights, bias), expected, **CLOSE)


@pytest.mark.parametrize("shape", [(12,), (3, 12), (2, 3, 12)])
def test_dense_as_a_keras_layer(shape):
    layer = keras.layers.Dense(5, bias_initializer="random_normal")
    x = np.random.default_rng(0).random(shape, dtype="float32")
    expected = np.asarray(layer(x[None]))[0]
    np.testing.assert_allclose(dense(x, *layer.get_weights()), expected, **CLOSE)


def test_a_dense_layer_is_a_convolution_with_a_kernel_as_large_as_the_map():
    rng = np.random.default_rng(0)
    x, weights = rng.random((4, 3, 2), dtype="float32"), rng.random((4, 3, 2, 5), dtype="float32")
    np.testing.assert_allclose(dense(flatten(x), weights.reshape(-1, 5)), conv2d(x, weights)[0, 0], **CLOSE)


@pytest.mark.parametrize(
    ("case", "call", "message"),
    [
        (
            "not flattened",
            lambda: dense(np.ones((2, 2, 3)), np.ones((12, 5))),
            r"flattened first.*\(2, 2, 3\)",
        ),
        ("transposed", lambda: dense([1, 2, 3], np.ones((5, 3))), r"as many inputs.*weights.shape=\(5, 3\)$"),
        ("flat weights", lambda: dense([1, 2], [1, 2]), r"\(inputs, units\).*weights.shape=\(2,\)$"),
        ("a number", lambda: dense(1, np.ones((1, 1))), r"\(inputs, units\).*x.shape=\(\)"),
        (
            "gradient",
            lambda: dense_backward([1], [1, 2], np.ones((2, 3))),
            r"layer's output.*\(1,\), output shape=\(3,\)$",
        ),
        (
            "gradient, transposed",
            lambda: dense_backward([1, 2], [1, 2, 3], np.ones((2, 3))),
            "as many inputs",
        ),
        ("gradient of a row", lambda: flatten_backward([1, 2, 3], (2, 2)), r"output shape=\(4,\)$"),
        ("bias", lambda: dense([1], [[1, 2]], [1]), r"one number for each unit.*bias.shape=\(1,\)"),
        ("words", lambda: dense(["a"], [[1]]), r"`x` must be numbers.*Received: x=\['a'\]$"),
        ("ragged", lambda: flatten([[1], [1, 2]]), r"rows of equal length.*Received: x=\[\[1\], \[1, 2\]\]$"),
    ],
)
def test_errors(case, call, message):
    with pytest.raises(NetworkError, match=message):
        call()


def test_the_gradient_of_dense_by_hand_is_an_outer_product():
    dx, dweights, dbias = dense_backward([10, -1], [1, 2, 3], [[1, 0], [0, 1], [-1, 2]])
    np.testing.assert_array_equal(dx, [10, -1, -12])
    np.testing.assert_array_equal(dweights, [[10, -1], [20, -2], [30, -3]])
    np.testing.assert_array_equal(dbias, [10, -1])


@pytest.mark.parametrize("shape", [(1,), (12,), (3, 12), (2, 3, 12)])
@pytest.mark.parametrize("n_units", [1, 5])
def test_the_gradient_of_dense_as_tensorflows(shape, n_units):
    rng = np.random.default_rng(0)
    shapes = (*shape[:-1], n_units), shape, (shape[-1], n_units), (n_units,)
    gradient, x, weights, bias = (rng.uniform(-1, 1, one).astype("float32") for one in shapes)
    expected = tape_gradients(lambda x, w, b: keras.ops.matmul(x, w) + b, gradient, x, weights, bias)
    for one, other in zip(dense_backward(gradient, x, weights), expected, strict=True):
        assert one.dtype == np.float32
        np.testing.assert_allclose(one, other, **CLOSE)


@pytest.mark.parametrize("shape", [(3, 5, 4), (1, 1, 7), (6, 2), (9,)])
def test_the_gradient_of_flatten_goes_back_to_its_places(shape):
    x = np.random.default_rng(0).random(shape, dtype="float32")
    result = flatten_backward(flatten(x), shape)
    np.testing.assert_array_equal(result, x)
    assert result.flags.writeable
