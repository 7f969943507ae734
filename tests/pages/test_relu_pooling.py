"""ReLU and pooling: step by step through the rounds, and the numbers of a part, as Keras computes them."""

import re

import numpy as np
import pytest

from cnnviz import images, mnist
from cnnviz.figures import captions
from cnnviz.pipeline import Pipeline
from tests.oracle import keras_walk
from tests.pages.dashboard import (
    assert_sound,
    button,
    choose_kernel,
    chosen_kernels,
    said,
    stage,
    values,
    visit,
)

KINDS = ["image", "convolution", "ReLU", "max pooling"]


def place(at):
    """Return what the page says of the step: (step, last step, name, round, rounds)."""
    (text,) = [text for text in said(at) if text.startswith("**Step ")]
    found = re.fullmatch(r"\*\*Step (\d+) of (\d+): (.+)\*\* · round (\d+) of (\d+)", text)
    return int(found[1]), int(found[2]), found[3], int(found[4]), int(found[5])


def kinds(at):
    """Return the names on the stage; those that have not come yet in brackets."""
    return [
        item["label"] if item["kind"] != "empty" else f"({item['label']})" for item in stage(at, "relu-stage")
    ]


def ends(at):
    """Return the sentences that say that nothing is left to pool."""
    return [one.value for one in at.info]


def pixels(at):
    """Return the image of a visit, by its link."""
    now = Pipeline.from_link(at.query_params)
    if now.image.name == "digit":
        return mnist.bundled()[0][now.image.number].astype(np.float32) / np.float32(255)
    return images.sample_images()[now.image.name]()


def shrinking(at):
    """Return the pictures in true proportion: name, shape, width and height."""
    (text,) = [
        one.proto.body for one in at.get("html") if "shrinking" in one.proto.body and "<img" in one.proto.body
    ]
    found = re.findall(r'alt="([^,]+), (\([^)]+\)), [^"]+" width="(\d+)" height="(\d+)"', text)
    return [(name, shape, int(width), int(height)) for name, shape, width, height in found]


# --- round after round


def test_a_new_visitor_sees_the_first_round_complete():
    at = visit("relu_pooling")
    assert_sound(at)
    assert kinds(at) == KINDS
    assert place(at) == (3, 3, "max pooling", 1, 1)


def test_every_round_leaves_a_smaller_map_in_true_proportion():
    at = visit("relu_pooling", image="china", rounds=["max 2 2 blur", "max 4 4 blur"], stage="5")
    assert shrinking(at) == [("image", "(427, 640, 3)", 135, 90), ("round 1", "(213, 320)", 67, 45)]
    button(at, "Next").click().run()
    assert_sound(at)
    assert shrinking(at)[2:] == [("round 2", "(53, 80)", 17, 11)]
    left = captions.share(53 * 80 / (427 * 640))
    assert any(f"<b>{left}</b> of the pixels remain." in one.proto.body for one in at.get("html"))


# --- step by step


def test_next_and_previous_go_through_the_stages():
    at = visit("relu_pooling", image="smiley", stage="0")
    seen = [(place(at)[:3], kinds(at))]
    while not button(at, "Next").disabled:
        button(at, "Next").click().run()
        assert_sound(at)
        seen.append((place(at)[:3], kinds(at)))
    assert seen == [
        ((0, 3, "image"), ["image", "(convolution)", "(ReLU)", "(max pooling)"]),
        ((1, 3, "convolution"), ["image", "convolution", "(ReLU)", "(max pooling)"]),
        ((2, 3, "ReLU"), ["image", "convolution", "ReLU", "(max pooling)"]),
        ((3, 3, "max pooling"), KINDS),
    ]
    assert at.query_params["stage"] == "3"
    for wanted in (2, 1, 0):
        button(at, "Previous").click().run()
        assert place(at)[0] == wanted
    assert button(at, "Previous").disabled
    assert not button(at, "Next").disabled


def test_the_pictures_keep_their_places_and_shapes_before_they_come():
    before = stage(visit("relu_pooling", image="digit", stage="0"), "relu-stage")
    after = stage(visit("relu_pooling", image="digit", stage="3"), "relu-stage")
    for empty, full in zip(before, after, strict=True):
        assert empty["width"] / empty["height"] == full["width"] / full["height"]
        assert (empty["label"], empty["operator"]) == (full["label"], full["operator"])


