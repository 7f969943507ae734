"""Layers in a row: as texts, as in known networks, and their receptive field's arithmetic."""

import math
from contextlib import redirect_stdout
from io import BytesIO, StringIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cnnviz import export
from cnnviz.errors import NetworkError
from cnnviz.figures.receptive_field_picture import WHOLE, seen_pixels
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.layers import receptive_field
from cnnviz.network import Conv2D, Dropout, MaxPooling2D, Network, Node
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.pipeline import Pipeline, Round, StackLayer, growth
from cnnviz.pipeline.stack import STACKS, stack_of, stack_of_rounds

CONV, SAME, POOL = StackLayer(), StackLayer(padding="same"), StackLayer("pool", 2, 2)


def result(text):
    """Return the number after the last "="."""
    return int(text.rsplit("= ", 1)[1].replace(",", "").replace("−", "-"))


def worked_out(text):
    """Return the value of a line's left side, computed by Python."""
    left = text.rsplit(" = ", 1)[0]
    return eval(left.replace(",", "").replace("−", "-").replace("·", "*"))


# --- known stacks


def test_the_stacks_to_begin_with():
    assert STACKS == {
        "The lecture's network": (CONV, POOL),
        "Three 3 × 3": (CONV, CONV, CONV),
        "VGG-like": (SAME, SAME, POOL, SAME, SAME, POOL, SAME, SAME),
    }


def test_the_convolutions_and_poolings_of_a_network():
    layers = (Conv2D(4, (5, 5), (2, 2), "same"), Dropout(), MaxPooling2D((3, 3), (2, 2)), Conv2D(1))
    stack = (StackLayer("conv", 5, 2, padding="same"), StackLayer("pool", 3, 2), CONV)
    assert stack_of(Network((64, 64, 1), layers)) == stack


@pytest.mark.parametrize(
    ("case", "rounds", "expected"),
    [
        ("as it comes", [Round()], (SAME, POOL)),
        ("two", [Round(), Round(KERNELS["gaussian blur 5x5"], "average", 3, 1)],
         (SAME, POOL, StackLayer("conv", 5, padding="same"), StackLayer("pool", 3, 1))),
        ("four", [Round()] * 4, (SAME, POOL) * 4),
        ("too many", [Round()] * 5, ()),
        ("an even kernel", [Round(Kernel("custom", ((1, 2), (3, 4))))], ()),
        ("a row", [Round(KERNELS["gradient x"])], ()),
        ("too large a window", [Round(pool_size=8)], ()),
        ("too large a stride", [Round(strides=5)], ()),
    ],
)  # fmt: skip
def test_the_rounds_of_a_walk(case, rounds, expected):
    assert stack_of_rounds(rounds) == expected


# --- the arithmetic, by hand


def test_the_steps_of_the_lectures_network():
    image, conv, pool = growth.steps((28, 20), STACKS["The lecture's network"])
    assert image == growth.GrowthStep("Image", (28, 20), 1, 1, "1", "1")
    assert conv == growth.GrowthStep("Convolution 3 × 3", (26, 18), 3, 1, "1 + (3 − 1)·1·1 = 3", "1·1 = 1")
    assert pool == growth.GrowthStep(
        "Pooling 2 × 2, stride 2", (13, 9), 4, 2, "3 + (2 − 1)·1·1 = 4", "1·2 = 2"
    )


def test_steps_end_before_the_layer_that_does_not_fit():
    assert [step.shape for step in growth.steps((9, 4), [CONV, CONV, CONV])] == [(9, 4), (7, 2)]


def test_three_small_windows_see_as_much_as_a_large_one_and_need_fewer_weights():
    assert growth.closed_form([CONV] * 3) == "1 + (3 − 1)·1·1 + (3 − 1)·1·1 + (3 − 1)·1·1 = 7"
    assert growth.weights([StackLayer("pool", 3)]) == ""


