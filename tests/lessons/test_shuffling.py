"""Shuffled digits: the same order for all; a run that trains on them; the figure; the code."""

from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO

import keras
import numpy as np
import pytest

from cnnviz import export, mnist, models
from cnnviz.data_sets import DataSet
from cnnviz.errors import NetworkError
from cnnviz.figures.accuracy_comparison import accuracy_curves
from cnnviz.lessons import shuffling
from cnnviz.network import Dense, Flatten, Network
from cnnviz.runs import RunSettings
from cnnviz.with_keras.training import train
from tests.data_sets.shapes import three_shapes

SMALL = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))


def few(n=64):
    digits = mnist.load("bundled")
    return replace(
        digits,
        x_train=digits.x_train[::60][:n],
        y_train=digits.y_train[::60][:n],
        x_test=digits.x_test[::20],
        y_test=digits.y_test[::20],
    )


def test_every_picture_is_shuffled_in_the_same_way_and_keeps_its_numbers():
    numbered = np.arange(784).reshape(1, 28, 28)
    both = np.concatenate([numbered, 2 * numbered])
    mixed = shuffling.shuffled(both)
    assert sorted(mixed[0].ravel().tolist()) == list(range(784))
    np.testing.assert_array_equal(mixed[1], 2 * mixed[0])
    np.testing.assert_array_equal(mixed[0].ravel(), shuffling.order(784))
    np.testing.assert_array_equal(shuffling.shuffled(numbered[0]), mixed[0])
    assert (shuffling.order(784, 2) != shuffling.order(784, 1)).mean() > 0.9


def test_the_channels_of_a_pixel_stay_together():
    data = three_shapes()
    mixed = shuffling.shuffled_data(data, seed=3)
    order = shuffling.order(8 * 10, seed=3)
    for before, after in ((data.x_train, mixed.x_train), (data.x_test, mixed.x_test)):
        np.testing.assert_array_equal(after.reshape(-1, 80, 3), before.reshape(-1, 80, 3)[:, order])
    one = shuffling.shuffled(data.x_test[0], seed=3, axis=0)
    np.testing.assert_array_equal(one, mixed.x_test[0])
    assert type(mixed) is DataSet


def test_the_two_networks_are_of_one_size():
    assert shuffling.CNN.n_weights == pytest.approx(shuffling.DENSE.n_weights, rel=0.01)
    names = [entry.name for entry in shuffling.entries()]
    assert names == ["Dense, in order", "Dense, shuffled", "CNN, in order", "CNN, shuffled"]
    assert len({entry.settings.seed for entry in shuffling.entries()}) == 1
    assert [entry.settings.shuffle is not None for entry in shuffling.entries()] == [False, True, False, True]


def test_a_run_on_shuffled_digits_is_a_run_on_digits_that_were_shuffled_before():
    digits = few()
    before = replace(
        digits, x_train=shuffling.shuffled(digits.x_train), x_test=shuffling.shuffled(digits.x_test)
    )
    mixed, ordered = train(RunSettings(SMALL, 1, shuffle=1), digits), train(RunSettings(SMALL, 1), digits)
    expected = train(RunSettings(SMALL, 1), before)
    weights = [models.read(one.network)[1][0] for one in (mixed, expected, ordered)]
    np.testing.assert_array_equal(weights[0], weights[1])
    assert not np.array_equal(weights[0], weights[2])
    assert mixed.accuracy == expected.accuracy


@pytest.mark.parametrize("wrong", [-1, 2**32])
def test_a_seed_out_of_range_is_refused(wrong):
    with pytest.raises(NetworkError, match="shuffle must be"):
        RunSettings(SMALL, shuffle=wrong)


def test_the_figure_has_a_line_for_each_run():
    courses = [("Dense, in order", "Dense", False, [0.8, 0.9]), ("CNN, shuffled", "CNN", True, [])]
    figure = accuracy_curves(courses, 8)
    assert [(line.name, list(line.x), list(line.y)) for line in figure.data] == [
        ("Dense, in order", [1, 2], [0.8, 0.9]),
        ("CNN, shuffled", [], []),
    ]
    assert [line.line.dash for line in figure.data] == ["solid", "dash"]


def test_the_code_trains_both_networks_on_both_kinds_of_digits(monkeypatch):
    some = few()
    monkeypatch.setattr(mnist, "load", lambda _source: some)
    code = export.shuffle_code().replace(f", {shuffling.EPOCHS}, []", ", 1, []")
    names, told = {}, StringIO()
    with redirect_stdout(told):
        exec(code, names)
    assert [line.rsplit(" ", 1)[0] for line in told.getvalue().splitlines()] == [
        "dense in order",
        "dense shuffled",
        "cnn in order",
        "cnn shuffled",
    ]
    sizes = [model.count_params() for model in names["networks"]]
    assert sizes == [shuffling.DENSE.n_weights, shuffling.CNN.n_weights]
    assert isinstance(names["model"], keras.Model)