def test_one_more_round_adds_a_whole_round_until_nothing_is_left_to_pool():
    at = visit("relu_pooling", image="smiley", rounds="max 2 2 blur", stage="3")
    assert ends(at) == []
    shapes = []
    for n in (2, 3):
        assert not button(at, "One more round").disabled
        button(at, "One more round").click().run()
        assert_sound(at)
        assert place(at)[3:] == (n, n)
        assert button(at, "Next").disabled
        shapes.append(stage(at, "relu-stage")[-1]["detail"].split("\n")[1])
    assert shapes == ["(1, 1)", "(1, 1)"]
    assert ends(at) == ["Nothing is left to pool: the map is 1 × 1, the window 2 × 2."]
    assert place(at) == (8, 8, "ReLU", 3, 3)
    assert button(at, "One more round").disabled
    assert at.query_params["rounds"] == ["max 2 2 blur"] * 3
    button(at, "Previous").click().run()
    assert place(at)[:2] == (7, 8)
    assert button(at, "One more round").disabled  # first to the end of the round


def test_a_photograph_can_be_pooled_as_often_as_the_page_allows():
    at = visit("relu_pooling", rounds=["max 2 2 blur"] * 8, stage="24")
    assert not button(at, "One more round").disabled
    button(at, "One more round").click().run()
    assert place(at)[3:] == (9, 9)
    assert button(at, "Next").disabled
    assert ends(at) == ["Nothing is left to pool: the map is 1 × 2, the window 2 × 2."]
    assert button(at, "One more round").disabled


def test_a_round_can_be_removed_but_not_the_last_one():
    at = visit("relu_pooling", image="digit", rounds=["max 2 2 blur", "average 3 3 outline"], stage="5")
    assert place(at) == (5, 6, "ReLU", 2, 2)
    button(at, "Remove the round").click().run()
    assert_sound(at)
    assert place(at) == (3, 3, "max pooling", 1, 1)
    assert at.query_params["rounds"] == "max 2 2 blur"
    assert button(at, "Remove the round").disabled


def test_a_repeated_round_begins_with_the_kernel_of_the_one_before():
    at = visit("relu_pooling", image="digit", rounds="average 3 1 emboss", stage="3")
    button(at, "One more round").click().run()
    assert at.query_params["rounds"] == ["average 3 1 emboss", "max 2 2 emboss"]


# --- the settings of a round


def test_each_round_has_its_own_settings():
    at = visit("relu_pooling", image="digit", rounds=["max 2 2 blur", "max 2 2 outline"], stage="4")
    at.segmented_control(key="relu-pooling-1").set_value("average").run()
    at.slider(key="relu-window-1").set_value(3).run()
    at.slider(key="relu-stride-1").set_value(1).run()
    choose_kernel(at, "relu-1", "sharpen")
    assert_sound(at)
    assert at.query_params["rounds"] == ["max 2 2 blur", "average 3 1 sharpen"]
    for _ in range(3):
        button(at, "Previous").click().run()
    assert at.slider(key="relu-window-0").value == 2
    assert chosen_kernels(at, "relu-0") == ["blur"]


def test_the_settings_are_those_of_the_round_that_is_shown():
    """Also where the walk ends before the stage that the link asks for."""
    rounds = [f"max {size} {size} blur" for size in (2, 3, 4, 5, 6)]
    at = visit("relu_pooling", image="smiley", rounds=rounds, stage="15")
    assert place(at) == (8, 8, "ReLU", 3, 5)
    assert [one.key for one in at.slider if one.label == "Window"] == ["relu-window-2"]
    assert at.slider(key="relu-window-2").value == 4
    at.slider(key="relu-window-2").set_value(2).run()
    assert_sound(at)
    assert at.query_params["rounds"] == [*rounds[:2], "max 2 4 blur", *rounds[3:]]