@pytest.mark.parametrize(
    ("case", "shape", "stack", "unit", "expected"),
    [
        ("inside", (9, 9), [CONV], (3, 3), []),
        (
            "in a corner",
            (9, 9),
            [SAME, SAME],
            (0, 8),
            ["It reaches into the padding: 2 rows above, 2 columns on the right."],
        ),
        (
            "one of each",
            (9, 9),
            [SAME],
            (8, 0),
            ["It reaches into the padding: 1 row below, 1 column on the left."],
        ),
        ("all", (3, 3), [CONV], (0, 0), ["It sees the whole image."]),
        (
            "holes",
            (9, 9),
            [StackLayer(dilation_rate=2)],
            (0, 0),
            [
                "It sees 3 × 3 = 9 of the 5 × 5 = 25 pixels in its field. "
                "Strides, dilation or padding skip the rest."
            ],
        ),
        (
            "nothing",
            (1, 1),
            [StackLayer("conv", 2, 1, 3, "same")],
            (0, 0),
            ["This unit sees nothing of the image, only padding."],
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_a_field(case, shape, stack, unit, expected):
    fields = growth.look_back(
        shape, Pipeline().replace(receptive_field={"stack": tuple(stack), "unit": unit})
    )
    assert growth.remarks(*fields) == expected


def test_the_unit_is_the_middle_one_or_as_set_and_never_outside_of_the_map():
    now = Pipeline().replace(receptive_field={"stack": (CONV,)})
    assert [field.unit for field in growth.look_back((9, 5), now)] == [3, 1]
    assert [
        field.unit
        for field in growth.look_back(
            (9, 5), Pipeline().replace(receptive_field={"stack": (CONV,), "unit": (0, 99)})
        )
    ] == [0, 2]


# --- the arithmetic is true

layers = st.builds(
    StackLayer,
    st.sampled_from(["conv", "pool"]),
    st.integers(1, 7),
    st.integers(1, 4),
    st.integers(1, 3),
    st.sampled_from(["valid", "same"]),
)
stacks = st.lists(layers, min_size=1, max_size=8)
sides = st.integers(1, 224)


@settings(max_examples=150, deadline=None)
@given(sides, sides, stacks)
def test_every_line_says_what_its_numbers_give(height, width, stack):
    steps = growth.steps((height, width), stack)
    for step in steps[1:]:
        assert worked_out(step.size_sum) == result(step.size_sum) == step.size
        assert worked_out(step.jump_product) == result(step.jump_product) == step.jump
    closed = growth.closed_form(stack)
    assert worked_out(closed) == result(closed)
    if len(steps) == 1 + len(stack):
        assert result(closed) == steps[-1].size == receptive_field(height, [one.along for one in stack]).size


@settings(max_examples=100, deadline=None)
@given(stacks)
def test_the_weights_are_those_of_the_convolutions_and_of_one_that_sees_as_much(stack):
    text = growth.weights(stack)
    sides = [layer.window for layer in stack if layer.kind == "conv"]
    assert bool(text) == bool(sides)
    if text:
        own, single = text.rstrip(".").split(" weights per input and output channel. ")
        assert worked_out(own) == result(own) == sum(side**2 for side in sides)
        assert result(single) == result(growth.closed_form(stack)) ** 2


@settings(max_examples=150, deadline=None)
@given(sides, stacks, st.data())
def test_the_place_says_what_its_numbers_give(side, stack, data):
    now = Pipeline().replace(
        receptive_field={"stack": tuple(stack), "unit": (data.draw(st.integers(0, 300)), 0)}
    )
    try:
        field = growth.look_back((side, side), now)[0]
    except NetworkError:
        return
    first, last = growth.place(field).split(" … ")
    assert worked_out(first) == result(first) == field.first
    assert worked_out(last) == result(last) == field.last


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), stacks, st.sampled_from([(), (3,)]), st.data())
def test_the_picture_of_the_field_holds_just_the_pixels_that_are_seen(height, width, stack, channels, data):
    unit = data.draw(st.tuples(st.integers(0, 30), st.integers(0, 30)))
    try:
        rows, columns = growth.look_back(
            (height, width), Pipeline().replace(receptive_field={"stack": tuple(stack), "unit": unit})
        )
    except NetworkError:
        return
    rng = np.random.default_rng(math.prod((height, width)))
    levels = rng.integers(0, 256, (height, width, *channels), dtype=np.uint8)
    picture = seen_pixels(levels.astype(np.float32) / np.float32(255), rows, columns)
    with Image.open(BytesIO(picture.data)) as image:
        shown = np.asarray(image.convert("RGBA"))
    (top, bottom), (left, right) = (
        (field.first, field.last) if field.size <= WHOLE else field.inside for field in (rows, columns)
    )
    expected = np.zeros((bottom - top + 1, right - left + 1, 4), np.uint8)
    for row in rows.seen:
        for column in columns.seen:
            expected[row - top, column - left] = (*np.broadcast_to(levels[row, column], 3), 255)
    np.testing.assert_array_equal(shown[..., 3], expected[..., 3])
    np.testing.assert_array_equal(shown[expected[..., 3] > 0], expected[expected[..., 3] > 0])


# --- the code in Keras


@pytest.mark.keras
@pytest.mark.parametrize(
    ("case", "shape", "stack", "unit"),
    [
        ("VGG-like", (40, 30), STACKS["VGG-like"], (0, 3)),
        ("the lecture's network", (28, 28), STACKS["The lecture's network"], (12, 0)),
        ("holes", (28, 20), (StackLayer("conv", 3, 1, 3, "same"), POOL, StackLayer("conv", 2, 3)), (1, 2)),
        (
            "strides above the window",
            (30, 20),
            (StackLayer("conv", 1, 3), StackLayer("conv", 2, 4, 1, "same")),
            (2, 1),
        ),
        ("nothing but padding", (1, 1), (StackLayer("conv", 2, 1, 3, "same"),), (0, 0)),
    ],
)
def test_the_program_prints_the_rows_and_columns_that_the_unit_sees(case, shape, stack, unit):
    said = StringIO()
    with redirect_stdout(said):
        exec(export.receptive_field_code(shape, stack, unit), {})
    rows, columns = growth.look_back(
        shape, Pipeline().replace(receptive_field={"stack": stack, "unit": unit})
    )
    assert said.getvalue() == f"rows {np.array(rows.seen, int)}\ncolumns {np.array(columns.seen, int)}\n"


@pytest.mark.keras
def test_what_keras_refuses():
    assert StackLayer("conv", 3, 2, 2).refused
    assert not StackLayer("conv", 3, 2).refused
    assert not StackLayer("conv", 3, 1, 2).refused
    with pytest.raises(ValueError, match="strides > 1"):
        exec(export.receptive_field_code((9, 9), [StackLayer("conv", 3, 2, 2)], (0, 0)), {})


def test_a_network_that_is_no_stack_is_refused():
    maps = (Conv2D(2), DepthwiseConv2D((3, 3)))
    with pytest.raises(NetworkError, match="convolutions and pooling layers only"):
        stack_of(Network((16, 16, 1), maps))
    branched = (Node(Conv2D(2, padding="same"), name="a"), Node(Add(), ("a", "input")))
    with pytest.raises(NetworkError, match="without branches"):
        stack_of(Network((16, 16, 2), branched))
