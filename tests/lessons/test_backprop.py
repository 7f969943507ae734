"""A whole training step: by hand, then by TensorFlow's tape and Keras's SGD."""

from dataclasses import asdict, replace
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnviz import layers
from cnnviz.errors import NetworkError
from cnnviz.lessons import backprop
from cnnviz.lessons.backprop import MAX_LEARNING_RATE, Parameters, start, training_step

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}

# --- by hand: 3 x 3, a kernel of 2 x 2 that looks for a falling diagonal, one pooled number, two classes

X = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 0]])[..., np.newaxis]
KERNEL = np.array([[1, -1], [0, 1]])[..., np.newaxis, np.newaxis]
PARAMETERS = Parameters(KERNEL, [0], [[0.5, -0.5]], [0, 0])
STEP = training_step(X, 1, PARAMETERS, 0.5)


def test_the_way_there_by_hand():
    found = STEP.before
    np.testing.assert_array_equal(found.z[..., 0], [[2, 0], [-1, 1]])
    np.testing.assert_array_equal(found.a[..., 0], [[2, 0], [0, 1]])
    np.testing.assert_array_equal(found.pooled, [[[2]]])
    np.testing.assert_array_equal(found.winners, [[[[0, 0]]]])
    np.testing.assert_array_equal(found.flat, [2])
    np.testing.assert_array_equal(found.logits, [1, -1])
    wrong = 1 / (1 + np.exp(-2))
    np.testing.assert_allclose(found.probabilities, [wrong, 1 - wrong], rtol=1e-6)
    np.testing.assert_array_equal(found.target, [0, 1])
    assert found.loss == pytest.approx(-np.log(1 - wrong), rel=1e-6)


def test_the_way_back_and_the_new_parameters_by_hand():
    q, found = 1 / (1 + np.exp(-2)), STEP.gradients
    np.testing.assert_allclose(found.logits, [q, -q], rtol=1e-6)
    np.testing.assert_allclose(found.weights, [[2 * q, -2 * q]], rtol=1e-6)
    np.testing.assert_allclose(found.flat, [q], rtol=1e-6)  # 0.5 q + (-0.5) (-q)
    np.testing.assert_allclose(found.a[..., 0], [[q, 0], [0, 0]], rtol=1e-6)
    np.testing.assert_allclose(found.z[..., 0], [[q, 0], [0, 0]], rtol=1e-6)
    np.testing.assert_allclose(found.kernel[..., 0, 0], [[q, 0], [0, q]], rtol=1e-6)
    np.testing.assert_allclose(found.kernel_bias, [q], rtol=1e-6)
    new = STEP.new
    np.testing.assert_allclose(new.kernel[..., 0, 0], [[1 - q / 2, -1], [0, 1 - q / 2]], rtol=1e-6)
    np.testing.assert_allclose(new.kernel_bias, [-q / 2], rtol=1e-6)
    np.testing.assert_allclose(new.weights, [[0.5 - q, -0.5 + q]], rtol=1e-6)
    np.testing.assert_allclose(new.bias, [-q / 2, q / 2], rtol=1e-6)
    assert STEP.fell
    assert STEP.kernel_learns


def test_the_parameters_before_stay_as_they_were():
    np.testing.assert_array_equal(STEP.old.kernel, KERNEL)
    np.testing.assert_array_equal(STEP.old.weights, np.float32([[0.5, -0.5]]))


# --- as TensorFlow and Keras


WHOLE = st.booleans()