def test_the_kernel_of_a_round_can_be_edited_and_what_is_none_is_said_once():
    at = visit("relu_pooling", {"relu-edit": True}, image="digit", rounds=["max 2 2 blur"] * 2, stage="4")
    at.number_input(key="relu-1-divisor").set_value(3.0).run()
    assert_sound(at)
    assert at.query_params["rounds"] == ["max 2 2 blur", "max 2 2 1 1 1;1 1 1;1 1 1 / 3"]
    at.number_input(key="relu-1-divisor").set_value(0.0).run()
    assert_sound(at)
    assert ["divisor must not be 0" in one.value for one in at.error] == [True]
    assert at.query_params["rounds"] == ["max 2 2 blur", "max 2 2 1 1 1;1 1 1;1 1 1 / 3"]
    assert len(at.run().error) == 0


@pytest.mark.parametrize("size", [2, 8])
@pytest.mark.parametrize("strides", [1, 8])
def test_the_ends_of_the_sliders_are_those_of_the_link(size, strides):
    at = visit("relu_pooling", image="digit", rounds=f"average {size} {strides} blur", stage="3")
    assert_sound(at)
    window, stride = at.slider(key="relu-window-0"), at.slider(key="relu-stride-0")
    assert (window.value, stride.value) == (size, strides)
    assert (window.min, window.max, stride.min, stride.max) == (2, 8, 1, 8)


# --- as Keras

CASES = [
    {"image": "digit", "number": "3600"},
    {"image": "digit", "rounds": ["average 3 1 emboss", "max 2 2 sobel y"], "stage": "6"},
    {"image": "smiley", "rounds": "max 3 2 roberts a", "border": "wrap", "flip": "yes"},
    {"image": "digit", "rounds": "average 8 1 1 2 3;4 5 6;7 8 9 / 45 + 51", "border": "constant"},
]


