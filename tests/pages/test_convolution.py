"""The page Convolution: what the stepper gets, what is counted, and what cannot be."""

import keras
import numpy as np
import pytest

from cnnviz import images, pipeline
from cnnviz.kernels import KERNELS
from cnnviz.pipeline import Pipeline
from cnnviz.ui.components.headed import HEAD
from tests.pages.dashboard import (
    SENT,
    act,
    assert_sound,
    choose_kernel,
    chosen_kernels,
    open_picker,
    said,
    told,
    turn,
    visit,
)

SMILEY = images.sample_images()["smiley"]()[..., :1]


def stepped(at):
    return told(at, "conv-stepper")


def as_keras(given):
    """Return what Keras makes of what the stepper was told, (rows, columns)."""
    x, weights = np.array(given["x"], np.float32), np.array(given["weights"], np.float32)
    mode = {"zeros": "constant"}.get(given["mode"], given["mode"])
    padded = np.pad(x, [*given["padding"], (0, 0)], mode)[np.newaxis]
    whole = keras.ops.conv(padded, weights, 1, "valid", dilation_rate=given["dilation_rate"])
    rows, columns = given["strides"]
    return np.asarray(whole)[0, ::rows, ::columns, 0] / given["divisor"] + given["offset"]


def test_a_new_visitor_begins_with_the_lectures_example_at_its_first_cell():
    at = visit("convolution")
    assert_sound(at)
    given = stepped(at)
    np.testing.assert_array_equal(given["x"], SMILEY)
    assert as_keras(given).max() == 4
    assert given["position"] == [0, 0]
    assert given["whole"] is None
    assert at.query_params == Pipeline.opening().to_link()


def test_an_older_link_begins_with_a_cut_out_of_its_image():
    at = visit("convolution", image="china")
    given = stepped(at)
    assert np.shape(given["x"]) == (12, 12, 1)
    assert np.shape(given["weights"]) == (3, 3, 1, 1)
    assert given["position"] == [0, 0]
    wanted = "The shape (12, 12, 1) became (10, 10, 1). 144 numbers became 100."
    assert any(wanted in text for text in said(at))
    assert any("The strongest response is −3.32" in text for text in said(at))


def kernel_button(at):
    """Return the label of the button that opens the strip of kernels."""
    labels = [node.proto.popover.label for node in at if node.type == "popover"]
    return next(label for label in labels if label.startswith("Kernel"))


def test_a_new_image_is_walked_over_and_a_new_kernel_replaces_the_lectures():
    at = visit("convolution")
    assert kernel_button(at) == "Kernel: **The lecture's**"
    choose_kernel(at, "conv", "emboss")
    assert_sound(at)
    assert at.selectbox(key="conv-over").value == "smiley"
    np.testing.assert_array_equal(stepped(at)["x"], SMILEY)
    np.testing.assert_array_equal(np.array(stepped(at)["weights"])[..., 0, 0], KERNELS["emboss"].array)
    open_picker(at)
    at.pills(key="image-name").set_value("flower").run()
    assert_sound(at)
    assert at.selectbox(key="conv-over").value == "image"
    assert np.shape(stepped(at)["x"]) == (12, 12, 1)
    assert stepped(at)["whole"]["label"] == "Flower"


def test_three_channels_give_the_same_map_as_their_mean():
    at = visit("convolution", image="china")
    alone = as_keras(stepped(at))
    at.toggle(key="conv-coloured").set_value(True).run()
    assert_sound(at)
    assert at.query_params == {"image": "china", "coloured": "yes"}
    given = stepped(at)
    assert np.shape(given["x"]) == (12, 12, 3)
    assert np.shape(given["weights"]) == (3, 3, 3, 1)
    np.testing.assert_allclose(as_keras(given), alone, rtol=1e-4, atol=1e-5)
    assert any("(12, 12, 3) became (10, 10, 1). 432 numbers became 100." in text for text in said(at))


def test_the_cut_out_is_marked_on_the_whole_picture_and_moved_there_or_by_numbers():
    at = visit("convolution", {"conv-more": True}, cutout="100-200", side="20", position="3-4")
    whole = stepped(at)["whole"]
    assert (whole["corner"], whole["width"], whole["height"]) == ([100, 200], 640, 427)
    at.slider(key="conv-corner-0").set_value(50).run()
    assert_sound(at)
    assert stepped(at)["whole"]["corner"] == [50, 200]
    act(at, "conv-stepper", "moved", [7, 9])
    assert_sound(at)
    assert at.query_params["cutout"] == "7-9"
    assert stepped(at)["whole"]["corner"] == [7, 9]
    assert stepped(at)["position"] == [3, 4]
    photo = images.sample_images()["china"]()
    np.testing.assert_allclose(np.array(stepped(at)["x"])[..., 0], photo[7:27, 9:29].mean(axis=-1), rtol=1e-6)


def test_the_whole_picture_is_told_with_its_pixels():
    whole = stepped(visit("convolution", image="china"))["whole"]
    levels = np.frombuffer(SENT[whole["numbers"]][HEAD:], np.uint8).reshape(427, 640, whole["channels"])
    assert whole["type"] == "uint8"
    np.testing.assert_array_equal(levels / np.float32(255), images.sample_images()["china"]())


def test_the_weights_are_counted_as_keras_counts_them():
    at = visit("convolution", image="smiley")
    convolution, dense = keras.layers.Conv2D(1, 3), keras.layers.Dense(25)
    convolution.build((None, 7, 7, 1))
    dense.build((None, 49))
    words = "\n".join(said(at))
    assert f"3·3·1·1 + 1 bias = {convolution.count_params():,}." in words
    assert "All 5·5 places share them." in words
    assert f"49·25 + 25 = **{dense.count_params():,}** weights" in words


