"""Inside a network: every layer's output, asked from the worker, is that of Keras here."""

from functools import cache
from importlib.resources import as_file, files
from typing import Any
from unittest.mock import patch

import keras
import numpy as np
import pytest

from cnnviz import digits, drawing, mnist, models
from cnnviz.drawing import Drawing
from cnnviz.errors import WorkerError
from cnnviz.figures import captions, pictures
from cnnviz.figures.layers import columns
from cnnviz.network import Dense, Flatten, Network
from cnnviz.ui.controls.digit_source import MUST_CHOOSE
from cnnviz.ui.session.networks import _CHOSEN, _LOADED
from cnnviz.workers import NetworkFile, Workers
from tests.pages.dashboard import act, assert_sound, components, said, stage, told, values, visit

#: The layers' names in Keras, and for a reader.
LAYERS = {
    "conv2d": "Convolution",
    "max_pooling2d": "Max pooling",
    "dropout": "Dropout 1",
    "flatten": "Flatten",
    "dense": "Dense 1",
    "dropout_1": "Dropout 2",
    "dense_1": "Dense 2",
}
SEVEN = Drawing((((60, 60), (190, 60), (110, 210)),))
CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}


@cache
def observer():
    """Return the shipped network as Keras itself reads it, with all layers' outputs."""
    with as_file(files("cnnviz.assets") / "lecture.keras") as path:
        model = keras.models.load_model(path)
    return keras.Model(model.inputs[0], [layer.output for layer in model.layers])


def expected(digit):
    outputs = observer()(digit.reshape(1, 28, 28, 1), training=False)
    return dict(zip(LAYERS, (np.asarray(output)[0] for output in outputs), strict=True))


def bundled(number):
    return mnist.bundled()[0][number].astype(np.float32) / np.float32(255)


def shown(at):
    """Return the input, and each layer's item by its name."""
    first, *layers = stage(at, "network-layers")
    assert first["label"] == "input"
    return first, {item["id"]: item for item in layers}


def assert_shows(at, digit):
    """Assert that the page shows this digit and what Keras makes of it."""
    assert_sound(at)
    assert len(at.error) == 0
    first, layers = shown(at)
    np.testing.assert_array_equal(first["pixels"][..., 0], np.rint(digit * 255))
    outputs = expected(digit)
    assert {name: item["label"] for name, item in layers.items()} == LAYERS
    for name, output in outputs.items():
        shape, extent = layers[name]["detail"].split("\n")
        assert shape == captions.shape(output)
        if extent == "sum = 1":
            assert float(output.sum()) == pytest.approx(1, abs=1e-5)
            continue
        least, largest = (float(text.replace("−", "-")) for text in extent.split(" … "))
        assert (least, largest) == pytest.approx((output.min(), output.max()), rel=6e-3, abs=1e-5)
    np.testing.assert_allclose(layers["dense_1"]["values"], outputs["dense_1"], **CLOSE)


@pytest.mark.parametrize("number", [0, 777, 3600, 4999])
def test_every_layer_is_that_of_keras(number):
    at = visit("network", number=str(number))
    assert_shows(at, bundled(number))
    bars = shown(at)[1]["dense_1"]
    assert (bars["kind"], bars["names"]) == ("bars", [str(n) for n in range(10)])
    assert sum(bars["values"]) == pytest.approx(1, abs=1e-5)


