"""Flatten and fully connected: the column, the votes, the boat, the shuffled pixels, held against Keras."""

import json
from contextlib import redirect_stdout
from functools import cache
from importlib.resources import as_file, files
from io import StringIO
from typing import Any
from unittest.mock import patch

import keras
import numpy as np
import pytest
import streamlit as st

from cnnviz import mnist, models
from cnnviz.errors import WorkerError
from cnnviz.lessons import shuffling
from cnnviz.network import Activation, Dense, Flatten, Network
from cnnviz.pipeline import Pipeline
from cnnviz.runs import Result, Run
from cnnviz.ui.session import worker_processes
from cnnviz.workers import NetworkFile, Workers
from tests.pages.cutouts import activated, convolved, line, stepped
from tests.pages.dashboard import (
    act,
    assert_sound,
    button,
    runs_of,
    said,
    stage,
    told,
    turn,
    visit,
    with_runs,
)

DIGIT = {"image": "digit", "number": "3600"}
VOTES = {**DIGIT, "flat_view": "votes"}
CLOSE: Any = {"rtol": 1e-4, "atol": 1e-4}


def run(code):
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    return names


def code(at):
    (found,) = [one.value for one in at.code if "import" in one.value]
    return found


# --- flatten


CASES = {
    "as it comes": {},
    "a digit": DIGIT,
    "all settings": {
        "side": "20",
        "strides": "1-2",
        "padding": "3",
        "mode": "wrap",
        "rounds": "average 4 3 1 -2;0 1 / 3 + 51",
        "activation": "leaky_relu",
        "further": "none",
    },
}


@pytest.mark.parametrize("link", CASES.values(), ids=CASES)
def test_the_column_is_kerass_of_the_maps_of_the_page_pooling(link):
    at = visit("flatten", **link)
    assert_sound(at)
    shown = told(at, "flat-column")
    maps = np.array(shown["values"], np.float32).reshape(shown["shape"])
    one = Pipeline.from_link(at.query_params).walk.rounds[0]
    pool = {"max": keras.ops.max_pool, "average": keras.ops.average_pool}[one.pooling]
    pooled = np.asarray(pool(activated(at, convolved(at))[np.newaxis], one.pool_size, one.strides))[0]
    np.testing.assert_allclose(maps[..., :1], pooled, rtol=1e-4, atol=1e-5)
    column = np.asarray(keras.layers.Flatten()(maps[np.newaxis]))[0]
    assert shown["values"] == column.tolist()
    assert shown["place"] == (np.abs(column).argmax() if link else 0)
    height, width, channels = maps.shape
    counted = f" as one column of {height}·{width}·{channels} = **{maps.size:,}** numbers. It has no weights."
    assert counted in line(at, "Activation and pooling leave")
    np.testing.assert_allclose(run(code(at))["column"], column, rtol=1e-4, atol=1e-4)


def test_what_the_pooling_page_takes_in_is_flattened_here():
    at = visit("pooling", **DIGIT)
    at.segmented_control(key="pool-kind").set_value("average").run()
    x = np.array(stepped(at, "pool-stepper")["x"], np.float32)
    turn(at, "flatten")
    shown = told(at, "flat-column")
    pooled = np.asarray(keras.ops.average_pool(x[np.newaxis], 2, 2))[0, ..., 0]
    first = np.reshape(shown["values"], shown["shape"])[..., 0]
    np.testing.assert_allclose(first, pooled, rtol=1e-4, atol=1e-5)


def test_filters_and_place_stand_in_the_link():
    at = visit("flatten", **DIGIT)
    at.multiselect(key="flat-further").set_value(["emboss"]).run()
    assert at.query_params["further"] == "emboss"
    assert told(at, "flat-column")["names"] == ["sobel x", "emboss"]
    act(at, "flat-column", "place", [7])
    assert at.query_params["flat"] == "7"
    assert told(at, "flat-column")["place"] == 7
    at.multiselect(key="flat-further").set_value([]).run()
    assert_sound(at)
    assert told(at, "flat-column")["shape"][2] == 1


def test_a_window_that_does_not_fit_is_one_sentence():
    at = visit("flatten", image="smiley", rounds="max 8 2 blur")
    assert_sound(at)
    assert at.error[0].value.startswith("The window covers 8 pixels, but only 5 are there.")


# --- votes


@cache
def observer():
    """Return the shipped network as Keras itself reads it: the maps, the hidden units, the logits."""
    with as_file(files("cnnviz.assets") / "lecture.keras") as path:
        model = keras.models.load_model(path)
    flat, hidden, last = model.get_layer("flatten"), model.get_layer("dense"), model.get_layer("dense_1")
    last.activation = keras.activations.linear
    return keras.Model(model.inputs[0], [flat.output, hidden.output, last(hidden.output)])


def by_keras(number=3600):
    digit = mnist.bundled()[0][number].astype(np.float32) / np.float32(255)
    return [np.asarray(one)[0] for one in observer()(digit.reshape(1, 28, 28, 1), training=False)]


