"""Inside a network: what the picture of the network is given, and one layer enlarged, equal to Keras."""

import time
from functools import cache
from importlib.resources import as_file, files
from typing import Any
from unittest.mock import patch

import keras
import numpy as np
import pytest

from cnnviz import digits, drawing, layer_outputs, mnist, models
from cnnviz.architectures.digit_codes import digit_codes
from cnnviz.digits import doubt
from cnnviz.drawing import Drawing, to_text
from cnnviz.errors import WorkerError
from cnnviz.figures import captions, pictures
from cnnviz.figures.layers import columns
from cnnviz.layers.distances import codes_of
from cnnviz.network import Dense, Flatten, Network, described, limits
from cnnviz.ui.controls.digit_source import MUST_CHOOSE
from cnnviz.ui.session.networks import _CHOSEN, _LOADED
from cnnviz.workers import NetworkFile, Workers
from tests.pages.dashboard import PATIENCE, act, assert_sound, said, stage, told, values, visit

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


def enlarged(at):
    """Return the item with the enlarged layer."""
    (item,) = stage(at, "network-layer")
    return item


def assert_enlarged(at, name, digit):
    """Assert that this layer is enlarged, with what Keras makes of the digit."""
    assert_sound(at)
    assert len(at.error) == 0
    item, output = enlarged(at), expected(digit)[name]
    shape, extent, *_ = item["detail"].split(" · ")
    assert (item["label"], shape) == (LAYERS[name], captions.shape(output))
    assert at.selectbox(key="network-enlarged").value == name
    if name == "dense_1":
        np.testing.assert_allclose(item["values"], output, **CLOSE)
        assert extent == "sum = 1"
        return
    least, largest = (float(text.replace("−", "-")) for text in extent.split(" … "))
    assert (least, largest) == pytest.approx((output.min(), output.max()), rel=6e-3, abs=1e-5)
    assert item["detail"].endswith(f" · zeros {captions.share(np.mean(output == 0))}")


def drawn(at):
    """Return the drawing on the pad."""
    strokes = told(at, "network")["strokes"]
    return Drawing(tuple(tuple(map(tuple, stroke)) for stroke in strokes))


def pixels(at):
    """Return the digit that stands in place of strokes, (28, 28)."""
    return np.array(told(at, "network")["pixels"]).reshape(28, 28)


def test_the_whole_network_is_unfolded():
    message = told(visit("network", reader="lecture"), "network")
    assert message["unfolded"] is True
    assert [node["name"] for node in message["network"]["nodes"]] == list(LAYERS)
    assert message["weights"] != ""


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_that_is_chosen_is_enlarged(name):
    at = visit("network", number="3600")
    at.selectbox(key="network-enlarged").set_value(name).run()
    assert at.query_params.get("layer", "conv2d") == name
    assert_enlarged(at, name, bundled(3600))
    assert_enlarged(visit("network", number="3600", layer=name), name, bundled(3600))


def test_the_layers_are_offered_by_their_names_for_readers():
    assert visit("network", reader="lecture").selectbox(key="network-enlarged").options == list(
        LAYERS.values()
    )


