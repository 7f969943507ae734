"""The stepper's message, and invalid input."""

import json
import re
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import layers
from cnnviz.errors import NetworkError
from cnnviz.layers import ACTIVATIONS
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES
from cnnviz.ui.components import stepper
from cnnviz.ui.components.stepper import (
    ActivationOperation,
    Convolution,
    Pooling,
    output_shape,
    problem,
)

X = np.arange(20, dtype=np.float32).reshape(4, 5, 1) / np.float32(8)
KERNEL = np.ones((3, 3, 1, 1), np.float32)


def message(operation, **settings):
    """Return the message as the browser receives it."""
    return json.loads(json.dumps(stepper.message(operation, **settings)))


# --- the message


def test_a_convolution_is_told_with_all_its_numbers():
    weights = np.array([[[[0.5, -1]]]], np.float32)
    bias = np.array([0.25, 0], np.float32)
    operation = Convolution(
        X,
        weights,
        bias,
        strides=(2, 3),
        padding=((0, 1), (2, 0)),
        mode="edge",
        dilation_rate=(1, 2),
        divisor=9,
        offset=0.5,
        pixels=True,
    )
    told = message(operation, position=(1, 2), filter=1, tallest=0.4, heard=["edited"])
    assert re.fullmatch("[0-9a-f]{16}", told.pop("digest"))
    assert told == {
        "kind": "convolution",
        "x": X.tolist(),
        "weights": [[[[0.5, -1.0]]]],
        "bias": [0.25, 0.0],
        "window": [1, 1],
        "strides": [2, 3],
        "padding": [[0, 1], [2, 0]],
        "dilation_rate": [1, 2],
        "mode": "edge",
        "divisor": 9.0,
        "offset": 0.5,
        "others": None,
        "n_others": 0,
        "outputs": 2,
        "pixels": True,
        "problem": "",
        "position": [1, 2],
        "filter": 1,
        "whole": None,
        "heard": ["edited"],
        "tallest": 0.4,
    }


def test_a_pooling_strides_by_its_window_by_default():
    told = message(Pooling(X, "average", (3, 2)))
    assert (told["kind"], told["function"], told["mode"]) == ("pooling", "average", "none")
    assert told["window"] == told["strides"] == [3, 2]
    assert message(Pooling(X, "max", (3, 2), (1, 2)))["strides"] == [1, 2]


def test_an_activation_goes_cell_by_cell():
    told = message(ActivationOperation(np.repeat(X, 3, axis=2), "gelu"))
    assert (told["kind"], told["function"], told["outputs"]) == ("activation", "gelu", 3)
    assert told["window"] == told["strides"] == [1, 1]


@pytest.mark.parametrize(("filter_", "expected"), [(-1, 0), (0, 0), (2, 2), (7, 2)])
def test_a_map_outside_the_output_moves_to_the_last(filter_, expected):
    assert message(ActivationOperation(np.repeat(X, 3, axis=2)), filter=filter_)["filter"] == expected


def test_the_digest_tells_contents_apart():
    operations = [
        Convolution(X, KERNEL),
        Convolution(X + 1, KERNEL),
        Convolution(X, -KERNEL),
        Convolution(X, KERNEL, strides=(1, 2)),
        Convolution(X, KERNEL, divisor=9),
        Pooling(X),
        Pooling(X, "average"),
        ActivationOperation(X),
        ActivationOperation(X, "tanh"),
    ]
    digests = {message(one)["digest"] for one in operations}
    digests |= {message(operations[0], position=(1, 1))["digest"]}
    assert len(digests) == len(operations) + 1
    assert message(Convolution(X.copy(), KERNEL.copy()))["digest"] in digests


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.floats(-1e6, 1e6, width=32), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_numbers_are_exact(rows):
    x = np.array(rows, np.float32)[..., np.newaxis]
    assert [[cell[0] for cell in row] for row in message(ActivationOperation(x))["x"]] == rows


# --- what comes out, and what does not


@settings(max_examples=100, deadline=None)
@given(st.tuples(*[st.integers(1, 4)] * 2), st.tuples(*[st.integers(1, 3)] * 2), st.integers(1, 2))
def test_the_shape_is_that_of_the_layers(window, strides, dilation):
    operation = Convolution(
        X, np.ones((*window, 1, 2), np.float32), strides=strides, dilation_rate=(dilation, 1)
    )
    try:
        expected = layers.conv2d(X, operation.weights, strides=strides, dilation_rate=(dilation, 1)).shape
    except NetworkError:
        assert problem(operation).startswith("The window covers ")
        with pytest.raises(NetworkError):
            output_shape(operation)
    else:
        assert output_shape(operation) == expected
        assert problem(operation) == ""