@st.composite
def cases(draw, whole=WHOLE):
    """Draw (x, label, parameters, learning rate) of a network that fits; integers produce ties."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    kernel = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    size = [k + 1 + draw(st.integers(0, 5)) for k in kernel]
    channels, filters, n_classes = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(2, 5))
    x = rng.uniform(-1, 1, (*size, channels)).astype("float32")
    if draw(whole):
        x = np.rint(x)
    weights = rng.uniform(-1, 1, (*kernel, channels, filters)).astype("float32")
    bias = rng.uniform(-0.5, 0.5, filters).astype("float32")
    if draw(whole):
        weights, bias = np.rint(weights), np.rint(bias)
    first = start(x.shape, n_classes, weights, bias, seed=int(rng.integers(1000)))
    learning_rate = draw(st.sampled_from([0.001, 0.01, 0.1, 0.5, 1.0]))
    return x, int(rng.integers(n_classes)), replace(first, bias=rng.uniform(-1, 1, n_classes)), learning_rate


def by_keras(x, label, parameters, learning_rate):
    """Return values, gradients and new parameters by the tape and SGD, all by name."""
    variables = {name: keras.Variable(values) for name, values in asdict(parameters).items()}
    target = np.eye(parameters.bias.size, dtype="float32")[[label]]

    def forward(tape=None):
        found = {"x": tf.constant(x[np.newaxis])}
        if tape:
            tape.watch(found["x"])
        found["z"] = keras.ops.conv(found["x"], variables["kernel"]) + variables["kernel_bias"]
        found["a"] = keras.ops.relu(found["z"])
        found["pooled"] = keras.ops.max_pool(found["a"], 2)
        found["flat"] = keras.ops.reshape(found["pooled"], (1, -1))
        found["logits"] = found["flat"] @ variables["weights"] + variables["bias"]
        loss = keras.losses.categorical_crossentropy(target, found["logits"], from_logits=True)[0]
        return found, loss

    with tf.GradientTape() as tape:
        found, loss = forward(tape)
    wanted = {name: found[name] for name in ("logits", "flat", "pooled", "a", "z")}
    wanted |= {name: variable.value for name, variable in variables.items()}
    gradients = tape.gradient(loss, wanted)
    optimizer = keras.optimizers.SGD(learning_rate)
    optimizer.apply([gradients[name] for name in variables], list(variables.values()))
    values = {name: one.numpy()[0] for name, one in found.items()} | {"loss": float(loss)}
    named = {
        name: one.numpy().reshape(np.shape(one)[1:] if name in found else np.shape(one))
        for name, one in gradients.items()
    }
    new = {name: np.asarray(variable) for name, variable in variables.items()}
    return values, named, new, float(forward()[1])


@settings(max_examples=40, deadline=None)
@given(cases())
def test_every_number_as_tensorflow_and_keras(case):
    step = training_step(*case)
    values, gradients, new, loss_after = by_keras(*case)
    for found, expected in ((step.before, values), (step.gradients, gradients), (step.new, new)):
        for name, other in expected.items():
            np.testing.assert_allclose(getattr(found, name), other, err_msg=name, **CLOSE)
    probabilities = np.asarray(keras.ops.softmax(values["logits"]))
    np.testing.assert_allclose(step.before.probabilities, probabilities, **CLOSE)
    assert set(asdict(step.gradients)) == set(gradients)
    np.testing.assert_allclose(step.after.loss, loss_after, **CLOSE)


# --- properties


@settings(max_examples=30, deadline=None)
@given(cases())
def test_the_kernels_gradient_is_a_convolution_of_the_input_with_the_error(case):
    step = training_step(*case)
    for channel in range(step.before.x.shape[2]):
        convolved = layers.conv2d(step.before.x[..., [channel]], step.gradients.z[:, :, np.newaxis])
        np.testing.assert_allclose(step.gradients.kernel[:, :, channel], convolved, **CLOSE)


@settings(max_examples=30, deadline=None)
@given(cases(whole=st.just(False)))
def test_a_tiny_step_makes_the_loss_fall_by_the_rate_times_the_squared_slope(case):
    """Taylor with remainder: the curvature along the line has a bound, so no case fails by chance."""
    x, label, parameters, _ = case
    squares = squared_slope(training_step(x, label, parameters, 1e-3))
    assume(squares > 1e-3)
    rate = 1e-3 / squares  # so that the loss falls by 0.001
    step = training_step(x, label, parameters, rate)
    remainder = rate**2 / 2 * most_curvature(step)
    assume(smooth(step) and remainder < 2e-4)
    fall = step.before.loss - step.after.loss
    assert fall == pytest.approx(rate * squares, abs=remainder + rounding(step), rel=0)


def squared_slope(step):
    return sum(float((one.astype(np.float64) ** 2).sum()) for one in slopes(step))


def slopes(step):
    return [getattr(step.gradients, name) for name in asdict(step.old)]


def smooth(step):
    """Whether no ReLU switches and no window changes its winner on the way, so that z moves linearly."""
    same_winner = (step.before.winners == step.after.winners).all(axis=-1)
    same_side = (step.before.z > 0) == (step.after.z > 0)
    return bool(same_side.all() and (same_winner | (step.before.pooled == 0)).all())


def most_curvature(step):
    """Return a bound of the loss's second derivative by the rate over a whole smooth step.

    On it the logits are first + rate * one + rate**2 * two. The loss of logits has slopes q - p, whose
    absolute values add up to 2 at most, and the curvature along v is the variance of v by q.
    """
    rate, flat = step.learning_rate, step.before.flat.astype(np.float64)
    moved = (step.after.flat - flat) / rate
    one = moved @ step.old.weights - flat @ step.gradients.weights - step.gradients.bias
    two = -moved @ step.gradients.weights
    return 2 * np.ptp(two) + (np.ptp(one) + 2 * rate * np.ptp(two)) ** 2 / 4


def rounding(step):
    """Return the float32 error of the loss's decrease: by logits and by new parameters."""
    moved = sum(np.abs(one).sum() for one in slopes(step))
    return 1e-6 * (1 + np.abs(step.before.logits).max()) + 1e-7 * moved