def test_the_maps_of_a_layer_stand_on_its_sheet():
    item = enlarged(visit("network", number="3600", layer="conv2d"))
    maps = expected(bundled(3600))["conv2d"]
    wide, limit = columns(32, 2.5), pictures.reach(maps)
    for n in (0, 1, wide, 31):
        top, left = 27 * (n // wide), 27 * (n % wide)
        one = {**item, "pixels": item["pixels"][top : top + 26, left : left + 26]}
        np.testing.assert_allclose(values(one), maps[..., n].clip(0, limit), atol=limit / 100)


def test_the_layer_of_a_unit_that_is_opened_is_enlarged():
    at = visit("network", number="3600")
    act(at, "network", "unit", ["dense", 3, 0, 0])
    assert told(at, "network")["unit"] == ["dense", 3, 0, 0]
    assert_enlarged(at, "dense", bundled(3600))
    act(at, "network", "unit", [])
    assert told(at, "network")["unit"] is None
    assert_enlarged(at, "dense", bundled(3600))
    overview = visit("overview")
    act(overview, "overview", "unit", ["dense", 3, 0, 0])
    assert "layer" not in overview.query_params


@pytest.mark.parametrize("name", ["nonsense", "", "x" * 100, "__class__"])
def test_a_layer_that_the_network_has_not_is_its_first(name):
    assert_enlarged(visit("network", number="3600", layer=name), "conv2d", bundled(3600))


def test_digit_and_sample_are_chosen_apart():
    at = visit("network", number="0")
    at.pills(key="network-class").set_value(7).run()
    assert at.query_params["number"] == "3500"
    at.slider(key="network-sample").set_value(100).run()
    assert at.query_params["number"] == "3600"
    np.testing.assert_array_equal(pixels(at), mnist.bundled()[0][3600])
    assert_enlarged(at, "conv2d", bundled(3600))
    at.pills(key="network-class").set_value(2).run()
    assert at.query_params["number"] == "1100"
    assert at.slider(key="network-sample").value == 100


def test_a_drawing_is_prepared_as_mnist_was_and_every_step_is_shown():
    at = visit("network", digit="drawing", drawing=drawing.to_text(SEVEN))
    prepared = digits.from_drawing(SEVEN)
    assert drawn(at) == SEVEN
    assert_enlarged(at, "conv2d", prepared.digit)
    steps = stage(at, "network-steps")
    assert [step["label"] for step in steps] == [step.name for step in prepared.steps]
    assert [step["detail"] for step in steps] == [step.sentence for step in prepared.steps]
    for step, wanted in zip(steps, prepared.steps, strict=True):
        np.testing.assert_array_equal(step["pixels"][..., 0], np.rint(wanted.picture.clip(0, 1) * 255))


def test_of_a_bundled_digit_nothing_is_to_be_prepared():
    steps = stage(visit("network", number="3600"), "network-steps")
    assert [step["label"] for step in steps] == ["0…255", "0…1"]


def test_an_empty_pad_is_no_error_and_shows_the_network_alone():
    at = visit("network", digit="drawing")
    assert_sound(at)
    assert len(at.error) == 0
    assert (drawn(at), told(at, "network")["pixels"]) == (Drawing(), None)
    with pytest.raises(KeyError):
        at.get_by_key("network-layer")


def test_what_is_drawn_is_read_and_lies_on_the_pad_and_in_the_link():
    at = visit("network", reader="lecture")
    act(at, "network", "drawn", [list(map(list, SEVEN.strokes)), 1])
    assert (at.query_params["digit"], at.query_params["drawing"]) == ("drawing", drawing.to_text(SEVEN))
    assert at.segmented_control(key="network-digit").value == "drawing"
    assert_enlarged(at, "conv2d", digits.from_drawing(SEVEN).digit)
    assert (drawn(at), told(at, "network")["turn"]) == (SEVEN, 1)
    act(at, "network", "drawn", [[], 2])
    assert "drawing" not in at.query_params
    assert (drawn(at), told(at, "network")["turn"]) == (Drawing(), 2)
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
    act(at, "network", "drawn", message)
    assert_sound(at)
    assert at.query_params["drawing"] == drawing.to_text(SEVEN)
    assert (drawn(at), told(at, "network")["turn"]) == (SEVEN, 0)


def answered(page, **link):
    """Visit a page, and run it until the network has answered."""
    at, end = visit(page, **link), time.monotonic() + PATIENCE
    while any("The network is starting" in text for text in said(at)):
        assert time.monotonic() < end
        time.sleep(0.1)
        at.run()
    return at


def test_it_is_said_that_the_network_must_choose_wherever_ones_own_picture_is_read():
    pages: list[tuple[str, dict[str, Any]]] = [
        ("loss", {}),
        ("flatten", {"flat_view": "votes"}),
        ("train", {}),
        ("network", {}),
        ("overview", {}),
    ]
    own: list[dict[str, Any]] = [
        {"digit": "drawing", "drawing": drawing.to_text(SEVEN)},
        {"digit": "image", "image": "phone number"},
    ]
    for page, more in pages:
        for link in own:
            assert any(MUST_CHOOSE in text for text in said(answered(page, **link, **more))), page
        assert not any(MUST_CHOOSE in text for text in said(answered(page, **more))), page


def test_a_drawing_that_is_no_digit_is_doubted_with_the_networks_own_figure():
    letter = Drawing((((60, 220), (120, 40), (180, 220)), ((85, 150), (155, 150))))
    likely = doubt.probability(digits.from_drawing(letter).digit)
    sentence = (
        f"looks like no digit. A second network calls it a digit with probability {doubt.percent(likely)}."
    )
    for page in ("network", "overview", "loss"):
        shown = {
            drawn: said(answered(page, digit="drawing", drawing=to_text(drawn))) for drawn in (letter, SEVEN)
        }
        assert any(sentence in text for text in shown[letter]), page
        assert not any("no digit" in text for text in shown[SEVEN]), page


def test_the_image_of_all_pages_can_be_read_as_a_digit():
    at = visit("network", digit="image", image="digit", number="3600")
    digit = digits.from_picture(bundled(3600)).digit
    np.testing.assert_array_equal(pixels(at), np.rint(255 * digit))
    assert_enlarged(at, "conv2d", digit)


def test_an_image_without_a_digit_is_said_once_and_leaves_the_pad():
    for page in ("network", "overview"):
        at = visit(page, digit="image", image="drawing")
        assert_sound(at)
        assert len(at.error) == 1
        message = told(at, page)
        assert (message["pixels"], message["strokes"]) == (None, [])
        act(at, page, "drawn", [list(map(list, SEVEN.strokes)), 1])
        assert len(at.error) == 0
        assert at.query_params["digit"] == "drawing"


def test_the_source_of_the_digit_can_be_changed():
    at = visit("network", drawing=drawing.to_text(SEVEN), image="smiley")
    assert_enlarged(at, "conv2d", bundled(0))
    at.segmented_control(key="network-digit").set_value("drawing").run()
    assert at.query_params["digit"] == "drawing"
    assert_enlarged(at, "conv2d", digits.from_drawing(SEVEN).digit)
    assert [one.key for one in at.slider] == []
    at.segmented_control(key="network-digit").set_value("image").run()
    assert_sound(at)
    at.segmented_control(key="network-digit").set_value("bundled").run()
    assert_enlarged(at, "conv2d", bundled(0))


def test_another_network_is_shown_with_its_own_layers_and_weights():
    network = Network((28, 28, 1), (Flatten(), Dense(10, "sigmoid")))
    bias = np.array([0, 0, 0, 5, 0, 0, 0, 0, 0, 4], np.float32)
    mine = NetworkFile("Mine", models.to_bytes(network, [np.zeros((784, 10), np.float32), bias]))
    at = visit("network", {_CHOSEN: mine, _LOADED: {mine.label: mine}}, layer="dense")
    assert_sound(at)
    message = told(at, "network")
    assert message["network"]["nodes"] == described(network)["nodes"]
    assert message["network"]["classes"] == list(mnist.CLASS_NAMES)
    sigmoid = (1 / (1 + np.exp(-bias))).astype(np.float32)
    assert enlarged(at)["detail"] == f"(10,) · {captions.extent(sigmoid)} · zeros 0 %"


def test_no_worker_is_asked_for_a_network_that_the_browser_computes():
    with patch.object(Workers, "layer_outputs") as asked:
        at = visit("network", number="1717")
        act(at, "network", "unit", ["dense", 3, 0, 0])
        at.slider(key="network-sample").set_value(1).run()
        assert_sound(at)
        assert asked.call_count == 0


def test_a_worker_computes_a_larger_one_once_and_its_silence_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "BROWSER_MULTIPLICATIONS", 1000)
    sentence = "The process that runs the networks gave no answer. Please try again in a moment."
    with patch.object(Workers, "layer_outputs", side_effect=WorkerError(sentence)):
        at = visit("network", number="4321")
        assert_sound(at)
        assert [one.value for one in at.error] == [sentence]
    with patch.object(Workers, "layer_outputs", autospec=True, side_effect=Workers.layer_outputs) as asked:
        at.run()  # and is asked again
        assert_enlarged(at, "conv2d", bundled(4321))
        act(at, "network", "unit", ["dense", 3, 0, 0])
        assert_enlarged(at, "dense", bundled(4321))
    assert asked.call_count == 1


def test_of_lenet5_the_last_units_stand_as_a_picture_beside_the_nearest_code():
    at = visit("network", reader="lenet5", number="3630")
    assert_sound(at)
    drawn, code = stage(at, "network-code")
    outputs = layer_outputs.of(models.load_pretrained("lenet5"), bundled(3630))
    nearest = int(outputs["distances"].argmin())
    assert nearest == 7
    assert (drawn["label"], code["label"]) == ("84 units, in 12 rows", "The code of 7")
    assert drawn["detail"] == captions.extent(outputs["f6_tanh"])
    assert code["detail"] == f"squared distance {captions.number(outputs['distances'][nearest])}"
    # Its units look like the code: most have its signs.
    signs = codes_of(digit_codes(), 84)[nearest]
    assert (np.sign(outputs["f6_tanh"]) == signs).mean() > 0.75
    assert not any("printed digits" in text for text in said(visit("network", reader="pen")))
