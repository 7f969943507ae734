from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnviz.errors import NetworkError
from cnnviz.layers import (
    categorical_crossentropy,
    categorical_crossentropy_backward,
    mean_squared_error,
    mean_squared_error_backward,
    softmax,
    softmax_backward,
    softmax_crossentropy,
    softmax_crossentropy_backward,
)
from tests.oracle import tape_gradients

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
CLIPPED = -np.log(1e-7)


@pytest.mark.parametrize(
    ("case", "target", "probabilities", "expected"),
    [
        ("a guess of ten", np.eye(10)[3], np.full(10, 0.1), np.log(10)),
        ("half sure", [0, 1, 0], [0.25, 0.5, 0.25], np.log(2)),
        ("sure and right", [0, 1], [0, 1], 1.1920929e-07),
        ("sure and wrong", [1, 0], [0, 1], CLIPPED),
        ("not yet divided by their sum", [1, 0], [1, 3], np.log(4)),
        ("a soft target", [0.5, 0.5], [0.25, 0.75], -0.5 * np.log(0.25 * 0.75)),
    ],
)
def test_by_hand_and_as_keras(case, target, probabilities, expected):
    result = categorical_crossentropy(target, probabilities)
    oracle = keras.losses.categorical_crossentropy(np.float32([target]), np.float32([probabilities]))
    assert result.dtype == np.float32
    assert np.shape(result) == ()
    np.testing.assert_allclose(result, expected, rtol=1e-5)
    np.testing.assert_allclose(result, np.asarray(oracle)[0], rtol=1e-5)


@settings(max_examples=100, deadline=None)
@given(hnp.arrays("float32", (3, 5), elements=st.floats(0, 1, width=32)), st.integers(0, 4))
def test_as_keras_also_row_by_row(probabilities, true_class):
    probabilities[:, 0] += np.float32(0.01)  # where all are 0 Keras gives NaN
    target = np.eye(5, dtype="float32")[[true_class] * 3]
    expected = np.asarray(keras.losses.categorical_crossentropy(target, probabilities))
    result = categorical_crossentropy(target, probabilities)
    np.testing.assert_allclose(result, expected, **CLOSE)
    np.testing.assert_allclose(
        np.asarray(result)[0], categorical_crossentropy(target[0], probabilities[0]), rtol=1e-6
    )


@given(hnp.arrays("float64", 4, elements=st.floats(-1e6, 1e6)), st.integers(0, 3))
def test_finite_for_any_logits(logits, true_class):
    loss = categorical_crossentropy(np.eye(4)[true_class], softmax(logits))
    assert np.isfinite(loss)
    assert loss >= 0


@pytest.mark.parametrize(
    ("case", "probabilities"), [("none", [0, 0, 0]), ("below float32", [1e-300] * 3), ("huge", [1e300] * 3)]
)
def test_finite_for_probabilities_at_the_ends_of_the_number_range(case, probabilities):
    expected = CLIPPED if case == "none" else np.log(3)
    np.testing.assert_allclose(categorical_crossentropy([1, 0, 0], probabilities), expected, rtol=1e-5)


def test_more_probability_for_the_true_class_costs_less():
    share = np.linspace(0.01, 0.99, 50)
    target = np.tile([1, 0], (50, 1))
    losses = categorical_crossentropy(target, np.stack([share, 1 - share], axis=1))
    assert (np.diff(losses) < 0).all()


@pytest.mark.parametrize(
    ("case", "target", "probabilities", "message"),
    [
        ("a label", 3, np.full(10, 0.1), r"must be one-hot.*Received: target.shape=\(\), .*\(10,\)$"),
        ("other classes", [1, 0], [0.2, 0.3, 0.5], r"must be one-hot.*target.shape=\(2,\)"),
        ("numbers", 1, 1, r"must be one-hot.*target.shape=\(\)"),
        ("no class", [], [], r"must be one-hot.*target.shape=\(0,\)"),
        ("logits", [1, 0], [-2, 3], r"logits through `softmax` first. Received: probabilities=\[-2.  3.\]$"),
        ("words", ["a"], [1], r"`target` must be numbers.*Received: target=\['a'\]$"),
    ],
)
def test_errors(case, target, probabilities, message):
    with pytest.raises(NetworkError, match=message):
        categorical_crossentropy(target, probabilities)


# --- the gradients, and the losses that came with them

rows = hnp.arrays("float32", (3, 5), elements=st.floats(-30, 30, width=32))
TARGET = np.eye(5, dtype="float32")[[1, 4, 1]]