def test_a_step_that_is_too_large_makes_the_loss_rise():
    """By hand: the kernel falls below 0, and what was dark and inactive now supports the wrong class."""
    x = np.array([[1, 1, -3, -3]] * 2)[..., np.newaxis]
    parameters = Parameters([[[[1]]]], [0], [[-1, 1], [-10, 10]], [0, 0])
    q = 1 / (1 + np.exp(-2))  # of the wrong class; the kernel's slope is 2 q, and so is that of its bias
    assert training_step(x, 0, parameters, 0.1).fell
    step = training_step(x, 0, parameters, 10)
    np.testing.assert_allclose(step.before.flat, [1, 0])
    np.testing.assert_allclose(step.new.kernel, [[[[1 - 20 * q]]]], rtol=1e-5)
    np.testing.assert_allclose(step.after.flat, [0, -3 * (1 - 20 * q) - 20 * q], rtol=1e-5)
    assert step.after.loss == pytest.approx(2 * (10 * (40 * q - 3) - 10 * q), rel=1e-5)


def test_where_relu_lets_nothing_through_the_kernel_does_not_learn_but_the_bias_does():
    step = training_step(X, 1, replace(PARAMETERS, kernel_bias=[-9]), 0.5)
    assert not step.kernel_learns
    np.testing.assert_array_equal(step.new.kernel, step.old.kernel)
    np.testing.assert_array_equal(step.new.weights, step.old.weights)
    assert step.new.bias[1] > 0


@pytest.mark.parametrize("value", [0, 1, -3])
def test_a_constant_input_gives_numbers_and_a_kernel_whose_weights_all_change_alike(value):
    step = training_step(np.full((6, 6, 1), value), 0, start((6, 6, 1), 3, seed=3), 0.1)
    assert np.isfinite(step.after.loss)
    assert np.ptp(step.gradients.kernel) < 1e-6


def test_huge_logits_give_no_nan():
    step = training_step(1e6 * X, 1, PARAMETERS, 1e-9)
    np.testing.assert_array_equal(step.before.probabilities, [1, 0])
    assert step.before.loss == pytest.approx(2e6)
    np.testing.assert_array_equal(step.gradients.logits, [1, -1])