def ledger(at):
    """Return what the ledger gets, and the sum of what it adds up."""
    shown = told(at, "votes-ledger")
    return shown, float(np.dot(shown["inputs"], shown["weights"]) + shown["bias"])


@pytest.mark.parametrize("voters", ["inputs", "hidden"])
@pytest.mark.parametrize("number", ["3600", "777"])
def test_the_votes_add_up_to_kerass_logit_of_the_digit_that_is_read_and_of_any_other(voters, number):
    column, hidden, logits = by_keras(int(number))
    at = visit("flatten", **{**VOTES, "number": number, "voters": voters})
    assert_sound(at)
    shown, total = ledger(at)
    assert total == pytest.approx(logits.max(), rel=1e-4, abs=1e-4)
    assert shown["total"] == f"logit of {logits.argmax()}"
    np.testing.assert_allclose(shown["inputs"], column if voters == "inputs" else hidden, **CLOSE)
    assert shown["shape"] == ([13, 13, 32] if voters == "inputs" else [8, 16, 1])
    for neuron in (0, 9):
        at.pills(key="votes-neuron").set_value(neuron).run()
        assert_sound(at)
        assert ledger(at)[1] == pytest.approx(logits[neuron], rel=1e-4, abs=1e-4)
        assert at.query_params["neuron"] == str(neuron)


def test_a_hidden_units_votes_add_up_to_what_it_gives():
    _, hidden, _ = by_keras()
    at = visit("flatten", **VOTES, voters="hidden")
    act(at, "votes-ledger", "picked", [91])
    assert_sound(at)
    assert (at.query_params["voters"], at.query_params["hidden"]) == ("unit", "91")
    shown, total = ledger(at)
    assert shown["total"] == "unit 91"
    assert total == pytest.approx(hidden[91], rel=1e-4, abs=1e-4)
    assert hidden[91] > 0
    names = run(code(at))
    assert names["total"] == pytest.approx(total, rel=1e-4, abs=1e-4)


def test_the_digit_lies_under_the_votes_and_the_words_are_true():
    at = visit("flatten", **VOTES)
    column, hidden, logits = by_keras()
    shown, total = ledger(at)
    digit = mnist.bundled()[0][3600] / np.float32(255)
    np.testing.assert_array_equal(np.array(shown["backdrop"]["rows"], np.float32), digit)
    assert shown["backdrop"]["inset"] == [1, 1, 26, 26]
    on = int((hidden > 0).sum())
    assert [text for text in said(at) if f"For this digit {on} are on and {128 - on} give 0." in text]
    assert line(at, "Softmax turns the ten logits").endswith("The network reads a **7**.")
    names = run(code(at))
    np.testing.assert_allclose(names["column"], column, **CLOSE)
    np.testing.assert_allclose(names["votes"], np.multiply(shown["inputs"], shown["weights"]), **CLOSE)
    assert names["total"] == pytest.approx(total, rel=1e-4, abs=1e-4)
    labels = at.pills(key="votes-neuron").options
    assert labels == [f"**{n}**: {one:.1f}".replace("-", "−") for n, one in enumerate(logits)]


def test_a_network_with_other_layers_is_a_sentence():
    apart = Network((28, 28, 1), (Flatten(), Dense(10), Activation("softmax")))
    data = models.to_bytes(apart, [np.zeros((784, 10), np.float32), np.zeros(10, np.float32)])
    mine = NetworkFile("mine", data)
    at = visit("flatten", {"network in use": mine, "networks": {"mine": mine}}, **VOTES)
    assert_sound(at)
    assert [one.value for one in at.error] == [
        "Votes need a network with one or two Dense layers after Flatten, and ReLU between them. "
        "Choose the lecture network."
    ]


def test_a_network_without_hidden_layer_votes_directly():
    rng = np.random.default_rng(0)
    direct = Network((28, 28, 1), (Flatten(), Dense(10, "softmax")))
    weights = [rng.normal(size=(784, 10)).astype("float32"), rng.normal(size=10).astype("float32")]
    mine = NetworkFile("mine", models.to_bytes(direct, weights))
    at = visit(
        "flatten", {"network in use": mine, "networks": {"mine": mine}}, **VOTES, voters="hidden", neuron="4"
    )
    assert_sound(at)
    digit = mnist.bundled()[0][3600].ravel() / np.float32(255)
    assert ledger(at)[1] == pytest.approx(float(digit @ weights[0][:, 4] + weights[1][4]), rel=1e-4)


def test_a_worker_that_gives_no_answer_is_said():
    st.cache_data.clear()
    sentence = "The process that runs the networks gives no answer. Please try again in a moment."
    with patch.object(Workers, "layer_outputs", side_effect=WorkerError(sentence)):
        at = visit("flatten", **{**VOTES, "number": "4322"})
    assert_sound(at)
    assert [one.value for one in at.error] == [sentence]


# --- the boat


