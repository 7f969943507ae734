import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnviz.errors import NetworkError
from cnnviz.layers import categorical_crossentropy, softmax

CLOSE = {"rtol": 1e-4, "atol": 1e-5}
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
    np.testing.assert_allclose(result[0], categorical_crossentropy(target[0], probabilities[0]), rtol=1e-6)


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
