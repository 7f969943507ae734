"""Receptive field: what is marked on the image is what Keras's gradient of that unit reaches."""

from io import BytesIO

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from cnnviz import export, images
from cnnviz.figures.receptive_field_picture import WHOLE
from cnnviz.pipeline import Pipeline, StackLayer
from cnnviz.pipeline.stack import STACKS
from tests.node import called
from tests.pages.dashboard import SENT, act, assert_sound, button, said, told, turn, visit

PHOTO = images.shrink(images.sample_images()["china"](), 224)
LECTURE = ["conv 3 1 1 valid", "pool 2 2 1 valid"]
HOLES = ["conv 3 1 3 same", "pool 2 2 1 valid", "conv 3 1 3 same"]


def table(at):
    """Return the rows of the table: layer, height and width, receptive field, jump."""
    return [tuple(row) for row in at.table[0].value.itertuples(index=False)]


def seen(at):
    """Return what the browser finds for rows and columns: first, last and seen pixels."""
    message = told(at, "field-stage")
    return [
        called("field/receptive.js", "m.seenBy(a[0], a[1])", layers, unit)
        for layers, unit in zip(message["axes"], message["unit"], strict=True)
    ]


def marked(at):
    """Return top, left, height and width of the field in the image."""
    message = told(at, "field-stage")
    inside = [
        (max(one["first"], 0), min(one["last"], side - 1))
        for one, side in zip(seen(at), (message["height"], message["width"]), strict=True)
    ]
    (top, bottom), (left, right) = inside
    return [top, left, bottom - top + 1, right - left + 1]


def sentence(at):
    """Return what the browser says of the size of the field."""
    message = told(at, "field-stage")
    size = {"width": message["width"], "height": message["height"]}
    return called("field/receptive.js", "m.sizeSentence(...a)", len(message["names"]), *seen(at), size)


