"""Inside a network: every layer's output, asked from the worker, is that of Keras here."""

from functools import cache
from importlib.resources import as_file, files
from typing import Any
from unittest.mock import patch

import keras
import numpy as np
import pytest

from cnnviz import digits, drawing, mnist
from cnnviz.drawing import Drawing
from cnnviz.errors import WorkerError
from cnnviz.figures import captions, pictures
from cnnviz.figures.layers import columns
from cnnviz.workers import Workers
from tests.pages.dashboard import act, assert_sound, stage, values, visit

LAYERS = ["conv2d", "max_pooling2d", "dropout", "flatten", "dense", "dropout_1", "dense_1"]
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
    return first, {item["label"]: item for item in layers}


def assert_shows(at, digit):
    """Assert that the page shows this digit and what Keras makes of it."""
    assert_sound(at)
    assert len(at.error) == 0
    first, layers = shown(at)
    np.testing.assert_array_equal(first["pixels"][..., 0], np.rint(digit * 255))
    outputs = expected(digit)
    assert list(layers) == LAYERS
    for name, output in outputs.items():
        shape, extent = layers[name]["detail"].split("\n")
        assert shape == captions.shape(output)
        if extent == "sum 1":
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
    at = visit("network")
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
    assert [one.value for one in at.subheader] == [f"{name} {captions.shape(output)}"]
    assert [label for label, item in shown(at)[1].items() if item["chosen"]] == [name]
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
    assert [one.value for one in at.subheader] == ["conv2d (26, 26, 32)"]
    act(at, "network-layers", "picked", name)
    assert_sound(at)
    assert [one.value for one in at.subheader] == ["conv2d (26, 26, 32)"]


def test_a_drawing_is_prepared_as_mnist_was_and_every_step_is_shown():
    at = visit("network", digit="drawing", drawing=drawing.to_text(SEVEN))
    prepared = digits.from_picture(drawing.render(SEVEN))
    assert_shows(at, prepared.digit)
    assert np.argmax(shown(at)[1]["dense_1"]["values"]) == 7
    steps = stage(at, "network-steps")
    assert [step["label"] for step in steps] == [step.name for step in prepared.steps]
    assert [step["detail"] for step in steps] == [step.sentence for step in prepared.steps]
    for step, wanted in zip(steps, prepared.steps, strict=True):
        np.testing.assert_array_equal(step["pixels"][..., 0], np.rint(wanted.picture.clip(0, 1) * 255))


def pads(at):
    return [one for one in at.main if one.type == "bidi_component" and "pad" in (one.key or "")]


def test_before_there_is_a_drawing_one_sentence_asks_for_it():
    at = visit("network", digit="drawing")
    assert_sound(at)
    assert [one.value for one in at.error] == ["There is no ink in the picture. Draw a digit first."]
    assert len(pads(at)) == 1
    with pytest.raises(KeyError):
        at.get_by_key("network-layers")


def test_the_image_of_all_pages_can_be_read_as_a_digit():
    at = visit("network", digit="image", image="digit", number="3600")
    assert_shows(at, digits.from_picture(bundled(3600)).digit)
    assert pads(at) == []


def test_the_source_of_the_digit_can_be_changed():
    at = visit("network", drawing=drawing.to_text(SEVEN), image="smiley")
    assert_shows(at, bundled(0))
    at.segmented_control(key="network-digit").set_value("drawing").run()
    assert at.query_params["digit"] == "drawing"
    assert_shows(at, digits.from_picture(drawing.render(SEVEN)).digit)
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
