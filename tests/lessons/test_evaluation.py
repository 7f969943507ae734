"""How good answers are: by hand, by scikit-learn and Keras, and properties of all answers."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn import metrics
from sklearn.calibration import calibration_curve

from cnnviz.errors import NetworkError
from cnnviz.figures import scores
from cnnviz.layers.loss import EPSILON
from cnnviz.lessons import learning_curve
from cnnviz.lessons.evaluation import Evaluation, likely_error_rate, two_standard_errors
from cnnviz.network import Dense, Flatten, Network, lecture_network
from tests.data_sets.shapes import NAMES

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}


def row(**shares):
    """Return ten probabilities with these values: row(_3=0.8, _5=0.2)."""
    probabilities = np.zeros(10, np.float32)
    for name, share in shares.items():
        probabilities[int(name[1:])] = share
    return probabilities


#: Six digits: right, right, a 3 read as 5 twice, a 9 read as 4, right.
HAND = Evaluation(
    np.array([0, 1, 3, 3, 9, 7], np.uint8),
    np.array(
        [
            row(_0=1),
            row(_1=0.55, _7=0.45),
            row(_5=0.875, _3=0.125),
            row(_5=0.58, _3=0.42),
            row(_4=0.78, _9=0.05, _7=0.17),
            row(_7=0.75, _1=0.25),
        ]
    ),
)


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)


answers = st.integers(1, 80).flatmap(
    lambda n: st.builds(
        lambda labels, logits: Evaluation(labels, softmax(logits)),
        hnp.arrays(np.uint8, n, elements=st.integers(0, 9)),
        hnp.arrays(np.float32, (n, 10), elements=st.floats(-9, 9, width=16)),
    )
)


# --- by hand


def test_by_hand():
    assert (HAND.n, HAND.n_wrong, HAND.accuracy) == (6, 3, 0.5)
    assert HAND.uncertainty == pytest.approx(2 * (0.25 / 6) ** 0.5)
    expected = np.zeros((10, 10), int)
    for label, read, count in ((0, 0, 1), (1, 1, 1), (3, 5, 2), (9, 4, 1), (7, 7, 1)):
        expected[label, read] = count
    np.testing.assert_array_equal(HAND.confusion, expected)
    assert HAND.most_confused() == (3, 5)
    assert HAND.confused(3, 5).tolist() == [2, 3]
    assert HAND.confused(3, 3).tolist() == []
    np.testing.assert_allclose(HAND.losses[[1, 2, 4]], -np.log([0.55, 0.125, 0.05]), rtol=1e-5)
    assert HAND.worst(9).tolist() == [4, 2, 3]  # by what the true class got
    np.testing.assert_allclose(HAND.margins, [1, 0.1, 0.75, 0.16, 0.61, 0.5], rtol=1e-5)
    assert HAND.doubtful(3).tolist() == [1, 3, 5]


def test_precision_and_recall_by_hand():
    zero, *_, five, _, seven, _, nine = HAND.per_class
    assert (zero.precision, zero.recall, zero.f1, zero.n) == (1, 1, 1, 1)
    assert (five.precision, five.recall, five.n) == (0, None, 0)  # never there, twice read
    assert (seven.precision, seven.recall) == (1, 1)
    assert (nine.precision, nine.recall, nine.n) == (None, 0, 1)  # there, never read


def test_a_confidence_falls_into_the_bin_that_its_answers_are_counted_in():
    told = HAND.reliability()
    assert [told.bin_of(one) for one in (0, 0.1, 0.11, 0.5, 0.9, 0.91, 1)] == [0, 0, 1, 4, 8, 9, 9]
    bins = told.bin_of(HAND.probabilities.max(axis=1))
    np.testing.assert_array_equal(np.bincount(bins, minlength=len(told.counts)), told.counts)


def test_reliability_by_hand():
    told = HAND.reliability()
    assert told.counts.tolist() == [0, 0, 0, 0, 0, 2, 0, 2, 1, 1]
    assert told.accuracy[[5, 7, 8, 9]].tolist() == [0.5, 0.5, 0, 1]
    np.testing.assert_allclose(told.confidence[[5, 7, 8, 9]], [0.565, 0.765, 0.875, 1], rtol=1e-6)
    assert np.isnan(told.accuracy[:5]).all()
    assert told.error == pytest.approx((2 * 0.065 + 2 * 0.265 + 0.875 + 0) / 6)


def test_without_a_mistake_there_is_none_to_show():
    perfect = Evaluation(np.arange(10, dtype=np.uint8), np.eye(10, dtype=np.float32))
    assert (perfect.accuracy, perfect.n_wrong, perfect.uncertainty, perfect.most_confused()) == (
        1,
        0,
        0,
        None,
    )
    assert perfect.worst(5).tolist() == []
    assert perfect.reliability().error == 0
    assert perfect.losses.max() == pytest.approx(EPSILON, rel=0.2)
    assert likely_error_rate(1000) == 0.003
    assert likely_error_rate(1) == 1


def test_two_errors_is_what_samples_scatter_by():
    samples = np.random.default_rng(0).binomial(1000, 0.9, 20_000) / 1000
    assert two_standard_errors(0.9, 1000) == pytest.approx(2 * samples.std(), rel=0.03)
    assert np.mean(np.abs(samples - 0.9) <= two_standard_errors(0.9, 1000)) == pytest.approx(0.955, abs=0.015)


# --- the oracles


@settings(max_examples=60, deadline=None)
@given(answers)
def test_all_is_what_scikit_learn_and_keras_say(told):
    predicted = told.probabilities.argmax(axis=1)
    assert told.accuracy == pytest.approx(metrics.accuracy_score(told.labels, predicted))
    np.testing.assert_array_equal(
        told.confusion, metrics.confusion_matrix(told.labels, predicted, labels=range(10))
    )
    for score in told.per_class:
        mine, read = told.labels == score.label, predicted == score.label
        assert score.n == mine.sum()
        assert (score.precision is None) == (not read.any())
        assert (score.recall is None) == (not mine.any())
        if read.any():
            assert score.precision == pytest.approx(metrics.precision_score(mine, read))
        if mine.any():
            assert score.recall == pytest.approx(metrics.recall_score(mine, read))
            assert score.f1 == pytest.approx(metrics.f1_score(mine, read))
    one_hot = np.eye(10, dtype=np.float32)[told.labels]
    losses = np.asarray(keras.losses.categorical_crossentropy(one_hot, told.probabilities))
    np.testing.assert_allclose(told.losses, losses, **CLOSE)
    bins = told.reliability(10)
    right, sure = calibration_curve(
        predicted == told.labels, told.probabilities.max(axis=1).astype(float), n_bins=10
    )
    some = bins.counts > 0
    np.testing.assert_allclose(bins.accuracy[some], right)
    np.testing.assert_allclose(bins.confidence[some], sure)


@settings(max_examples=60, deadline=None)
@given(answers, st.integers(1, 30))
def test_what_must_hold(told, most):
    counted = told.confusion
    assert counted.sum() == told.n
    assert np.trace(counted) == told.n - told.n_wrong
    worst = told.worst(most)
    assert len(worst) == min(most, told.n_wrong)
    assert not told.right[worst].any()
    left_out = np.setdiff1d(np.flatnonzero(~told.right), worst)
    if len(left_out):
        assert told.losses[worst].min() >= told.losses[left_out].max()
    doubtful = told.doubtful(most)
    rest = np.setdiff1d(np.arange(told.n), doubtful)
    assert not len(rest) or told.margins[doubtful].max() <= told.margins[rest].min()
    assert sum(len(told.confused(i, j)) for i in range(10) for j in range(10)) == told.n
    bins = told.reliability(7)
    assert bins.counts.sum() == told.n
    assert 0 <= bins.error <= 1
    if told.n_wrong:
        label, read = told.most_confused()
        assert label != read
        assert counted[label, read] == (counted - np.diag(np.diag(counted))).max()


# --- what is no answer

NO = {
    "nothing": ([], np.zeros((0, 10), np.float32)),
    "another number": ([1, 2], np.eye(10, dtype=np.float32)[:1]),
    "a label beyond the classes": ([2], np.array([[0.5, 0.5]], np.float32)),
    "a single class": ([0], np.ones((1, 1), np.float32)),
    "no axis of classes": ([1], np.ones(1, np.float32)),
    "logits": ([1], np.array([row(_1=5, _2=-4)])),
    "all nothing": ([1], np.zeros((1, 10), np.float32)),
    "not numbers": ([1], np.full((1, 10), np.nan, np.float32)),
    "infinite": ([1], np.full((1, 10), np.inf, np.float32)),
}


@pytest.mark.parametrize(("labels", "probabilities"), NO.values(), ids=NO)
def test_what_is_no_probability_is_refused_in_a_sentence(labels, probabilities):
    with np.errstate(all="ignore"), pytest.raises(NetworkError, match=r"\.") as caught:
        Evaluation(np.array(labels, np.uint8), probabilities)
    assert "\n" not in str(caught.value)


def test_the_number_of_names_is_that_of_the_probabilities():
    with pytest.raises(NetworkError, match="For 3 classes, a network must give 3 probabilities"):
        Evaluation(np.array([1], np.uint8), np.array([[0.5, 0.5]], np.float32), ("a", "b", "c"))


# --- other classes than digits


def test_three_classes_with_names_by_hand():
    """A bar is right, a post is taken for a cross, and a cross is right."""
    probabilities = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.25, 0.25, 0.5]], np.float32)
    told = Evaluation(np.array([0, 1, 2]), probabilities, NAMES)
    assert (told.n, told.n_classes, told.n_wrong) == (3, 3, 1)
    np.testing.assert_array_equal(told.confusion, [[1, 0, 0], [0, 0, 1], [0, 0, 1]])
    assert told.most_confused() == (1, 2)
    assert [(one.name, one.precision, one.recall) for one in told.per_class] == [
        ("bar", 1, 1),
        ("post", None, 0),
        ("cross", 0.5, 1),
    ]
    np.testing.assert_allclose(told.losses, -np.log([0.7, 0.3, 0.5]), rtol=1e-5)
    np.testing.assert_allclose(told.margins, [0.5, 0.3, 0.25], rtol=1e-5)
    assert [list(trace.x) for trace in scores.classes(told.per_class).data] == [list(NAMES)] * 2


def test_classes_without_names_have_their_numbers():
    told = Evaluation(np.array([1]), np.array([[0.25, 0.75]], np.float32))
    assert [one.name for one in told.per_class] == ["0", "1"]


def test_as_many_epochs_as_the_number_of_classes_needs():
    assert learning_curve.epochs(400, 10) == 4  # 125 batches of 32 in an epoch
    assert learning_curve.epochs(400, 1000) == 3  # 12,500 batches
    assert learning_curve.epochs(400, 2) == 16  # 25 batches
    network = Network((8, 10, 3), (Flatten(), Dense(3, "softmax")))
    assert [run.epochs for run in learning_curve.runs(network, "bundled", 320)] == [40, 40, 40, 14, 14]


# --- how much data


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        (1, (1,)),
        (10, (10,)),
        (11, (10, 11)),
        (400, (10, 30, 100, 300, 400)),
        (5421, (10, 30, 100, 300, 1000, 3000, 5421)),
        (10_000, (10, 30, 100, 300, 1000, 3000, 10_000)),
        (25_000, (10, 30, 100, 300, 1000, 3000, 10_000)),  # more than a run may take
    ],
)
def test_as_many_digits_as_there_are(available, expected):
    assert learning_curve.sizes(available) == expected
    runs = learning_curve.runs(lecture_network(), "bundled", available)
    assert [run.per_class for run in runs] == list(expected)
    assert {(run.seed, run.data, run.network) for run in runs} == {(1, "bundled", lecture_network())}
    for run in runs:
        batches = run.epochs * -(-10 * run.per_class // run.batch_size)
        assert 3 <= run.epochs <= 40
        assert batches >= min(400, 40 * -(-10 * run.per_class // 32))
