"""The votes of a fully connected layer: by hand, by Keras, and for any numbers."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import layer_outputs, mnist, models
from cnnviz.errors import NetworkError
from cnnviz.lessons import votes
from cnnviz.lessons.votes import Head, Votes
from cnnviz.network import (
    Activation,
    AveragePooling2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    Network,
    lecture_network,
)

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-4}


def digit(number):
    return mnist.bundled()[0][number].astype(np.float32) / np.float32(255)


@pytest.fixture(scope="module")
def lecture():
    network, weights = models.read(models.pretrained_bytes())
    return votes.head(network, weights), models.build(network, weights)


def by_keras(model, x):
    """Return the column, the hidden units and the logits by Keras."""
    outputs = layer_outputs.of(model, x)
    last = model.layers[-1]
    bare = keras.layers.Dense(10)
    bare.build((None, outputs["dense"].size))
    bare.set_weights(last.get_weights())
    return outputs["flatten"], outputs["dense"], np.asarray(bare(outputs["dense"][np.newaxis]))[0]


# --- by hand


def test_weight_times_value_summed_plus_bias():
    given = Votes(np.array([1.0, 2.0, 0.0]), np.array([0.5, -1.0, 9.0]), 0.25)
    assert given.each.tolist() == [0.5, -2.0, 0.0]
    assert given.total == -1.25


def test_a_hidden_unit_that_relu_switches_off_passes_no_vote_on():
    hidden = np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([0.0, 0.5])
    head = Head((1, 2, 1), hidden, True, np.array([[2.0], [100.0]]), np.array([1.0]))
    assert head.units([1, 2]).tolist() == [3, 0]
    assert head.active([1, 2]).tolist() == [True, False]
    through = head.by_inputs([1, 2], 0)
    assert (through.each.tolist(), through.bias, through.total) == ([2, 4], 1, 7)
    assert head.by_units([1, 2], 0).each.tolist() == [6, 0]
    assert head.for_unit([1, 2], 1).total == -2.5
    # for another input the other unit is on, and the weights are that unit's
    assert head.by_inputs([-1, 0], 0).weights.tolist() == [-100, -100]


# --- as Keras


@pytest.mark.parametrize("number", [0, 777, 3600, 4999])
def test_all_votes_of_the_network_that_ships_add_up_to_kerass_logits(lecture, number):
    head, model = lecture
    column, hidden, logits = by_keras(model, digit(number))
    np.testing.assert_allclose(head.units(column), hidden, **CLOSE)
    np.testing.assert_allclose(head.logits(column), logits, **CLOSE)
    for neuron in range(10):
        assert head.by_inputs(column, neuron).total == pytest.approx(logits[neuron], rel=1e-4, abs=1e-4)
        assert head.by_units(column, neuron).total == pytest.approx(logits[neuron], rel=1e-4, abs=1e-4)
    for unit in (0, 47, 127):
        total = head.for_unit(column, unit).total
        assert max(0, total) == pytest.approx(hidden[unit], rel=1e-4, abs=1e-4)


def test_the_weight_of_an_input_is_the_gradient_of_the_logit(lecture):
    import tensorflow as tf

    head, model = lecture
    column, _, _ = by_keras(model, digit(3600))
    *_, w1, b1, w2, b2 = (tf.constant(weights) for weights in model.get_weights())
    x = tf.constant(column[np.newaxis])
    with tf.GradientTape() as tape:
        tape.watch(x)
        logit = (tf.nn.relu(x @ w1 + b1) @ w2 + b2)[0, 7]
    np.testing.assert_allclose(head.by_inputs(column, 7).weights, tape.gradient(logit, x)[0], **CLOSE)


NETWORKS = {
    "no hidden layer": (Flatten(), Dense(10, "softmax")),
    "a linear hidden layer": (Flatten(), Dense(7), Dense(10, "softmax")),
    "dropout between": (
        Conv2D(3),
        Flatten(),
        Dropout(0.5),
        Dense(5, "relu"),
        Dropout(0.1),
        Dense(10, "softmax"),
    ),
}


@pytest.mark.parametrize("layers", NETWORKS.values(), ids=NETWORKS)
def test_other_networks(layers):
    network = Network((28, 28, 1), layers)
    model = models.build(network)
    rng = np.random.default_rng(3)
    model.set_weights([rng.normal(0, 0.1, w.shape).astype("float32") for w in model.get_weights()])
    head = votes.head(network, model.get_weights())
    x = digit(3600)
    outputs = layer_outputs.of(model, x)
    logits = layer_outputs.logits(model, x)
    np.testing.assert_allclose(head.logits(outputs["flatten"]), logits, **CLOSE)
    for neuron in (0, 9):
        assert head.by_inputs(outputs["flatten"], neuron).total == pytest.approx(logits[neuron], abs=1e-4)
    assert head.shape == ((26, 26, 3) if len(layers) > 3 else (28, 28, 1))


# --- for any numbers


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(1, 6), st.booleans(), st.integers(0, 2**32 - 1))
def test_the_votes_of_inputs_and_of_units_add_up_to_the_same(n_inputs, n_hidden, rectified, seed):
    rng = np.random.default_rng(seed)
    hidden = rng.normal(size=(n_inputs, n_hidden)), rng.normal(size=n_hidden)
    head = Head((1, n_inputs, 1), hidden, rectified, rng.normal(size=(n_hidden, 3)), rng.normal(size=3))
    column = rng.normal(size=n_inputs)
    for neuron in range(3):
        by_inputs, by_units = head.by_inputs(column, neuron), head.by_units(column, neuron)
        assert by_inputs.total == pytest.approx(by_units.total, abs=1e-9)
        assert by_units.total == pytest.approx(head.logits(column)[neuron], abs=1e-9)


# --- where the maps lie


def test_the_lectures_maps_lie_one_pixel_inside_the_digit():
    """A cell sees 4 pixels, 2r to 2r + 3; the middle two of them are its own."""
    assert votes.covered(lecture_network()) == (1.0, 1.0, 26.0, 26.0)


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ((Flatten(), Dense(10)), (0, 0, 28, 28)),
        ((Conv2D(2, (3, 3), padding="same"), Flatten(), Dense(10)), (0, 0, 28, 28)),
        ((AveragePooling2D((2, 4)), Flatten(), Dense(10)), (0, 0, 28, 28)),
        ((Conv2D(2, (5, 3)), Dropout(0.5), MaxPooling2D(), Flatten(), Dense(10)), (2, 1, 24, 26)),
    ],
)
def test_maps_of_other_networks(layers, expected):
    assert votes.covered(Network((28, 28, 1), layers)) == expected


# --- what cannot be counted


@pytest.mark.parametrize(
    "layers",
    [
        (Flatten(), Dense(9, "relu"), Dense(8, "relu"), Dense(10, "softmax")),
        (Flatten(), Dense(9, "tanh"), Dense(10, "softmax")),
        (Flatten(), Dense(10), Activation("softmax")),
        (Flatten(), Dense(10, "softmax", use_bias=False)),
        (Flatten(),),
    ],
)
def test_a_network_whose_votes_cannot_be_counted_is_refused_in_a_sentence(layers):
    network = Network((28, 28, 1), layers)
    with pytest.raises(NetworkError, match="Choose the lecture network"):
        votes.head(network, models.build(network).get_weights())


def test_without_flatten_or_hidden_layer_there_is_a_sentence():
    with pytest.raises(NetworkError, match="no Flatten"):
        votes.head(Network((28, 28, 1), (Conv2D(2),)), [])
    network = Network((28, 28, 1), (Flatten(), Dense(10)))
    head = votes.head(network, models.build(network).get_weights())
    with pytest.raises(NetworkError, match="no hidden layer"):
        head.for_unit(np.zeros(784), 0)