def test_the_maps_of_a_layer_stand_on_its_sheet():
    at = visit("network", number="3600", layer="conv2d")
    maps = expected(bundled(3600))["conv2d"]
    (item,) = stage(at, "network-layer")
    wide, limit = columns(32, 2.5), pictures.reach(maps)
    for n in (0, 1, wide, 31):
        top, left = 27 * (n // wide), 27 * (n % wide)
        one = {**item, "pixels": item["pixels"][top : top + 26, left : left + 26]}
        np.testing.assert_allclose(values(one), maps[..., n].clip(0, limit), atol=limit / 100)


def test_digit_and_sample_are_chosen_apart():
    at = visit("network", number="0")
    at.pills(key="network-class").set_value(7).run()
    assert at.query_params["number"] == "3500"
    at.slider(key="network-sample").set_value(100).run()
    assert at.query_params["number"] == "3600"
    assert_shows(at, bundled(3600))
    at.pills(key="network-class").set_value(2).run()
    assert at.query_params["number"] == "1100"
    assert at.slider(key="network-sample").value == 100


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_that_is_chosen_is_enlarged(name):
    at = visit("network", number="3600")
    act(at, "network-layers", "picked", name)
    assert_sound(at)
    output = expected(bundled(3600))[name]
    assert at.query_params.get("layer", "conv2d") == name
    assert [one.value for one in at.subheader] == [f"{LAYERS[name]} {captions.shape(output)}"]
    assert [one for one, item in shown(at)[1].items() if item["chosen"]] == [name]
    (item,) = stage(at, "network-layer")
    if name == "dense_1":
        np.testing.assert_allclose(item["values"], output, **CLOSE)
    else:
        zeros = captions.share(np.mean(output == 0))
        assert item["detail"].endswith(f" · zeros {zeros}")


@pytest.mark.parametrize("name", ["nonsense", "", "x" * 100, "__class__"])
def test_a_layer_that_the_network_has_not_is_its_first(name):
    at = visit("network", layer=name)
    assert_sound(at)
    assert [one.value for one in at.subheader] == ["Convolution (26, 26, 32)"]
    act(at, "network-layers", "picked", name)
    assert_sound(at)
    assert [one.value for one in at.subheader] == ["Convolution (26, 26, 32)"]


def test_a_drawing_is_prepared_as_mnist_was_and_every_step_is_shown():
    at = visit("network", digit="drawing", drawing=drawing.to_text(SEVEN))
    prepared = digits.from_drawing(SEVEN)
    assert_shows(at, prepared.digit)
    assert np.argmax(shown(at)[1]["dense_1"]["values"]) == 7
    steps = stage(at, "network-steps")
    assert [step["label"] for step in steps] == [step.name for step in prepared.steps]
    assert [step["detail"] for step in steps] == [step.sentence for step in prepared.steps]
    for step, wanted in zip(steps, prepared.steps, strict=True):
        np.testing.assert_array_equal(step["pixels"][..., 0], np.rint(wanted.picture.clip(0, 1) * 255))


def has_pad(at):
    return "network-pad" in [one.key for one in components(at)]


def drawn_by(message):
    return Drawing(tuple(tuple(map(tuple, stroke)) for stroke in message["strokes"]))


def test_an_empty_pad_is_no_error_and_one_sentence_asks_for_a_digit():
    at = visit("network", digit="drawing")
    assert_sound(at)
    assert len(at.error) == 0
    assert "Draw a digit." in said(at)
    assert has_pad(at)
    assert told(at, "network-pad")["strokes"] == []
    with pytest.raises(KeyError):
        at.get_by_key("network-layers")


def test_what_is_drawn_is_read_and_lies_on_the_pad_and_in_the_link():
    at = visit("network", digit="drawing")
    act(at, "network-pad", "drawn", [list(map(list, SEVEN.strokes)), 1])
    assert_shows(at, digits.from_drawing(SEVEN).digit)
    assert at.query_params["drawing"] == drawing.to_text(SEVEN)
    message = told(at, "network-pad")
    assert (drawn_by(message), message["turn"]) == (SEVEN, 1)
    act(at, "network-pad", "drawn", [[], 2])
    assert "drawing" not in at.query_params
    assert told(at, "network-pad")["turn"] == 2
    assert "Draw a digit." in said(at)
    assert len(at.error) == 0


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        [[[[1, 1]]]],
        [[[[1, 1]]], 1, 1],
        [[[[256, 1]]], 1],
        [[[[0.5, 1]]], 1],
        [[["1", 1]], 1],
        [[[[1, 1]]] * 41, 1],
        [[[[1, 1]] * 2001], 1],
        [[[[1, 1]]], -1],
        [[[[1, 1]]], "2"],
        [{"0": 1}, 1],
    ],
)
def test_what_a_strange_browser_sends_as_a_drawing_is_left_out(message):
    at = visit("network", digit="drawing", drawing=drawing.to_text(SEVEN))
    act(at, "network-pad", "drawn", message)
    assert_sound(at)
    assert at.query_params["drawing"] == drawing.to_text(SEVEN)
    assert (drawn_by(told(at, "network-pad")), told(at, "network-pad")["turn"]) == (SEVEN, 0)