@pytest.mark.parametrize("link", CASES)
def test_the_stages_are_those_of_keras(link):
    at = visit("relu_pooling", **{"stage": "3", **link})
    assert_sound(at)
    maps = keras_walk(pixels(at), Pipeline.from_link(at.query_params))
    first = 3 * (int(at.query_params["stage"]) // 3 - 1)
    for item, expected in zip(stage(at, "relu-stage")[1:], maps[first : first + 3], strict=True):
        _, shape, rest = item["detail"].split("\n")
        assert shape == captions.shape(expected)
        least, largest = (float(text.replace("−", "-")) for text in rest.split(" · ")[0].split(" … "))
        assert (least, largest) == pytest.approx((expected.min(), expected.max()), rel=6e-3, abs=1e-5)
        limit = item["limit"]
        np.testing.assert_allclose(values(item), expected.clip(-limit, limit), atol=limit / 100)
        assert rest.endswith(f"zeros {captions.share(np.mean(np.abs(expected) < 1e-6))}")


def test_one_scale_of_colours_holds_for_the_maps_of_a_round():
    _, *maps = stage(visit("relu_pooling", image="digit", stage="3"), "relu-stage")
    assert len({item["limit"] for item in maps}) == 1


# --- the numbers


def cells(at):
    return stage(at, "relu-cells")


@pytest.mark.parametrize("link", CASES)
def test_the_numbers_are_those_of_keras(link):
    at = visit("relu_pooling", **{"stage": "3", "numbers": "yes", "region": "1-2", **link})
    assert_sound(at)
    maps = keras_walk(pixels(at), Pipeline.from_link(at.query_params))
    first = 3 * (int(at.query_params["stage"]) // 3 - 1)
    before = pixels(at) if first == 0 else maps[first - 1]
    grey = before.mean(axis=-1) if before.ndim == 3 else before
    parts = cells(at)
    assert [part["label"] for part in parts] == [item["label"] for item in stage(at, "relu-stage")]
    for part, expected in zip(parts, [grey, *maps[first : first + 3]], strict=True):
        top, bottom, left, right = map(int, re.findall(r"\d+", part["detail"]))
        np.testing.assert_allclose(
            part["rows"], expected[top : bottom + 1, left : right + 1], rtol=1e-4, atol=1e-5
        )
    for part in parts[:3]:
        rows, columns = min(6, grey.shape[0]), min(6, grey.shape[1])
        assert (part["height"], part["width"]) == (rows, columns)
        assert part["detail"] == parts[0]["detail"]


def test_the_window_that_is_written_out_is_a_whole_one():
    """At the far corner of 28 x 28 the last window of 8 x 8 with stride 1 begins at 20."""
    link = {"image": "digit", "rounds": "average 8 1 blur", "region": "22-22"}
    at = visit("relu_pooling", stage="3", numbers="yes", **link)
    pooled = cells(at)[3]
    assert pooled["detail"] == "rows 20 … 20, columns 20 … 20"
    (text,) = [text for text in said(at) if text.startswith("row ")]
    line = text.split("\n")[-1]
    assert line.count("+") == 63
    assert line.endswith(f"/ 64 = {captions.number(pooled['rows'][0][0])}")


@pytest.mark.parametrize(
    "link", [*CASES, {"image": "digit", "rounds": "average 8 1 blur", "region": "22-22"}]
)
def test_the_arithmetic_ends_in_the_numbers_that_are_shown(link):
    at = visit("relu_pooling", **{"stage": "3", "numbers": "yes", "region": "1-2", **link})
    (text,) = [text for text in said(at) if text.startswith("row ")]
    lines = text.split("  \n")
    assert len(lines) == 3
    place_ = re.match(r"row (\d+), column (\d+): ", lines[0])
    maps = keras_walk(pixels(at), Pipeline.from_link(at.query_params))
    first = 3 * (int(at.query_params["stage"]) // 3 - 1)
    convolved = maps[first][int(place_[1]), int(place_[2])]
    ends_in = [float(line.rsplit("= ", 1)[1].replace("−", "-")) for line in lines]
    pooled = cells(at)[3]["rows"][0][0]
    assert ends_in == pytest.approx([convolved, max(0, convolved), pooled], rel=6e-3, abs=1e-5)


@pytest.mark.parametrize(("step", "lines"), [("0", 0), ("1", 1), ("2", 2), ("3", 3)])
def test_arithmetic_is_written_as_far_as_the_steps_have_come(step, lines):
    at = visit("relu_pooling", image="digit", stage=step, numbers="yes")
    written = [line for text in said(at) if "=" in text for line in text.split("\n")]
    assert len(written) == lines
    assert [part["kind"] for part in cells(at)].count("cells") == 1 + lines


def test_the_part_is_marked_in_the_pictures():
    at = visit("relu_pooling", image="digit", stage="3", numbers="yes", region="4-10")
    assert [item["mark"] for item in stage(at, "relu-stage")] == [[4, 10, 6, 6]] * 3 + [[2, 5, 3, 3]]
    assert [part["detail"] for part in cells(at)] == ["rows 4 … 9, columns 10 … 15"] * 3 + [
        "rows 2 … 4, columns 5 … 7"
    ]
    at.toggle(key="relu-numbers").set_value(False).run()
    assert [item["mark"] for item in stage(at, "relu-stage")] == [None] * 4


def test_row_and_column_move_the_part():
    at = visit("relu_pooling", image="digit", numbers="yes", region="4-10")
    at.slider(key="relu-row").set_value(20).run()
    at.slider(key="relu-column").set_value(0).run()
    assert_sound(at)
    assert at.query_params["region"] == "20-0"
    assert cells(at)[0]["detail"] == "rows 20 … 25, columns 0 … 5"
    assert (at.slider(key="relu-row").max, at.slider(key="relu-column").max) == (22, 22)


def test_by_default_the_part_lies_around_the_strongest_response():
    at = visit("relu_pooling", image="digit", number="3600", numbers="yes")
    (convolved, *_) = keras_walk(pixels(at), Pipeline.from_link(at.query_params))
    strongest = np.abs(convolved).max()
    assert np.abs(cells(at)[1]["rows"]).max() == pytest.approx(strongest, rel=1e-4)


@pytest.mark.parametrize(
    "link", [{"image": "smiley"}, {"image": "smiley", "crop": "0-3-0-4"}, {"crop": "0-1-0-1"}]
)
def test_a_part_of_a_picture_smaller_than_the_part_is_all_of_it(link):
    at = visit("relu_pooling", numbers="yes", region="500-500", **link)
    assert_sound(at)
    height, width = map(int, re.findall(r"\d+", stage(at, "relu-stage")[1]["detail"].split("\n")[1]))
    assert (cells(at)[1]["height"], cells(at)[1]["width"]) == (min(6, height), min(6, width))
    assert ("relu-row" in [one.key for one in at.slider]) == (height > 6)
