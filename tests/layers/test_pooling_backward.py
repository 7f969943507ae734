"""The gradients of pooling: by hand, then by TensorFlow's tape, including ties."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import (
    average_pool2d,
    average_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
    max_pool2d_winners,
)
from tests.oracle import tape_gradients

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
POOLINGS = {
    max_pool2d_backward: (max_pool2d, keras.ops.max_pool),
    average_pool2d_backward: (average_pool2d, keras.ops.average_pool),
}
BOTH = pytest.mark.parametrize("backward", list(POOLINGS))


@st.composite
def cases(draw):
    """Draw (x, settings) of a pooling that fits; with few integers there are many ties."""
    padding = draw(st.sampled_from(["valid", "same"]))
    pool_size = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    strides = draw(st.none() | st.tuples(st.integers(1, 5), st.integers(1, 5)))
    size = [draw(st.integers(n if padding == "valid" else 1, n + 6)) for n in pool_size]
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    x = rng.uniform(-2, 1, (*size, draw(st.integers(1, 3)))).astype("float32")
    return np.rint(x) if draw(st.booleans()) else x, {
        "pool_size": pool_size,
        "strides": strides,
        "padding": padding,
    }


X = np.array([[1, 3, 2, 0], [5, 4, 1, 1], [0, 2, 9, 8], [1, 1, 7, 6]])[..., None]
TIED = np.array([[0, 5, 5], [5, 0, 5], [5, 5, 0]])[..., None]


NONE = [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("case", "x", "gradient", "kwargs", "expected"),
    [
        ("each its own", X, [[1, 2], [3, 4]], {}, [[0, 0, 2, 0], [1, 0, 0, 0], [0, 3, 4, 0], NONE]),
        ("twice the same", X[1:], [[1, 2]], {"pool_size": 3, "strides": 1}, [NONE, [0, 0, 3, 0], NONE]),
        ("of equal ones the first", TIED, [[1, 2], [4, 8]], {"strides": 1}, [[0, 3, 0], [4, 0, 8], [0] * 3]),
        ("all equal", 0 * X[:2, :2], [[7]], {}, [[7, 0], [0, 0]]),
        ("never the padding", -X[:1, :3], [[1, 2]], {"padding": "same"}, [[1, 0, 2]]),
    ],
)
def test_max_by_hand(case, x, gradient, kwargs, expected):
    result = max_pool2d_backward(np.array(gradient)[..., None], x, **kwargs)
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result[..., 0], expected)


@pytest.mark.parametrize(
    ("case", "x", "gradient", "kwargs", "expected"),
    [
        ("in equal parts", X[:2], [[4, 8]], {}, [[1, 1, 2, 2]] * 2),
        ("overlapping", X[:1, :3], [[2, 4]], {"pool_size": (1, 2), "strides": 1}, [[1, 3, 2]]),
        ("a rest that no window sees", X[:2, :3], [[4]], {}, [[1, 1, 0]] * 2),
        ("same: among those inside", X[:1, :3], [[2, 4]], {"padding": "same"}, [[1, 1, 4]]),
    ],
)
def test_average_by_hand(case, x, gradient, kwargs, expected):
    result = average_pool2d_backward(np.array(gradient)[..., None], x, **kwargs)
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result[..., 0], expected)


@BOTH
@settings(max_examples=80, deadline=None)
@given(case=cases())
def test_as_tensorflow(backward, case):
    x, kwargs = case
    forward, by_keras = POOLINGS[backward]
    shape = forward(x, **kwargs).shape
    gradient = np.random.default_rng(0).uniform(-1, 1, shape).astype("float32")
    (expected,) = tape_gradients(lambda x: by_keras(x, **kwargs), gradient[None], x[None])
    np.testing.assert_allclose(backward(gradient, x, **kwargs), expected[0], **CLOSE)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_the_winners_hold_the_largest_values(case):
    x, kwargs = case
    winners = max_pool2d_winners(x, **kwargs)
    assert (winners >= 0).all()
    values = x[winners[..., 0], winners[..., 1], np.arange(x.shape[2])]
    np.testing.assert_array_equal(values, max_pool2d(x, **kwargs))


@BOTH
@settings(max_examples=50, deadline=None)
@given(case=cases())
def test_all_of_the_gradient_arrives(backward, case):
    x, kwargs = case
    shape = POOLINGS[backward][0](x, **kwargs).shape
    gradient = np.random.default_rng(1).uniform(-1, 1, shape).astype("float32")
    np.testing.assert_allclose(backward(gradient, x, **kwargs).sum((0, 1)), gradient.sum((0, 1)), **CLOSE)


@BOTH
@pytest.mark.parametrize(
    ("case", "gradient", "x", "kwargs", "message"),
    [
        (
            "shape",
            np.zeros((2, 2, 1)),
            X,
            {"strides": 1},
            r"layer's output.*\(2, 2, 1\), output shape=\(3, 3, 1\)$",
        ),
        ("channels", np.zeros((2, 2, 3)), X, {}, r"output shape=\(2, 2, 1\)$"),
        ("words", "up", X, {}, r"`gradient` must be numbers"),
        ("grey", np.zeros((2, 2, 1)), X[..., 0], {}, r"x\[..., np.newaxis\]"),
        ("too large", np.zeros((1, 1, 1)), X, {"pool_size": 6}, r"covers 6 pixels, but only 4 are there"),
        ("no stride", np.zeros((2, 2, 1)), X, {"strides": 0}, r"`strides` must be at least 1"),
        ("padding", np.zeros((2, 2, 1)), X, {"padding": "full"}, r'"valid" or "same"'),
    ],
)
def test_errors(backward, case, gradient, x, kwargs, message):
    with pytest.raises(NetworkError, match=message):
        backward(gradient, x, **kwargs)