def test_same_padding_gives_keras_shape():
    padding = tuple(layers.same_padding(side, 2, 2) for side in X.shape[:2])
    assert output_shape(Pooling(X, "max", (2, 2), padding=padding)) == (2, 3, 1)


def test_a_window_that_does_not_fit_is_a_sentence_without_our_words_for_it():
    operation = Convolution(X, np.ones((5, 5, 1, 1), np.float32))
    told = message(operation)
    assert told["problem"] == problem(operation)
    assert told["problem"].startswith("The window covers 5 pixels, but only 4 are there.")
    assert told["problem"].endswith("less pooling also helps.")
    assert "Received" not in told["problem"]


NAN = np.full((4, 5, 1), np.nan, np.float32)


@pytest.mark.parametrize(
    ("case", "make", "said"),
    [
        ("no channels", lambda: Convolution(X[..., 0], KERNEL), "`x` must have shape"),
        ("too large", lambda: ActivationOperation(np.zeros((65, 2, 1), np.float32)), "`x` must have shape"),
        ("nothing", lambda: Pooling(X[:0]), "`x` must have shape"),
        ("no numbers", lambda: ActivationOperation(NAN), "finite"),
        ("others elsewhere", lambda: Convolution(X, KERNEL, others=X[:1]), "`others` must have a number for"),
        ("others that are none", lambda: Convolution(X, KERNEL, others=NAN), "`others` must be an array"),
        ("a list", lambda: ActivationOperation(X.tolist()), "`x` must be an array"),
        ("other channels", lambda: Convolution(X, np.ones((3, 3, 2, 1), np.float32)), "`weights` must have"),
        (
            "many channels",
            lambda: Convolution(np.ones((3, 3, 4), np.float32), np.ones((3, 3, 4, 1), np.float32)),
            "3 at most",
        ),
        ("weights are none", lambda: Convolution(X, KERNEL * np.inf), "`weights` must be"),
        ("two biases", lambda: Convolution(X, KERNEL, np.zeros(2, np.float32)), "`bias` must have"),
        ("no stride", lambda: Convolution(X, KERNEL, strides=(0, 1)), "at least 1"),
        ("no dilation", lambda: Convolution(X, KERNEL, dilation_rate=(1, 0)), "at least 1"),
        ("less than none", lambda: Convolution(X, KERNEL, padding=((0, -1), (0, 0))), "`padding` must be"),
        ("very much", lambda: Convolution(X, KERNEL, padding=((0, 33), (0, 0))), "`padding` must be"),
        ("unknown mode", lambda: Convolution(X, KERNEL, mode="symmetric"), "`mode` must be"),
        ("by zero", lambda: Convolution(X, KERNEL, divisor=0), "divisor not 0"),
        ("no offset", lambda: Convolution(X, KERNEL, offset=float("nan")), "must be numbers"),
        ("no window", lambda: Pooling(X, "max", (0, 2)), "at least 1"),
        ("unknown pooling", lambda: Pooling(X, "median"), "`pooling` must be"),
        ("padding alone, above", lambda: Pooling(X, "max", (2, 2), None, ((2, 0), (0, 0))), "only padding"),
        ("padding alone, right", lambda: Pooling(X, "max", (2, 2), None, ((0, 0), (1, 2))), "only padding"),
        ("unknown function", lambda: ActivationOperation(X, "softmax"), "`function` must be"),
    ],
)
def test_invalid_operations_are_refused_in_a_sentence(case, make, said):
    with pytest.raises(NetworkError, match=re.escape(said)):
        make()


@pytest.mark.parametrize("mode", PADDING_MODES)
def test_all_modes_are_numpys(mode):
    assert np.pad(X, 1, cast("Any", PADDING_MODES[mode])).shape == (6, 7, 3)
    assert message(Convolution(X, KERNEL, mode=mode, padding=((9, 9), (9, 9))))["mode"] == mode


@pytest.mark.parametrize("function", ACTIVATIONS)
def test_all_activations_are_taken(function):
    assert message(ActivationOperation(X, function))["function"] == function
