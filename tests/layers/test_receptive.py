"""The receptive field: by hand, then where Keras's gradient of one unit is not zero."""

import math

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import Window, receptive_field

CONV3 = Window(3)
SAME3 = Window(3, padding="same")
POOL2 = Window(2, strides=2)


@pytest.mark.parametrize(
    ("case", "size", "stack", "unit", "first", "last", "jump", "n_units"),
    [
        ("no layer: a pixel sees itself", 9, [], 4, 4, 4, 1, 9),
        ("one pixel, one 1 x 1", 1, [Window(1)], 0, 0, 0, 1, 1),
        ("three 3 x 3 see what one 7 x 7 sees", 28, [CONV3] * 3, 5, 5, 11, 1, 22),
        ("one 7 x 7", 28, [Window(7)], 5, 5, 11, 1, 22),
        ("the lecture's network", 28, [CONV3, POOL2], 12, 24, 27, 2, 13),
        ("conv 3, pool 2, conv 3", 28, [CONV3, POOL2, CONV3], 10, 20, 27, 2, 11),
        ("dilated: spans 5", 28, [Window(3, dilation_rate=2)], 3, 3, 7, 1, 24),
        ("a stride of 2, then 3 x 3: 3 + 2 · 2", 28, [Window(3, strides=2), CONV3], 4, 8, 14, 2, 11),
        ("same: one pixel of padding", 28, [SAME3], 0, -1, 1, 1, 28),
        ("same, on the other side", 28, [SAME3], 27, 26, 28, 1, 28),
        ("three times same: three pixels", 28, [SAME3] * 3, 0, -3, 3, 1, 28),
        ("same with an even window: the padding comes after", 9, [Window(2, padding="same")], 8, 8, 9, 1, 9),
        ("same with stride 2 on 28: padding after only", 28, [Window(3, 2, 1, "same")], 13, 26, 28, 2, 14),
        ("same with stride 2 on 27: on both sides", 27, [Window(3, 2, 1, "same")], 0, -1, 1, 2, 14),
        ("padding counts as often as the stride before it", 28, [POOL2, SAME3], 0, -2, 3, 2, 14),
    ],
)
def test_by_hand(case, size, stack, unit, first, last, jump, n_units):
    field = receptive_field(size, stack, unit)
    assert (field.first, field.last, field.jump, field.n_units) == (first, last, jump, n_units)
    assert field.size == last - first + 1


@pytest.mark.parametrize(
    ("case", "size", "stack", "unit", "seen"),
    [
        ("all between the ends", 28, [CONV3, POOL2], 0, (0, 1, 2, 3)),
        ("dilation leaves holes", 28, [Window(3, dilation_rate=2)], 3, (3, 5, 7)),
        ("and so does a stride larger than the window", 28, [Window(1, strides=3), CONV3], 1, (3, 6, 9)),
        ("padding is not seen", 28, [SAME3], 0, (0, 1)),
        ("padding in the middle of the stack sees nothing", 6, [Window(1, strides=4), SAME3], 1, (0, 4)),
        ("nothing but padding", 1, [Window(2, 1, 3, "same")], 0, ()),
    ],
)
def test_what_is_seen_by_hand(case, size, stack, unit, seen):
    assert receptive_field(size, stack, unit).seen == seen


def test_the_middle_unit_unless_another_is_named():
    assert receptive_field(28, [CONV3]).unit == 13
    assert receptive_field(28, [CONV3] * 13).unit == 1


def test_what_lies_in_the_input_and_what_beyond_it():
    field = receptive_field(5, [SAME3] * 4, 1)
    assert (field.first, field.last) == (-3, 5)
    assert field.inside == (0, 4)
    assert field.beyond == (3, 1)


@pytest.mark.parametrize(
    ("case", "call", "message"),
    [
        (
            "second layer",
            lambda: receptive_field(5, [CONV3, Window(5)]),
            r"^Layer 2 does not fit\. The window ",
        ),
        (
            "what is received",
            lambda: receptive_field(5, [Window(7)]),
            r"Received: size=5, window=7, stride=1",
        ),
        ("no window", lambda: receptive_field(5, [Window(0)]), r"^Layer 1 .*`window` .*Received: window=0$"),
        ("no stride", lambda: receptive_field(5, [Window(3, 0)]), r"`stride` .*Received: stride=0$"),
        ("no stride, same", lambda: receptive_field(5, [Window(3, 0, 1, "same")]), r"Received: stride=0$"),
        ("a padding", lambda: receptive_field(5, [Window(3, 1, 1, "full")]), r"Received: padding='full'$"),
        ("no pixel", lambda: receptive_field(0, []), r"`size` .*Received: size=0$"),
        ("unit too large", lambda: receptive_field(5, [CONV3], 3), r"from 0 to 2\. Received: unit=3$"),
        ("unit below 0", lambda: receptive_field(5, [CONV3], -1), r"Received: unit=-1$"),
        ("half a unit", lambda: receptive_field(5, [CONV3], 0.5), r"Received: unit=0.5$"),
    ],
)
def test_errors(case, call, message):
    with pytest.raises(NetworkError, match=message):
        call()


# --- as Keras

pairs = st.tuples(st.integers(1, 5), st.integers(1, 5))


