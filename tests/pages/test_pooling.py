"""Pooling: the activated map goes on here, and every number is that of Keras."""

import base64
import json
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import keras
import numpy as np
import pytest

from cnnviz.figures import captions
from cnnviz.lessons import pooling_invariance
from cnnviz.pipeline import Pipeline
from tests.oracle import keras_feature_map
from tests.pages.cutouts import activated, convolved, line, number, share_of_zeros, stepped, whole
from tests.pages.dashboard import act, assert_sound, components, said, stage, turn, values, visit

DIGIT = {"image": "digit", "number": "3600"}
CASES = {
    "as it comes": {},
    "a digit": DIGIT,
    "average": {**DIGIT, "rounds": "average 3 1 emboss", "activation": "tanh"},
    "all settings": {
        "side": "20",
        "strides": "1-2",
        "padding": "3",
        "mode": "wrap",
        "rounds": "average 4 3 1 -2;0 1 / 3 + 51",
        "activation": "leaky_relu",
        "border": "wrap",
        "flip": "no",
    },
    "padding same": {**DIGIT, "rounds": "average 3 2 sobel y", "pool_padding": "same"},
}
cases = pytest.mark.parametrize("link", CASES.values(), ids=CASES)


def first_round(at):
    return Pipeline.from_link(at.query_params).walk.rounds[0]


def by_keras(at, x, kind):
    """Return a map (height, width) under a pooling of this kind, with the visit's window and stride."""
    pool = {"max": keras.ops.max_pool, "average": keras.ops.average_pool}[kind]
    one = first_round(at)
    x = np.asarray(x, np.float32)[np.newaxis, ..., np.newaxis]
    padding = Pipeline.from_link(at.query_params).pooling.padding
    return np.asarray(pool(x, one.pool_size, one.strides, padding))[0, ..., 0]


def whole_map(at, image):
    """Return the activated map of a whole image."""
    now = Pipeline.from_link(at.query_params)
    return activated(at, keras_feature_map(image, now.kernel, now.filters.border, now.filters.flip))


def drawn(at):
    """Return the bars of the chart: the moves, and the lengths by pooling."""
    chart = json.loads(at.get_by_key("pool-changes").proto.spec)

    def listed(x):
        return np.frombuffer(base64.b64decode(x["bdata"]), x["dtype"]).tolist() if "bdata" in x else x

    lengths = {bar["name"].removesuffix(" pooling"): listed(bar["x"]) for bar in chart["data"]}
    return chart["data"][0]["y"], lengths


# --- as Keras


@cases
def test_the_stepper_takes_in_the_activated_map(link):
    at = visit("pooling", **link)
    assert_sound(at)
    shown, one = stepped(at, "pool-stepper"), first_round(at)
    assert (shown["kind"], shown["function"], shown["problem"]) == ("pooling", one.pooling, "")
    assert (shown["window"], shown["strides"]) == ([one.pool_size] * 2, [one.strides] * 2)
    expected = activated(at, convolved(at))
    np.testing.assert_allclose(shown["x"], expected, rtol=1e-4, atol=1e-5)
    pooled = by_keras(at, expected[..., 0], one.pooling)
    height, width = pooled.shape
    assert line(at, "On the page").endswith(
        f"{expected.size:,} numbers became {height}·{width} = {pooled.size:,}."
    )


@cases
def test_max_and_average_of_the_whole_picture(link):
    at = visit("pooling", pooling_view="picture", **link)
    map_ = whole_map(at, whole(at))
    expected = [map_, by_keras(at, map_, "max"), by_keras(at, map_, "average")]
    items = stage(at, "pool-stage")
    assert [item["label"] for item in items[1:]] == ["Max pooling", "Average pooling"]
    assert len({item["limit"] for item in items}) == 1
    for item, one in zip(items, expected, strict=True):
        limit = item["limit"]
        np.testing.assert_allclose(values(item), one.clip(-limit, limit), atol=limit / 100)
        shape, rest = item["detail"].split("\n")
        assert shape == captions.shape(one)
        least, largest = map(number, rest.split(" · ")[0].split(" … "))
        assert (least, largest) == pytest.approx((one.min(), one.max()), rel=6e-3, abs=1e-5)
        assert rest.endswith(f"zeros {share_of_zeros(one)}")


@cases
def test_what_stays_when_the_image_moves(link):
    at = visit("pooling", pooling_view="moved", **link)
    still = pooling_invariance.shrunk(whole(at))

    def maps(image):
        map_ = whole_map(at, image)
        return {"no": map_, "max": by_keras(at, map_, "max"), "average": by_keras(at, map_, "average")}

    before = maps(still)
    moves, lengths = drawn(at)
    assert moves == list(pooling_invariance.MOVES)
    assert list(lengths) == list(before)
    for n, move in enumerate(pooling_invariance.MOVES.values()):
        after = maps(move(still))
        for kind, a in before.items():
            expected = np.linalg.norm(a - after[kind]) / np.linalg.norm(a)
            assert lengths[kind][n] == pytest.approx(expected, rel=1e-3)
    told = line(at, "**").split("**")[1::2]
    assert told == [captions.share(lengths[kind][0]) for kind in ("no", "max", "average")]


@cases
def test_the_code_prints_the_pooled_map(link):
    at = visit("pooling", **link)
    (code,) = [one.value for one in at.code]
    names: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        exec(code, names)
    expected = by_keras(at, activated(at, convolved(at))[..., 0], first_round(at).pooling)
    np.testing.assert_allclose(names["pooled"][..., 0], expected, rtol=1e-4, atol=1e-5)