@pytest.mark.parametrize(
    ("case", "target", "probabilities"),
    [
        ("sure and right", [0, 1, 0], [0, 1, 0]),
        ("sure and wrong", [0, 1, 0], [1, 0, 0]),
        ("half sure", [0, 1, 0], [0.25, 0.5, 0.25]),
        ("not yet divided by their sum", [1, 0, 0], [1, 3, 4]),
        ("a soft target", [0.5, 0.25, 0.25], [0.2, 0.8, 0]),
    ],
)
def test_the_gradient_of_crossentropy_as_tensorflows(case, target, probabilities):
    target, q = np.float32([target]), np.float32([probabilities])
    (expected,) = tape_gradients(lambda q: keras.losses.categorical_crossentropy(target, q), [1.0], q)
    np.testing.assert_allclose(categorical_crossentropy_backward(target, q), expected, **CLOSE)


@settings(max_examples=50, deadline=None)
@given(hnp.arrays("float32", (3, 5), elements=st.floats(0.125, 1, width=32)))
def test_the_gradient_of_crossentropy_as_tensorflows_row_by_row(q):
    (expected,) = tape_gradients(
        lambda q: keras.losses.categorical_crossentropy(TARGET, q), np.ones(3, "float32"), q
    )
    np.testing.assert_allclose(categorical_crossentropy_backward(TARGET, q), expected, **CLOSE)


def test_the_gradient_of_crossentropy_is_finite_where_all_are_0():
    np.testing.assert_array_equal(categorical_crossentropy_backward([1, 0], [0, 0]), [0, 0])


@settings(max_examples=50, deadline=None)
@given(rows)
def test_softmax_with_crossentropy_as_keras_and_tensorflow(logits):
    def loss(logits):
        return keras.losses.categorical_crossentropy(TARGET, logits, from_logits=True)

    np.testing.assert_allclose(softmax_crossentropy(TARGET, logits), np.asarray(loss(logits)), **CLOSE)
    (expected,) = tape_gradients(loss, np.ones(3, "float32"), logits)
    result = softmax_crossentropy_backward(TARGET, softmax(logits))
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, expected, **CLOSE)


@given(hnp.arrays("float32", (3, 5), elements=st.floats(-4, 4, width=32)))
def test_q_less_p_is_the_gradient_through_the_loss_and_then_through_softmax(logits):
    q = softmax(logits)
    through = softmax_backward(categorical_crossentropy_backward(TARGET, q), q)
    np.testing.assert_allclose(softmax_crossentropy_backward(TARGET, q), through, **CLOSE)
    np.testing.assert_allclose(
        softmax_crossentropy(TARGET, logits), categorical_crossentropy(TARGET, q), **CLOSE
    )


@pytest.mark.parametrize(
    ("case", "logits", "expected"),
    [
        ("huge, wrong", [1e6, -1e6], 2e6),
        ("huge, right", [-1e6, 1e6], 0),
        ("huge and equal", [1e6, 1e6], np.log(2)),
        ("beyond float32", [1e300, -1e300], np.finfo(np.float32).max),
    ],
)
def test_softmax_with_crossentropy_of_huge_logits(case, logits, expected):
    result = softmax_crossentropy([0, 1], logits)
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, expected, rtol=1e-6)
    assert not np.signbit(result)


@settings(max_examples=50, deadline=None)
@given(rows)
def test_mean_squared_error_as_keras_and_tensorflow(prediction):
    def loss(prediction):
        return keras.losses.mean_squared_error(TARGET, prediction)

    np.testing.assert_allclose(mean_squared_error(TARGET, prediction), np.asarray(loss(prediction)), **CLOSE)
    (expected,) = tape_gradients(loss, np.ones(3, "float32"), prediction)
    result = mean_squared_error_backward(TARGET, prediction)
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, expected, **CLOSE)


@pytest.mark.parametrize(
    "function",
    [
        categorical_crossentropy_backward,
        softmax_crossentropy,
        softmax_crossentropy_backward,
        mean_squared_error,
        mean_squared_error_backward,
    ],
)
def test_every_loss_and_gradient_refuses_other_shapes(function):
    for target, given_ in (([1, 0], [0.2, 0.3, 0.5]), (1, 1), ([], [])):
        with pytest.raises(NetworkError, match=r"`target` must be .*Received: target.shape="):
            function(target, given_)


def test_the_gradient_of_crossentropy_refuses_logits():
    with pytest.raises(NetworkError, match="logits through `softmax` first"):
        categorical_crossentropy_backward([1, 0], [-2, 3])