def answer(at):
    message = told(at, "network-answer")
    return message["digit"], message["share"], message["note"]


def test_the_answer_stands_in_large_with_its_probability():
    at = visit("network", digit="drawing", drawing=drawing.to_text(SEVEN))
    best = expected(digits.from_drawing(SEVEN).digit)["dense_1"]
    assert answer(at) == ("7", captions.share_among(best, 7), MUST_CHOOSE)
    at.segmented_control(key="network-digit").set_value("bundled").run()
    assert answer(at) == ("0", captions.share_among(expected(bundled(0))["dense_1"], 0), "")


def test_it_is_said_that_the_network_must_choose_wherever_ones_own_picture_is_read():
    own: list[dict[str, Any]] = [
        {"digit": "drawing", "drawing": drawing.to_text(SEVEN)},
        {"digit": "image", "image": "smiley"},
    ]
    for link in own:
        for page, more in (("loss", {}), ("flatten", {"flat_view": "votes"})):
            assert any(MUST_CHOOSE in text for text in said(visit(page, **link, **more))), page
        assert answer(visit("network", **link))[2] == MUST_CHOOSE
        assert MUST_CHOOSE in said(visit("train", **link))
    for page, more in (("loss", {}), ("flatten", {"flat_view": "votes"}), ("train", {})):
        assert not any(MUST_CHOOSE in text for text in said(visit(page, **more))), page


def test_a_network_without_probabilities_gives_its_answer_alone():
    plain = Network((28, 28, 1), (Flatten(), Dense(10, "sigmoid")))
    bias = np.array([0, 0, 0, 5, 0, 0, 0, 0, 0, 4], np.float32)
    mine = NetworkFile("Mine", models.to_bytes(plain, [np.zeros((784, 10), np.float32), bias]))
    at = visit("network", {_CHOSEN: mine, _LOADED: {mine.label: mine}})
    assert_sound(at)
    assert answer(at) == ("3", "", "")


def test_the_image_of_all_pages_can_be_read_as_a_digit():
    at = visit("network", digit="image", image="digit", number="3600")
    assert_shows(at, digits.from_picture(bundled(3600)).digit)
    assert not has_pad(at)


def test_the_source_of_the_digit_can_be_changed():
    at = visit("network", drawing=drawing.to_text(SEVEN), image="smiley")
    assert_shows(at, bundled(0))
    at.segmented_control(key="network-digit").set_value("drawing").run()
    assert at.query_params["digit"] == "drawing"
    assert_shows(at, digits.from_drawing(SEVEN).digit)
    assert [one.key for one in at.slider] == []
    at.segmented_control(key="network-digit").set_value("image").run()
    assert_sound(at)
    at.segmented_control(key="network-digit").set_value("bundled").run()
    assert_shows(at, bundled(0))


def test_of_a_bundled_digit_nothing_is_to_be_prepared():
    steps = stage(visit("network", number="3600"), "network-steps")
    assert [step["label"] for step in steps] == ["0…255", "0…1"]


def test_a_worker_that_gives_no_answer_is_said():
    sentence = "The process that runs the networks gave no answer. Please try again in a moment."
    with patch.object(Workers, "layer_outputs", side_effect=WorkerError(sentence)):
        at = visit("network", number="4321")
        assert_sound(at)
        assert [one.value for one in at.error] == [sentence]
    at.run()  # and is asked again
    assert_shows(at, bundled(4321))


def test_for_one_digit_the_worker_is_asked_once():
    with patch.object(Workers, "layer_outputs", autospec=True, side_effect=Workers.layer_outputs) as asked:
        at = visit("network", number="1717")
        act(at, "network-layers", "picked", "dense")
        visit("network", number="1717")
        assert asked.call_count == 1
        at.slider(key="network-sample").set_value(1).run()
        assert asked.call_count == 2