@pytest.mark.parametrize(
    ("key", "kind", "value", "link"),
    [
        ("conv-stride-0", "slider", 3, {"strides": "3-1"}),
        ("conv-stride-1", "slider", 2, {"strides": "1-2"}),
        ("conv-padding", "selectbox", "same", {"padding": "same"}),
        ("conv-dilation_rate", "slider", 2, {"dilation_rate": "2"}),
    ],
)
def test_every_control_is_in_the_link_and_in_the_stepper(key, kind, value, link):
    at = visit("convolution", image="smiley")
    before = stepped(at)
    getattr(at, kind)(key=key).set_value(value).run()
    assert_sound(at)
    assert at.query_params == {"image": "smiley", **link}
    assert stepped(at)["digest"] != before["digest"]
    now = Pipeline.from_link(at.query_params)
    np.testing.assert_allclose(
        as_keras(stepped(at)), pipeline.convolved(SMILEY, now).output[..., 0], rtol=1e-4, atol=1e-5
    )


def test_a_kernel_is_chosen_from_pictures_that_open_and_close_again():
    at = visit("convolution", image="smiley")
    before = stepped(at)
    choose_kernel(at, "conv", "blur")
    assert_sound(at)
    assert not at.session_state["conv-kernel"]
    assert at.query_params == {"image": "smiley", "rounds": "max 2 2 blur"}
    assert stepped(at)["digest"] != before["digest"]


def test_what_the_padding_is_filled_with_can_be_chosen_when_there_is_some():
    at = visit("convolution", image="smiley")
    assert at.selectbox(key="conv-mode").disabled
    at.selectbox(key="conv-padding").set_value("2").run()
    at.selectbox(key="conv-mode").set_value("wrap").run()
    assert_sound(at)
    assert (stepped(at)["padding"], stepped(at)["mode"]) == ([[2, 2], [2, 2]], "wrap")


def test_the_lectures_example_is_one_choice_away():
    at = visit("convolution", strides="2-2", padding="same", dilation_rate="2", rounds="max 2 2 emboss")
    at.selectbox(key="conv-over").set_value("lecture").run()
    assert_sound(at)
    assert as_keras(stepped(at)).shape == (5, 5)
    assert as_keras(stepped(at)).max() == 4
    at.selectbox(key="conv-over").set_value("image").run()
    assert kernel_button(at) == "Kernel: **Emboss**"


def test_a_kernel_that_does_not_fit_is_said_and_all_can_still_be_changed():
    at = visit("convolution", image="smiley", rounds="max 2 2 gaussian blur 9x9")
    assert_sound(at)
    assert at.error[0].value.startswith("The window covers 9 pixels, but only 7 are there.")
    at.selectbox(key="conv-padding").set_value("same").run()
    assert not at.error
    assert np.shape(as_keras(stepped(at))) == (7, 7)


def test_the_position_and_an_edited_cell_are_taken():
    at = visit("convolution", image="smiley")
    act(at, "conv-stepper", "position", [2, 4])
    assert at.query_params["position"] == "2-4"
    rows = KERNELS["sobel x"].array.tolist()
    rows[0][0] = 5
    act(at, "conv-stepper", "edited", [rows, 0, 0])
    assert_sound(at)
    assert at.query_params["rounds"] == "max 2 2 5 0 1;-2 0 2;-1 0 1"
    assert chosen_kernels(at, "conv") == ["your own"]


def test_a_click_on_the_filters_page_leads_here_with_the_same_number():
    at = visit("filters", magnified="yes", rounds="max 2 2 emboss on grey")
    photo = images.sample_images()["china"]()
    act(at, "filters-stage", "picked", [100, 200])
    turn(at, "convolution")
    given = stepped(at)
    row, column = given["position"]
    whole = pipeline.feature_map(
        photo, Pipeline().replace(walk={"rounds": Pipeline.from_link(at.query_params).walk.rounds})
    )
    assert as_keras(given)[row, column] == pytest.approx(whole[100, 200], rel=1e-4, abs=1e-5)
    grey = np.array(given["x"], np.float32)[row + 1, column + 1, 0]
    assert grey == pytest.approx(photo[100, 200].mean(), rel=1e-6)


def test_a_click_on_the_filters_page_keeps_how_the_kernel_walks():
    at = visit("filters", magnified="yes", strides="3-2", padding="2", mode="wrap", dilation_rate="2")
    act(at, "filters-stage", "picked", [100, 200])
    turn(at, "convolution")
    now = Pipeline.from_link(at.query_params)
    assert (
        now.convolution.strides,
        now.convolution.padding,
        now.convolution.mode,
        now.convolution.dilation_rate,
    ) == ((3, 2), "2", "wrap", 2)
    given = stepped(at)
    (row, column), (top, left) = given["position"], now.cutout.corner
    assert (top + 3 * row - 2 + 2, left + 2 * column - 2 + 2) == (100, 200)


@pytest.mark.parametrize(
    "link",
    [
        {
            "strides": "9-9",
            "padding": "same-ish",
            "dilation_rate": "-1",
            "mode": "<b>",
            "position": "999-999",
        },
        {"cutout": "1000-1000", "side": "28", "position": "1000-1000"},
        {"side": "1e9", "cutout": "a-b"},
    ],
)
def test_a_strangers_link_breaks_nothing(link):
    at = visit("convolution", **link)
    assert_sound(at)
    assert np.isfinite(as_keras(stepped(at))).all()