# --- where it starts


def test_start_is_the_same_for_the_same_seed_and_fits_the_input():
    one, other = start((6, 7, 2), 4, seed=5), start((6, 7, 2), 4, seed=5)
    assert one.kernel.shape == (3, 3, 2, 1)
    assert one.weights.shape == (2 * 2 * 1, 4)
    assert one.count == 18 + 1 + 16 + 4
    for name, values in asdict(one).items():
        np.testing.assert_array_equal(values, getattr(other, name))
        np.testing.assert_allclose(100 * values, np.rint(100 * values), atol=1e-4)
    assert not np.array_equal(one.weights, start((6, 7, 2), 4, seed=6).weights)


def test_start_takes_a_kernel_as_it_is():
    given_ = start((6, 6, 1), 2, KERNEL, [0.25])
    np.testing.assert_array_equal(given_.kernel, KERNEL)
    np.testing.assert_array_equal(given_.kernel_bias, [0.25])
    assert given_.weights.shape == (4, 2)


# --- errors

HUGE = replace(PARAMETERS, weights=[[3e38, -3e38]])


@pytest.mark.parametrize(
    ("case", "make", "message"),
    [
        ("nothing", lambda: training_step(X, 1, PARAMETERS, 0), r"above 0 .* At 0 no weight would change\."),
        ("up", lambda: training_step(X, 1, PARAMETERS, -0.1), r"above 0 .*Below 0 each weight would move up"),
        ("far", lambda: training_step(X, 1, PARAMETERS, 1e9), r"at most 1,000\..*overwrites"),
        ("no number", lambda: training_step(X, 1, PARAMETERS, float("nan")), r"0.1\. Received: .*=nan$"),
        ("endless", lambda: training_step(X, 1, PARAMETERS, float("inf")), r"overwrites"),
        ("a word", lambda: training_step(X, 1, PARAMETERS, "fast"), r"learning_rate='fast'$"),
        ("0 in float32", lambda: training_step(X, 1, PARAMETERS, 1e-60), r"above 0"),
        ("label", lambda: training_step(X, 2, PARAMETERS, 0.1), r"must be a class from 0 to 1\. .*=2$"),
        ("label below", lambda: training_step(X, -1, PARAMETERS, 0.1), r"0 to 1\. Received: label=-1$"),
        ("label as a word", lambda: training_step(X, "cat", PARAMETERS, 0.1), r"label='cat'$"),
        ("kernel too large", lambda: training_step(X[:1], 1, PARAMETERS, 0.1), r"covers 2 pixels"),
        ("nothing to pool", lambda: training_step(X[:2], 1, PARAMETERS, 0.1), r"covers 2 pixels"),
        ("start too large", lambda: start((2, 2, 1), 2), r"covers 3 pixels, but only 2 are there"),
        ("other input", lambda: training_step(np.ones((5, 5, 1)), 1, PARAMETERS, 0.1), r"as many inputs"),
        ("no image", lambda: training_step(X[..., 0], 1, PARAMETERS, 0.1), r"\(height, width, channels\)"),
        ("not finite", lambda: training_step(X / 0.0, 1, PARAMETERS, 0.1), r"too large to go on\."),
        ("huge input", lambda: training_step(3e38 * X, 1, PARAMETERS, 0.1), r"too large to go on"),
        ("huge weights", lambda: training_step(X, 1, HUGE, 0.1), r"too large to go on"),
        ("huge after", lambda: training_step(1e30 * X, 1, PARAMETERS, 1000), r"too large to go on"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:(divide by zero|invalid value):RuntimeWarning")
def test_errors(case, make, message):
    with pytest.raises(NetworkError, match=message):
        make()


def test_a_learning_rate_that_can_be_taken_is_given_back():
    assert backprop.checked_learning_rate(np.float32(0.5)) == 0.5
    assert backprop.checked_learning_rate(MAX_LEARNING_RATE) == MAX_LEARNING_RATE
