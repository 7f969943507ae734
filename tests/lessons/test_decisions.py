"""The boat's probabilities, and one neuron that is a softmax of two: against Keras."""

from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz import export
from cnnviz.lessons import decisions
from cnnviz.lessons.decisions import READ_OFF
from cnnviz.pipeline import Pipeline

logits = st.floats(-8, 8)


def test_the_boat_is_the_lectures():
    assert READ_OFF["boat"] == 0.94
    assert max(READ_OFF, key=READ_OFF.get) == "boat"
    assert sum(READ_OFF.values()) == pytest.approx(1, abs=0.005 * len(READ_OFF))


@given(logits)
def test_the_boats_logits_lead_to_its_probabilities_whatever_is_added(added):
    steps = decisions.softmax(decisions.logits_of(list(READ_OFF.values()), added))
    expected = np.array(list(READ_OFF.values())) / sum(READ_OFF.values())
    np.testing.assert_allclose(steps.shares, expected, rtol=1e-9)
    np.testing.assert_allclose(steps.shares, keras.ops.softmax(steps.logits), rtol=1e-5)
    np.testing.assert_allclose(steps.powers / steps.total, steps.shares)


@given(logits)
def test_one_neuron_is_a_softmax_of_two(z):
    two = decisions.softmax([z, 0]).shares
    assert decisions.sigmoid(z) == pytest.approx(two[0], rel=1e-9)
    assert decisions.sigmoid(z) == pytest.approx(float(keras.activations.sigmoid(np.float32(z))), rel=1e-5)


def test_the_code_gives_the_same():
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(export.boat_code(Pipeline().replace(boat={"added": 3.5, "logit": -1.25})), names)
    np.testing.assert_allclose(names["shares"], decisions.softmax(names["logits"]).shares)
    assert names["yes"] == pytest.approx(decisions.sigmoid(-1.25))
    np.testing.assert_allclose(names["two"], [names["yes"], 1 - names["yes"]], rtol=1e-5)
