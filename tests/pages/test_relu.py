"""ReLU: the map of the page Convolution goes on here, and every number is that of Keras."""

import json
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import keras
import numpy as np
import pytest

from cnnviz import kernels, pipeline
from cnnviz.figures import captions
from cnnviz.pipeline import Pipeline
from tests.oracle import keras_feature_map
from tests.pages.cutouts import activated, convolved, line, number, share_of_zeros, stepped, whole
from tests.pages.dashboard import act, assert_sound, choose_kernel, components, stage, turn, values, visit

SOBEL = {"image": "digit", "number": "3600"}
CASES = {
    "as it comes": {},
    "a digit": SOBEL,
    "all settings": {
        "cutout": "90-250",
        "side": "15",
        "strides": "2-1",
        "padding": "2",
        "mode": "reflect",
        "dilation_rate": "2",
        "rounds": "max 2 2 1 -2;0 1 / 3 + 51",
        "activation": "elu",
        "second": "sobel x",
    },
    "same": {"image": "flower", "padding": "same", "strides": "2-3", "activation": "gelu"},
}


def before_relu(at):
    """Return the map that the page takes in."""
    return convolved(at, signed=True)


cases = pytest.mark.parametrize("link", CASES.values(), ids=CASES)


# --- as Keras


@cases
def test_the_stepper_takes_in_what_the_convolution_gives(link):
    at = visit("relu", **link)
    assert_sound(at)
    shown = stepped(at, "act-stepper")
    assert (shown["kind"], shown["window"], shown["problem"]) == ("activation", [1, 1], "")
    assert shown["function"] == link.get("activation", "relu")
    np.testing.assert_allclose(shown["x"], before_relu(at), rtol=1e-4, atol=1e-5)


@cases
def test_the_shares_of_zeros_before_and_after(link):
    at = visit("relu", **link)
    before = before_relu(at)
    name = link.get("activation", "relu")
    expected = f"Zeros: **{share_of_zeros(before)}** before {name}, "
    expected += f"**{share_of_zeros(activated(at, before))}** after it."
    assert line(at, "Zeros:") == expected


@cases
def test_the_whole_pictures_maps(link):
    at = visit("relu", relu_view="picture", **link)
    now = Pipeline.from_link(at.query_params)
    before = keras_feature_map(whole(at), now.kernel, now.filters.border, now.filters.flip)
    items = stage(at, "act-stage")
    assert [item["label"] for item in items] == ["Feature map", now.relu.activation]
    assert len({item["limit"] for item in items}) == 1
    for item, expected in zip(items, (before, activated(at, before)), strict=True):
        limit = item["limit"]
        np.testing.assert_allclose(values(item), expected.clip(-limit, limit), atol=limit / 100)
        shape, rest = item["detail"].split("\n")
        assert shape == captions.shape(expected)
        least, largest = map(number, rest.split(" · ")[0].split(" … "))
        assert (least, largest) == pytest.approx((expected.min(), expected.max()), rel=6e-3, abs=1e-5)
        assert rest.endswith(f"zeros {share_of_zeros(expected)}")


def test_black_grey_and_white_as_in_the_lecture():
    at = visit("relu", relu_view="picture", **SOBEL)
    at.segmented_control(key="act-map-view").set_value("toned").run()
    assert_sound(at)
    assert at.query_params["toned"] == "yes"
    before, after = stage(at, "act-stage")
    map_ = keras_feature_map(whole(at), Pipeline().kernel, "reflect", False)
    limit = before["limit"]
    for item, expected in ((before, map_), (after, np.maximum(map_, 0))):
        grey = 255 * (0.5 + expected.clip(-limit, limit) / (2 * limit))
        np.testing.assert_allclose(item["pixels"][..., 0], grey, atol=2)
        assert (item["pixels"][..., :3] == item["pixels"][..., :1]).all()
        assert (item["limit"], item["colours"]) == (limit, "toned")
    assert before["pixels"][..., 0].min() == 0
    assert after["pixels"][..., 0].min() == 128


@cases
def test_the_function_and_its_derivative_at_the_cell_that_is_looked_at(link):
    import tensorflow as tf

    at = visit("relu", relu_view="curve", **{**link, "position": "1-2"})
    x = before_relu(at)[1, 2, 0]
    name = link.get("activation", "relu")
    variable = tf.Variable(np.float32(x))
    with tf.GradientTape() as tape:
        y = getattr(keras.activations, name)(variable)
    expected = [float(one) for one in (x, y, tape.gradient(y, variable))]
    told = line(at, "At row 1, column 2: ").replace("*", "").split(": ")[1]
    found = [number(part.split(" ")[-1]) for part in told.split(", ")]
    assert found == pytest.approx(expected, rel=6e-3, abs=1e-5)
    assert f"{name}(x) = " in told


def test_the_curve_is_that_of_the_function_that_is_chosen():
    at = visit("relu", relu_view="curve", image="smiley")
    for name in pipeline.choices("relu", "activation"):
        at.selectbox(key="act-activation").set_value(name).run()
        assert_sound(at)
        chart = json.loads(at.get_by_key("act-curve").proto.spec)
        assert chart["data"][0]["name"].startswith(f"{name}:")
        assert Pipeline.from_link(at.query_params).relu.activation == name


