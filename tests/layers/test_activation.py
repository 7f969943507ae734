import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnviz.errors import NetworkError
from cnnviz.layers import ACTIVATIONS, relu, relu_backward, softmax, softmax_backward
from tests.oracle import tape_gradients

logits = hnp.arrays(
    "float32", hnp.array_shapes(max_dims=3, max_side=6), elements=st.floats(-1e6, 1e6, width=32)
)


def test_relu_by_hand():
    result = relu([[-2, -0.5, 0], [0.5, 2, 1e6]])
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, [[0, 0, 0], [0.5, 2, 1e6]])


@settings(max_examples=50, deadline=None)
@given(logits)
def test_relu_as_keras(x):
    # Not to the bit: TensorFlow rounds numbers below 1.2e-38 to 0.
    np.testing.assert_allclose(relu(x), np.asarray(keras.ops.relu(x)), rtol=1e-4, atol=1e-5)


@given(logits)
def test_relu_and_its_mirror_add_up_to_the_input(x):
    np.testing.assert_array_equal(relu(x) - relu(-x), x)


def test_relu_gives_a_new_array():
    x = np.ones(3, dtype="float32")
    relu(x)[:] = 7
    np.testing.assert_array_equal(x, [1, 1, 1])


def test_softmax_by_hand():
    result = softmax(np.log([1, 2, 5]))
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, [0.125, 0.25, 0.625], rtol=1e-6)


@pytest.mark.parametrize(
    ("case", "values", "expected"),
    [
        ("huge", [1e6, -1e6, 0], [1, 0, 0]),
        ("huge and equal", [1e6, 1e6], [0.5, 0.5]),
        ("hugely negative and equal", [-1e6, -1e6], [0.5, 0.5]),
        ("the ends of float32", [3.4e38, -3.4e38], [1, 0]),
        ("beyond float32", [1e300, -1e300], [1, 0]),
        ("one class", [-5], [1]),
    ],
)
def test_softmax_is_stable(case, values, expected):
    np.testing.assert_array_equal(softmax(values), np.array(expected, dtype="float32"))


@settings(max_examples=100, deadline=None)
@given(logits.filter(lambda x: x.shape[-1] > 1))  # of a single class Keras warns
def test_softmax_as_keras(x):
    expected = np.asarray(keras.ops.softmax(x))
    np.testing.assert_allclose(softmax(x), expected, rtol=1e-4, atol=1e-5)


def test_softmax_as_a_keras_layer():
    x = np.random.default_rng(0).normal(size=10).astype("float32")
    np.testing.assert_allclose(
        softmax(x), np.asarray(keras.layers.Softmax()(x[None]))[0], rtol=1e-4, atol=1e-5
    )


@given(logits)
def test_softmax_is_a_distribution(x):
    result = softmax(x)
    assert (result >= 0).all()
    np.testing.assert_allclose(result.sum(axis=-1), 1, rtol=1e-5)


@given(hnp.arrays("float32", 5, elements=st.integers(-50, 50)), st.integers(-1000, 1000))
def test_softmax_does_not_see_what_is_added_to_all(x, constant):
    np.testing.assert_allclose(softmax(x + constant), softmax(x), rtol=1e-5)


@pytest.mark.parametrize(
    ("case", "call", "message"),
    [
        ("a number", lambda: softmax(3), r"one number for each class.*Received: logits.shape=\(\)$"),
        ("no class", lambda: softmax([]), r"at least one class. Received: logits.shape=\(0,\)$"),
        ("words", lambda: softmax(["a"]), r"`logits` must be numbers.*Received: logits=\['a'\]$"),
        ("gradient", lambda: relu_backward([1], [1, 2]), r"layer's output.*\(1,\), output shape=\(2,\)$"),
        (
            "gradient of tanh",
            lambda: ACTIVATIONS["tanh"].backward([1], [1, 2]),
            r"layer's output.*output shape=\(2,\)$",
        ),
        ("gradient of softmax", lambda: softmax_backward([1], [0.5, 0.5]), r"layer's output.*\(2,\)$"),
        ("softmax of none", lambda: softmax_backward([], []), r"at least one class.*\(0,\)$"),
        ("relu of words", lambda: relu("cat"), r"`x` must be numbers.*Received: x='cat'$"),
    ],
)
def test_errors(case, call, message):
    with pytest.raises(NetworkError, match=message):
        call()


@pytest.mark.parametrize("name", list(ACTIVATIONS))
@settings(max_examples=30, deadline=None)
@given(hnp.arrays("float32", 20, elements=st.floats(-50, 50, width=32, allow_subnormal=False)))
def test_each_activation_as_keras(name, x):
    expected = np.asarray(getattr(keras.activations, name)(x))
    np.testing.assert_allclose(ACTIVATIONS[name].of(x), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", list(ACTIVATIONS))
@settings(max_examples=30, deadline=None)
@given(hnp.arrays("float32", 20, elements=st.floats(-50, 50, width=32, allow_subnormal=False)))
def test_each_slope_as_tensorflows_gradient(name, x):
    function = getattr(keras.activations, name)
    with tf.GradientTape() as tape:
        variable = tf.Variable(x)
        y = function(variable)
    expected = np.asarray(tape.gradient(y, variable))
    np.testing.assert_allclose(ACTIVATIONS[name].derivative(x), expected, rtol=1e-4, atol=1e-5)


def test_relu_is_a_gate_shut_at_0_itself():
    np.testing.assert_array_equal(relu_backward([[1, -2], [3, 4]], [[-1, 5], [0, 1e-9]]), [[0, -2], [0, 4]])


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_each_gradient_as_tensorflows(name):
    rng = np.random.default_rng(0)
    x, gradient = rng.normal(size=(2, 4, 5)).astype("float32")
    (expected,) = tape_gradients(getattr(keras.activations, name), gradient, x)
    result = ACTIVATIONS[name].backward(gradient, x)
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-5)
    if name == "relu":
        np.testing.assert_array_equal(relu_backward(gradient, x), result)


@settings(max_examples=30, deadline=None)
@given(hnp.arrays("float32", (2, 5), elements=st.floats(-20, 20, width=32)))
def test_softmaxs_gradient_as_tensorflows(x):
    gradient = np.random.default_rng(0).normal(size=x.shape).astype("float32")
    (expected,) = tape_gradients(keras.ops.softmax, gradient, x)
    result = softmax_backward(gradient, softmax(x))
    np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(result.sum(axis=-1), 0, atol=1e-5)