def looked_at(stack, sizes, unit):
    """Return (height, width) bool: where the gradient of one unit is not zero, all weights being 1."""
    x = tf.ones((1, *sizes, 1))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x
        for one in stack:
            if one.kind == "pool":
                y = keras.layers.AveragePooling2D(one.window, one.strides, one.padding)(y)
            else:
                y = keras.layers.Conv2D(
                    1,
                    one.window,
                    one.strides,
                    one.padding,
                    dilation_rate=one.dilation_rate,
                    use_bias=False,
                    kernel_initializer="ones",
                )(y)
        row, column = unit or (side // 2 for side in y.shape[1:3])
        value = y[0, row, column, 0]
    return tape.gradient(value, x)[0, ..., 0].numpy() != 0, tuple(y.shape[1:3])


# --- what it shows


@pytest.mark.parametrize(
    ("case", "link", "beyond"),
    [
        ("as it comes", {}, False),
        ("the lecture's network on a digit", {"image": "digit", "stack": LECTURE, "unit": "12-0"}, False),
        ("holes in a corner", {"image": "digit", "stack": HOLES, "unit": "0-0"}, True),
        ("on the other side", {"stack": ["conv 5 2 1 same", "conv 4 2 1 same"], "unit": "37-55"}, True),
        ("the whole image", {"image": "smiley", "stack": ["conv 7 1 1 valid"]}, False),
        ("grey, a stride larger than the window", {"grey": "yes", "stack": ["pool 2 4 1 same"] * 2}, False),
    ],
)
def test_the_field_is_where_keras_has_a_gradient(case, link, beyond):
    at = visit("receptive_field", **link)
    assert_sound(at)
    message = told(at, "field-stage")
    now = Pipeline.from_link(link)
    expected, shape = looked_at(
        now.receptive_field.stack if link else Pipeline.opening().receptive_field.stack,
        (message["height"], message["width"]),
        now.receptive_field.unit,
    )
    rows, columns = np.flatnonzero(expected.any(axis=1)), np.flatnonzero(expected.any(axis=0))
    top, left = rows[0], columns[0]
    height, width = rows[-1] - top + 1, columns[-1] - left + 1
    assert marked(at) == [top, left, height, width]
    assert [one["seen"] for one in seen(at)] == [rows.tolist(), columns.tolist()]
    assert np.count_nonzero(expected) == len(rows) * len(columns)
    end = f"{height} × {width} of them in the image." if beyond else f"{height} × {width} pixels."
    assert sentence(at).endswith(end)
    assert table(at)[-1][1] == f"{shape[0]} × {shape[1]}"


def test_the_browser_has_the_exact_pixels_of_the_image():
    at = visit("receptive_field", stack=LECTURE)
    message = told(at, "field-stage")
    with Image.open(BytesIO(SENT[message["src"]])) as picture:
        np.testing.assert_array_equal(np.asarray(picture), np.rint(PHOTO * 255).astype(np.uint8))
    assert message["detail"] == "(149, 224, 3), shrunk from (427, 640, 3)"
    assert told(visit("receptive_field", image="digit"), "field-stage")["detail"] == "(28, 28)"


def test_a_new_visitor_begins_with_the_lectures_network_and_a_link_without_a_stack_with_vgg():
    assert sentence(visit("receptive_field")) == "One unit of layer 2 sees 4 × 4 pixels."
    assert sentence(visit("receptive_field", image="china")) == "One unit of layer 8 sees 32 × 32 pixels."


def test_the_arithmetic_of_the_lectures_network():
    at = visit("receptive_field", image="digit", stack=LECTURE, unit="12-0")
    assert table(at) == [
        ("Image", "28 × 28", "1", "1"),
        ("1: Convolution 3 × 3", "26 × 26", "1 + (3 − 1)·1·1 = 3", "1·1 = 1"),
        ("2: Pooling 2 × 2, stride 2", "13 × 13", "3 + (2 − 1)·1·1 = 4", "1·2 = 2"),
    ]
    (lines,) = [text for text in said(at) if text.startswith("**Receptive field**")]
    assert lines.split("  \n") == [
        "**Receptive field** = 1 + Σ (window − 1) · dilation · step = 1 + (3 − 1)·1·1 + (2 − 1)·1·1 = 4",
        "**Rows**: unit · step + start = 12·2 + 0 = 24 … 24 + 4 − 1 = 27",
        "**Columns**: 0·2 + 0 = 0 … 0 + 4 − 1 = 3",
    ]


def test_it_says_when_the_field_reaches_into_the_padding_or_has_holes():
    at = visit("receptive_field", image="digit", stack=HOLES, unit="0-0")
    (lines,) = [text for text in said(at) if text.startswith("**Receptive field**")]
    assert "It reaches into the padding: 9 rows above, 9 columns on the left." in lines
    assert "It sees 8 × 8 = 64 of the 11 × 11 = 121 pixels in its field." in lines
    at = visit("receptive_field", image="digit", stack="conv 3 1 1 same")
    assert not any("padding:" in text or "It sees" in text for text in said(at))


def test_three_small_windows_beside_a_large_one():
    at = visit("receptive_field", stack=["conv 3 1 1 valid"] * 3)
    (text,) = [text for text in said(at) if "weights per input" in text]
    assert text.startswith("3·3 + 3·3 + 3·3 = 27 weights")
    assert text.endswith("has 7·7 = 49.")


def test_strides_with_dilation_keras_does_not_take_and_the_page_says_so():
    at = visit("receptive_field", stack="conv 3 2 2 same")
    assert_sound(at)
    assert len([one for one in at.caption if "not both" in one.value]) == 1
    assert marked(at)[2:] == [5, 5]
    assert [one.label for one in at.expander] == ["The words"]


def test_the_code_in_keras_is_that_of_the_image_the_layers_and_the_unit():
    at = visit("receptive_field", image="digit", stack=LECTURE, unit="3-4")
    now = Pipeline.from_link(at.query_params)
    assert [one.value for one in at.code] == [
        export.receptive_field_code((28, 28), now.receptive_field.stack, (3, 4))
    ]


def test_a_field_far_larger_than_the_image_is_shown_as_far_as_it_lies_in_it():
    at = visit("receptive_field", stack=["conv 7 4 3 same"] * 8, unit="9-9")
    assert_sound(at)
    assert marked(at) == [0, 0, 149, 224]
    part = called("field/receptive.js", "m.drawnPart(a[0], 149, a[1])", seen(at)[0], WHOLE)
    assert part == [0, 148]
    assert table(at)[-1][2].endswith(" = 393,211")


# --- what is set


def in_link(at):
    return Pipeline.from_link(at.query_params)


@pytest.mark.parametrize("name", list(STACKS))
def test_stacks_to_begin_with(name):
    at = visit("receptive_field", image="digit", stack="conv 1 1 1 valid", unit="3-4")
    assert at.pills(key="field-start").value is None
    at.pills(key="field-start").set_value(name).run()
    assert_sound(at)
    assert (in_link(at).receptive_field.stack, in_link(at).receptive_field.unit) == (STACKS[name], None)
    assert at.pills(key="field-start").value == name


def test_what_was_set_on_the_page_before_can_be_looked_through():
    at = visit("relu_pooling", image="digit", rounds=["max 3 2 gaussian blur 5x5", "average 2 2 outline"])
    turn(at, "receptive_field")
    at.pills(key="field-start").set_value("Your rounds").run()
    assert_sound(at)
    assert at.query_params["stack"] == [
        "conv 5 1 1 same",
        "pool 3 2 1 valid",
        "conv 3 1 1 same",
        "pool 2 2 1 valid",
    ]


def test_a_kernel_that_is_no_square_is_not_offered():
    at = visit("receptive_field", rounds="max 2 2 gradient x")
    assert at.pills(key="field-start").options == list(STACKS)


def test_layers_are_added_after_the_chosen_one_and_removed():
    at = visit("receptive_field", image="digit", stack=LECTURE)
    act(at, "field-stage", "layer", [0])
    button(at, "Add a layer").click().run()
    assert at.query_params["stack"] == [LECTURE[0], "conv 3 1 1 valid", LECTURE[1]]
    assert told(at, "field-stage")["layer"] == 1
    for n_left in (2, 1):
        button(at, "Remove the layer").click().run()
        assert_sound(at)
        assert len(in_link(at).receptive_field.stack) == n_left
    assert in_link(at).receptive_field.stack == (StackLayer("pool", 2, 2),)
    assert button(at, "Remove the layer").disabled
    assert not button(at, "Add a layer").disabled


def test_eight_layers_are_the_most():
    at = visit("receptive_field", stack=["conv 1 1 1 same"] * 7)
    button(at, "Add a layer").click().run()
    assert len(in_link(at).receptive_field.stack) == 8
    assert button(at, "Add a layer").disabled


def test_each_setting_of_the_chosen_layer_is_set_and_no_other():
    at = visit("receptive_field", image="digit", stack=LECTURE)
    act(at, "field-stage", "layer", [0])
    at.slider(key="field-window").set_value(5).run()
    at.slider(key="field-strides").set_value(2).run()
    at.segmented_control(key="field-padding").set_value("same").run()
    assert at.query_params["stack"] == ["conv 5 2 1 same", LECTURE[1]]
    at.slider(key="field-strides").set_value(1).run()
    at.slider(key="field-dilation_rate").set_value(3).run()
    assert at.query_params["stack"] == ["conv 5 1 3 same", LECTURE[1]]
    at.segmented_control(key="field-kind").set_value("pool").run()
    assert_sound(at)
    assert at.query_params["stack"] == ["pool 5 1 1 same", LECTURE[1]]
    assert at.slider(key="field-dilation_rate").disabled
    act(at, "field-stage", "layer", [1])
    assert at.slider(key="field-window").value == 2


def test_settings_that_arrive_together_all_count():
    at = visit("receptive_field", image="digit", stack=LECTURE)
    at.slider(key="field-window").set_value(3)
    at.slider(key="field-strides").set_value(1)
    at.run()
    assert_sound(at)
    assert at.query_params["stack"] == [LECTURE[0], "pool 3 1 1 valid"]


def test_a_unit_is_chosen_and_one_outside_of_the_map_is_its_edge():
    at = visit("receptive_field", image="digit", stack=LECTURE)
    assert told(at, "field-stage")["unit"] == [6, 6]
    act(at, "field-stage", "unit", [6, 0])
    assert at.query_params["unit"] == "6-0"
    assert marked(at) == [12, 0, 4, 4]
    for strange in ([-1, 0], ["1", 2], [1], [None, 3]):
        act(at, "field-stage", "unit", strange)
        assert_sound(at)
        assert at.query_params["unit"] == "6-0"
    at = visit("receptive_field", image="digit", stack=LECTURE, unit="1024-3")
    assert marked(at) == [24, 6, 4, 4]
    assert at.query_params["unit"] == "1024-3"


def test_a_map_of_one_unit_sees_the_whole_image():
    at = visit("receptive_field", image="smiley", stack="conv 7 1 1 valid")
    assert_sound(at)
    assert marked(at) == [0, 0, 7, 7]
    assert any("It sees the whole image." in text for text in said(at))


# --- what does not fit


def test_a_layer_that_does_not_fit_is_said_and_can_be_mended():
    at = visit("receptive_field", image="smiley", stack=["conv 5 1 1 valid", "conv 5 1 1 valid"])
    assert_sound(at)
    (error,) = [one.value for one in at.error]
    assert error.startswith("Layer 2 does not fit. The window covers 5 pixels, but only 3 are there.")
    assert "Received" not in error
    assert [row[1] for row in table(at)] == ["7 × 7", "3 × 3"]
    at.segmented_control(key="field-padding").set_value("same").run()
    assert_sound(at)
    assert len(at.error) == 0
    assert marked(at) == [0, 0, 7, 7]
