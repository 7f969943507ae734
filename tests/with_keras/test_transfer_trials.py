"""Frozen convolutions and fresh ones learn the new digits: what moves, what does not, and who leads."""

from typing import Any

import numpy as np
import pytest

from cnnviz import export, layer_outputs, mnist, models
from cnnviz.lessons import transfer
from cnnviz.lessons.transfer import NETWORK, NEW, Trial, part
from cnnviz.with_keras.transfer_trials import Transfer


@pytest.fixture(scope="module")
def base():
    return models.load_pretrained(NETWORK)


@pytest.fixture(scope="module")
def both(base):
    return Transfer(base, part(mnist.load(), NEW))


def test_with_one_draw_of_three_examples_frozen_convolutions_lead(both):
    assert both.compared(3, seed=1).lead > 3


def test_the_base_does_not_change_and_a_trial_gives_the_same_again(both, base):
    before = [one.copy() for one in base.get_weights()]
    trials = [Trial(way, 1, 0.005, 7) for way in transfer.WAYS]
    first, again = ([both.accuracy(trial) for trial in trials] for _ in range(2))
    assert first == pytest.approx(again, abs=0.01)
    for one, other in zip(before, base.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_program_learns_the_same(both):
    there: dict[str, Any] = {}
    exec(export.transfer_code(1, 1), there)
    found = there["accuracies"]
    for way in transfer.WAYS:
        wanted = [both.accuracy(trial) for trial in transfer.trials(way, 1, 1)]
        np.testing.assert_allclose(found[way], wanted, atol=0.02, err_msg=way)


def test_features_are_what_the_last_layer_takes(base):
    digit = mnist.bundled()[0][2600].astype(np.float32) / np.float32(255)
    values = layer_outputs.of(base, digit)
    np.testing.assert_allclose(layer_outputs.features(base, digit), values["flatten"], rtol=1e-4, atol=1e-5)
    weights, bias = base.layers[-1].get_weights()
    scores = np.exp(layer_outputs.features(base, digit) @ weights + bias)
    np.testing.assert_allclose(scores / scores.sum(), values["dense"], rtol=1e-4, atol=1e-5)