@st.composite
def stacks(draw):
    """Draw (kind, window, strides, dilation_rate, padding) for up to five layers, each a pair of axes."""
    layers = []
    for _ in range(draw(st.integers(1, 5))):
        kind, window = draw(st.sampled_from(["conv", "pool"])), draw(pairs)
        strides = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
        if kind == "conv":
            # TensorFlow 2.21's gradient of a convolution whose strides exceed its window writes where it
            # must not, and some time later the process ends. A pooling has the same geometry.
            strides = min(strides[0], window[0]), min(strides[1], window[1])
        dilated = kind == "conv" and strides == (1, 1)  # Keras takes the one or the other
        dilation = draw(st.tuples(st.integers(1, 3), st.integers(1, 3))) if dilated else (1, 1)
        layers.append((kind, window, strides, dilation, draw(st.sampled_from(["valid", "same"]))))
    return layers


def of_keras(kind, window, strides, dilation, padding):
    if kind == "pool":
        return keras.layers.AveragePooling2D(window, strides, padding)
    return keras.layers.Conv2D(
        1,
        window,
        strides,
        padding,
        dilation_rate=dilation,
        use_bias=False,
        kernel_initializer="ones",
    )


def along(stack, axis):
    return [
        Window(window[axis], strides[axis], dilation[axis], padding)
        for _, window, strides, dilation, padding in stack
    ]


@settings(max_examples=150, deadline=None)
@given(stacks(), st.tuples(st.integers(1, 24), st.integers(1, 24)), st.data())
def test_the_gradient_of_a_unit_is_not_zero_where_it_looks_and_nowhere_else(stack, sizes, data):
    try:
        lengths = [receptive_field(size, along(stack, axis)).n_units for axis, size in enumerate(sizes)]
    except NetworkError:
        return  # test_a_stack_that_does_not_fit_is_refused
    unit = tuple(data.draw(st.integers(0, length - 1)) for length in lengths)
    rows, columns = (receptive_field(sizes[axis], along(stack, axis), unit[axis]) for axis in (0, 1))
    x = tf.ones((1, *sizes, 1))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x
        for one in stack:
            y = of_keras(*one)(y)
        value = y[0, unit[0], unit[1], 0]
    gradient = tape.gradient(value, x)[0, ..., 0].numpy()
    assert y.shape[1:3] == (rows.n_units, columns.n_units)
    expected = np.zeros(sizes, bool)
    expected[np.ix_(rows.seen, columns.seen)] = True
    np.testing.assert_array_equal(gradient != 0, expected)


@settings(max_examples=60, deadline=None)
@given(
    size=st.integers(1, 24),
    window=st.integers(1, 4),
    strides=st.integers(2, 4),
    dilation=st.integers(2, 3),
    padding=st.sampled_from(["valid", "same"]),
    data=st.data(),
)
def test_strides_with_dilation_as_a_depthwise_convolution(size, window, strides, dilation, padding, data):
    """Conv2D accepts only one of them, and TensorFlow has no gradient here: light each pixel alone."""
    one = Window(window, strides, dilation, padding)
    try:
        unit = data.draw(st.integers(0, receptive_field(size, [one]).n_units - 1))
    except NetworkError:
        return
    layer = keras.layers.DepthwiseConv2D(
        window, strides, padding, dilation_rate=dilation, use_bias=False, depthwise_initializer="ones"
    )
    # Square, because DepthwiseConv2D has equal strides: whole rows are lit.
    lit = np.repeat(np.eye(size, dtype=np.float32)[..., np.newaxis], size, axis=2)
    answers = np.asarray(layer(lit[..., np.newaxis]))[:, unit].max(axis=(1, 2))
    assert tuple(np.flatnonzero(answers)) == receptive_field(size, [one], unit).seen


windows = st.builds(
    Window, st.integers(1, 7), st.integers(1, 4), st.integers(1, 3), st.sampled_from(["valid", "same"])
)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 224), st.lists(windows, max_size=8), st.data())
def test_the_closed_form_and_what_follows_from_it(size, stack, data):
    try:
        unit = data.draw(st.integers(0, receptive_field(size, stack).n_units - 1))
    except NetworkError:
        return
    field = receptive_field(size, stack, unit)
    jumps = [math.prod(one.strides for one in stack[:n]) for n in range(len(stack) + 1)]
    steps = [(one.size - 1) * one.dilation_rate * jumps[n] for n, one in enumerate(stack)]
    assert field.size == 1 + sum(steps)
    assert field.jump == jumps[-1]
    assert field.first == unit * field.jump + field.start
    assert field.start == receptive_field(size, stack, 0).first
    low, high = field.inside
    assert 0 <= low <= high < size
    assert sum(field.beyond) + high - low + 1 == field.size
    assert all(low <= pixel <= high for pixel in field.seen)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.lists(windows, min_size=1, max_size=5))
def test_a_stack_that_does_not_fit_is_refused(size, stack):
    """Exactly if some window on the way spans more than there is."""
    left, fits = size, True
    for one in stack:
        span = (one.size - 1) * one.dilation_rate + 1
        if one.padding == "same":
            left = math.ceil(left / one.strides)
        elif span > left:
            fits = False
            break
        else:
            left = (left - span) // one.strides + 1
    if fits:
        assert receptive_field(size, stack).n_units == left
    else:
        with pytest.raises(NetworkError, match="does not fit"):
            receptive_field(size, stack)