def test_with_padding_same_the_lectures_map_is_pooled_to_three_by_three():
    at = visit("pooling")
    assert_sound(at)
    assert stepped(at, "pool-stepper")["position"] == [0, 0]
    at.selectbox(key="pool-padding").set_value("same").run()
    assert_sound(at)
    assert at.query_params["pool_padding"] == "same"
    shown = stepped(at, "pool-stepper")
    assert shown["padding"] == [[0, 1], [0, 1]]
    pooled = by_keras(at, np.array(shown["x"])[..., 0], "max")
    assert pooled.tolist() == [[1, 1, 0], [4, 2, 1], [0, 2, 1]]
    assert line(at, "The padding is never").endswith("only real cells count.")


def test_the_page_says_what_counts_in_an_average_at_the_border():
    corner = np.array([[1, 2], [3, 4]], np.float32)[np.newaxis, ..., np.newaxis]
    by_keras_ = float(np.asarray(keras.ops.average_pool(corner, 3, 1, "same"))[0, 0, 0, 0])
    at = visit("pooling", rounds="average 2 2 sobel x", pool_padding="same")
    rule = line(at, "At the border, only real cells count.")
    assert f"The corner 1, 2, 3, 4 averages to **{captions.number(by_keras_)}**" in rule
    assert f"gets {captions.number(10 / 9)}." in rule
    assert not [one for one in said(visit("pooling", **DIGIT)) if "border" in one or "padding is" in one]


# --- the controls, the cell, the link


def test_the_settings_are_those_of_the_first_round_and_leave_the_others():
    at = visit("pooling", **DIGIT, rounds=["max 2 2 outline", "average 5 4 blur"])
    at.segmented_control(key="pool-kind").set_value("average").run()
    at.slider(key="pool-size").set_value(3).run()
    at.slider(key="pool-strides").set_value(1).run()
    assert_sound(at)
    assert at.query_params["rounds"] == ["average 3 1 outline", "average 5 4 blur"]
    assert stepped(at, "pool-stepper")["window"] == [3, 3]
    turn(at, "relu_pooling")
    assert at.slider(key="relu-window-0").value == 3


def test_the_cell_that_is_looked_at_is_the_one_whose_window_holds_it():
    at = visit("pooling", **DIGIT, position="5-8")
    assert stepped(at, "pool-stepper")["position"] == [2, 4]
    act(at, "pool-stepper", "position", [3, 1])
    assert_sound(at)
    assert at.query_params["position"] == "6-2"
    assert stepped(at, "pool-stepper")["position"] == [3, 1]
    turn(at, "relu")
    assert stepped(at, "act-stepper")["position"] == [6, 2]


@pytest.mark.parametrize("rounds", ["max 2 3 blur", "max 3 1 blur", "max 8 8 blur"])
def test_a_cell_that_a_visitor_rests_on_stays_for_all_windows_and_strides(rounds):
    at = visit("pooling", **DIGIT, rounds=rounds, side="28")
    for cell in ([0, 0], [1, 2], [2, 2]):
        act(at, "pool-stepper", "position", cell)
        assert stepped(at, "pool-stepper")["position"] == cell


def test_a_cell_beyond_the_map_is_the_last_one():
    assert stepped(visit("pooling", **DIGIT, position="99-0"), "pool-stepper")["position"] == [4, 0]


def test_activation_and_convolution_hold_here():
    at = visit("convolution", image="smiley")
    at.slider(key="conv-stride-0").set_value(2).run()
    at.selectbox(key="conv-padding").set_value("same").run()
    turn(at, "relu")
    at.selectbox(key="act-activation").set_value("sigmoid").run()
    turn(at, "pooling")
    assert_sound(at)
    x = stepped(at, "pool-stepper")["x"]
    assert np.shape(x) == (4, 7, 1)
    np.testing.assert_allclose(x, activated(at, convolved(at)), rtol=1e-4, atol=1e-5)
    assert " sigmoid comes first, then pooling." in line(at, "On the page Convolution")


# --- said plainly


def test_a_kernel_that_does_not_fit_is_one_sentence_and_nothing_else():
    at = visit("pooling", rounds="max 2 2 gaussian blur 31x31")
    assert_sound(at)
    assert at.error[0].value.startswith("The window covers 31 pixels, but only 12 are there.")
    assert not components(at)


def test_a_window_that_does_not_fit_is_said_in_the_steppers_place_and_once_for_the_picture():
    at = visit("pooling", image="smiley", rounds="max 8 2 blur")
    assert_sound(at)
    assert stepped(at, "pool-stepper")["problem"].startswith(
        "The window covers 8 pixels, but only 5 are there."
    )
    assert len(at.code) == 0
    at.segmented_control(key="pool-pooling_view").set_value("picture").run()
    assert [one.value.split(".")[0] for one in at.info] == [
        "The window covers 8 pixels, but only 7 are there"
    ]


def test_a_map_of_zeros_has_nothing_that_could_change():
    at = visit("pooling", pooling_view="moved", image="digit", rounds="max 2 2 0 0;0 0")
    assert_sound(at)
    assert [one.value.split(",")[0] for one in at.info] == ["Every number of this map is 0"]
    assert not [text for text in said(at) if "nan" in text]


def test_inside_its_window_the_place_of_a_maximum_is_free():
    at = visit("pooling", pooling_view="moved", image="digit", rounds="max 2 2 sobel x")
    found = []
    for column in range(4):
        at.slider(key="pool-maximum").set_value(column).run()
        assert_sound(at)
        before, after = (np.array(item["rows"]) for item in stage(at, "pool-maximum-stage"))
        assert before[2, column] == before.sum() == 1
        np.testing.assert_array_equal(after, by_keras(at, before, "max"))
        found.append(after.argmax())
    assert found == [4, 4, 5, 5]