def test_the_boat_and_the_one_neuron():
    at = visit("flatten", flat_view="boat", added="2.5", logit="-1.5")
    assert_sound(at)
    (bars,) = stage(at, "boat-stage")
    read_off = np.array([0.01, 0.04, 0.94, 0.02])
    assert bars["names"] == ["dog", "cat", "boat", "bird"]
    expected = np.asarray(keras.ops.softmax(np.log(read_off) + 2.5))
    np.testing.assert_allclose(bars["values"], expected, rtol=1e-5)
    sigmoid = float(keras.activations.sigmoid(np.float32(-1.5)))
    assert [one.value for one in at.metric] == [f"{sigmoid:.4f}"] * 2
    names = run(code(at))
    np.testing.assert_allclose(names["shares"], expected, rtol=1e-5)
    at.slider(key="boat-added").set_value(-8.0).run()
    assert at.query_params["added"] == "-8"
    np.testing.assert_allclose(stage(at, "boat-stage")[0]["values"], expected, rtol=1e-5)


# --- shuffled pixels


def done(entry, accuracy, state="finished"):
    one = Run(entry.settings)
    event: Any = {"kind": "epoch", "epoch": 0, "batch": 125, "n_batches": 125, "seconds": 1.0}
    one.record(event | {"loss": 1, "accuracy": 0.5, "val_loss": 1.0, "val_accuracy": accuracy})
    one.finish(Result(b"", 1, state == "stopped", 1.0, accuracy))
    return one


def test_the_digit_stands_there_before_and_after():
    at = visit("flatten", **DIGIT, flat_view="shuffle")
    assert_sound(at)
    before, after = (item["pixels"][..., 0] for item in stage(at, "contest-digit"))
    np.testing.assert_array_equal(before, mnist.bundled()[0][3600])
    np.testing.assert_array_equal(after.ravel(), before.ravel()[shuffling.order(784)])
    assert len(at.metric) == 0
    assert button(at, "Stop").disabled


def test_four_accuracies_and_what_the_shuffle_cost():
    runs = [done(*one) for one in zip(shuffling.entries(), (0.9, 0.905, 0.95, 0.885), strict=True)]
    at = visit("flatten", with_runs(*runs, group="contest"), **DIGIT, flat_view="shuffle")
    assert_sound(at)
    assert [(one.label, one.value) for one in at.metric] == [
        ("Dense, in order", "90 %"),
        ("Dense, shuffled", "90.5 %"),
        ("CNN, in order", "95 %"),
        ("CNN, shuffled", "88.5 %"),
    ]
    text = line(at, "After the shuffle, the dense network")
    assert "**0.5 points more**" in text
    assert "**6.5 points fewer**" in text
    assert at.get("progress")[0].proto.value == 100


def test_runs_twice_or_not_at_all_stand_in_their_places():
    """As two tabs might have them, or where the room for results has run out."""
    entries = shuffling.entries()
    runs = [done(entry, 0.8) for entry in entries] + [done(entries[n], 0.9) for n in (2, 0)]
    at = visit("flatten", with_runs(*runs[2:], group="contest"), **DIGIT, flat_view="shuffle")
    assert_sound(at)
    assert [one.value for one in at.metric] == ["90 %", "–", "90 %", "80 %"]
    assert at.get("progress")[0].proto.value == 100


def test_a_run_that_fails_is_said_once_and_all_can_be_started_again():
    runs = [Run(entry.settings) for entry in shuffling.entries()]
    for one in runs:
        one.fail("The training process ended before the run did: start the run once more.")
    at = visit("flatten", with_runs(*runs, group="contest"), flat_view="shuffle")
    assert_sound(at)
    assert [one.value for one in at.error] == [runs[0].error]
    assert not button(at, "Train all four").disabled


def test_all_four_are_started_and_stopped_one_after_the_other():
    at = visit("flatten", flat_view="shuffle")
    button(at, "Train all four").click().run()
    assert_sound(at)
    runs = runs_of(at, "contest")
    assert [one.settings for one in runs] == [entry.settings for entry in shuffling.entries()]
    assert button(at, "Train all four").disabled
    turn(at, "pooling")  # other pages go on meanwhile
    assert_sound(at)
    turn(at, "flatten")
    button(at, "Stop").click().run()
    assert_sound(at)
    ended = [one.state for one in runs[1:]]
    assert ended == ["stopped"] * 3
    worker_processes.workers().stop(runs[0])


def test_workers_that_do_not_start_are_said():
    sentence = "The process that runs the networks did not start. Start the dashboard again."
    at = visit("flatten", flat_view="shuffle")
    with patch.object(Workers, "train", side_effect=WorkerError(sentence)):
        button(at, "Train all four").click().run()
    assert_sound(at)
    assert [one.value for one in at.error] == [sentence]


# --- the view


def test_the_view_stands_in_the_link():
    at = visit("flatten", **DIGIT)
    at.segmented_control(key="flat-flat_view").set_value("boat").run()
    assert_sound(at)
    assert at.query_params["flat_view"] == "boat"
    assert json.loads(at.get_by_key("boat-stage").proto.json)["items"]