@cases
def test_two_kernels_are_one_and_with_an_activation_between_they_are_not(link):
    at = visit("relu", relu_view="why", **link)
    now = Pipeline.from_link(at.query_params)
    second = kernels.get(now.relu.second)
    weights = (second.array / second.divisor)[..., np.newaxis, np.newaxis]
    before = before_relu(at)[np.newaxis].astype(np.float32)
    without = np.asarray(keras.ops.conv(before, weights, 1, "valid"))
    between = np.asarray(keras.ops.conv(activated(at, before), weights, 1, "valid"))
    rounding, difference = (one.value for one in at.metric)
    assert rounding in ("0 (rounded)", "0")
    assert number(difference) == pytest.approx(np.abs(between - without).max(), rel=6e-3)
    assert line(at, "Two kernels in a row").endswith(
        f"With {now.relu.activation} in between, no single kernel gives the same result."
    )


def test_the_composed_kernel_is_shown():
    at = visit("relu", relu_view="why", **SOBEL)
    first, second, both = stage(at, "act-kernels")
    assert [item["label"] for item in (first, second, both)] == ["sobel x", "blur", "both in one kernel"]
    assert both["rows"][2] == [-4, -4, 0, 4, 4]
    assert both["detail"] == "5 × 5, divided by 9"
    at.segmented_control(key="act-second").set_value("sobel x").run()
    assert_sound(at)
    assert at.query_params["second"] == "sobel x"
    assert stage(at, "act-kernels")[2]["rows"][2] == [6, 0, -12, 0, 6]


# --- the lecture's example


def test_it_begins_at_the_first_negative_number_of_the_lectures_smiley():
    at = visit("relu")
    assert_sound(at)
    shown = np.array(stepped(at, "act-stepper")["x"])[..., 0]
    assert tuple(stepped(at, "act-stepper")["position"]) == (0, 1)
    assert shown[0, 0] >= 0 > shown[0, 1]
    assert line(at, "The lecture's kernel has no negative weight").endswith(
        "Here **sobel x** slides over the same Smiley."
    )


def test_the_whole_image_is_said_to_be_another_than_the_smiley():
    at = visit("relu", relu_view="picture", over="lecture", rounds="max 2 2 emboss")
    (said_of_it,) = [one.value for one in at.caption]
    assert said_of_it == (
        "This is **emboss** over the whole image, Temple. Cell by cell shows **emboss** over Smiley."
    )


# --- said plainly


def test_where_nothing_is_negative_it_says_that_relu_changes_nothing():
    at = visit("relu", relu_view="why", image="digit", rounds="max 2 2 blur")
    said_of_why = line(at, "Two kernels in a row")
    assert said_of_why.endswith("Here relu changes no number, so one kernel is still enough.")
    at.segmented_control(key="act-relu_view").set_value("cells").run()
    assert line(at, "No number changes") == "No number changes: relu only changes negative numbers."


def test_a_kernel_that_does_not_fit_is_one_sentence_and_nothing_else():
    at = visit("relu", rounds="max 2 2 gaussian blur 31x31")
    assert_sound(at)
    assert at.error[0].value.startswith("The window covers 31 pixels, but only 12 are there.")
    assert "Received" not in at.error[0].value
    assert not components(at)
    assert len(at.code) == 0


def test_a_map_too_small_for_a_second_kernel_is_said_and_the_rest_stands():
    at = visit("relu", relu_view="why", image="smiley", strides="4-4")
    assert_sound(at)
    assert [one.value.split(".")[0] for one in at.info] == [
        "The window covers 3 pixels, but only 2 are there"
    ]
    assert len(at.metric) == 0
    at.segmented_control(key="act-relu_view").set_value("cells").run()
    assert stepped(at, "act-stepper")["x"]


# --- the thread


def test_what_is_set_on_the_page_convolution_holds_here():
    at = visit("convolution", image="smiley")
    at.slider(key="conv-stride-1").set_value(2).run()
    at.selectbox(key="conv-padding").set_value("1").run()
    choose_kernel(at, "conv", "emboss")
    act(at, "conv-stepper", "position", [3, 1])
    turn(at, "relu")
    assert_sound(at)
    assert stepped(at, "act-stepper")["position"] == [3, 1]
    assert np.shape(stepped(at, "act-stepper")["x"]) == (7, 4, 1)
    np.testing.assert_allclose(stepped(at, "act-stepper")["x"], before_relu(at), rtol=1e-4, atol=1e-5)
    assert "**emboss** slides over 7 × 7 pixels of Smiley." in line(at, "On the page Convolution")


def test_a_cell_that_a_visitor_rests_on_is_in_the_link():
    at = visit("relu", **SOBEL)
    act(at, "act-stepper", "position", [4, 5])
    assert_sound(at)
    assert at.query_params["position"] == "4-5"
    at.segmented_control(key="act-relu_view").set_value("curve").run()
    assert line(at, "At row 4, column 5: ")


def test_a_cell_beyond_the_map_is_its_last():
    at = visit("relu", relu_view="curve", image="smiley", position="900-900")
    assert line(at, "At row 4, column 4: ")
    at.segmented_control(key="act-relu_view").set_value("cells").run()
    assert stepped(at, "act-stepper")["position"] == [4, 4]


@cases
def test_the_code_prints_the_activated_map(link):
    at = visit("relu", **link)
    (code,) = [one.value for one in at.code]
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    np.testing.assert_allclose(names["activated"], activated(at, before_relu(at)), rtol=1e-4, atol=1e-5)
