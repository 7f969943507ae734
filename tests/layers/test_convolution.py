from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import conv2d, output_size, same_padding

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}

paddings = st.sampled_from(["valid", "same"])


@st.composite
def cases(draw, max_strides=4, max_dilation=3, padding=paddings):
    """Draw (x, weights, bias, settings) of a convolution that fits."""
    padding = draw(padding)
    kernel_size = draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))
    strides = draw(st.tuples(st.integers(1, max_strides), st.integers(1, max_strides)))
    dilation_rate = draw(st.tuples(st.integers(1, max_dilation), st.integers(1, max_dilation)))
    least = [
        (k - 1) * d + 1 if padding == "valid" else 1 for k, d in zip(kernel_size, dilation_rate, strict=True)
    ]
    size = [draw(st.integers(n, n + 9)) for n in least]
    channels, filters = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    x = rng.uniform(-1, 1, (*size, channels)).astype("float32")
    weights = rng.uniform(-1, 1, (*kernel_size, channels, filters)).astype("float32")
    bias = rng.uniform(-1, 1, filters).astype("float32")
    return x, weights, bias, {"strides": strides, "padding": padding, "dilation_rate": dilation_rate}


def keras_conv(x, weights, *, strides=1, padding="valid", dilation_rate=1):
    return np.asarray(keras.ops.conv(x[None], weights, strides, padding, dilation_rate=dilation_rate))[0]


# --- by hand


def test_3x3_by_hand_and_the_kernel_is_not_flipped():
    x = np.array([[1, 2, 0, 1], [0, 1, 3, 1], [2, 1, 0, 0], [1, 0, 1, 2]])[..., None]
    kernel = np.array([[1, 0, -1], [2, 0, -2], [0, 1, 0]])[..., None, None]
    # bottom right: 1*1 - 1*1 + 2*1 - 2*0 + 1*1 = 3, and so on
    expected = np.array([[[-4], [1]], [[1], [3]]], dtype="float32")
    result = conv2d(x, kernel)
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, expected)


def test_same_padding_puts_zeros_around():
    x = np.arange(1, 10).reshape(3, 3, 1)
    expected = [[12, 21, 16], [27, 45, 33], [24, 39, 28]]
    np.testing.assert_array_equal(conv2d(x, np.ones((3, 3, 1, 1)), padding="same")[..., 0], expected)


def test_an_even_kernel_gets_its_extra_zeros_below_and_to_the_right():
    x = np.arange(1, 10).reshape(3, 3, 1)
    expected = [[12, 16, 9], [24, 28, 15], [15, 17, 9]]
    np.testing.assert_array_equal(conv2d(x, np.ones((2, 2, 1, 1)), padding="same")[..., 0], expected)


def test_channels_are_summed_and_filters_are_not():
    x = [[[1, 10]]]
    weights = [[[[1, 2, 0], [1, 0, 3]]]]
    np.testing.assert_array_equal(conv2d(x, weights, bias=[0, 0, 100]), [[[11, 2, 130]]])


def test_strides_and_dilation_by_hand():
    x = np.arange(7).reshape(1, 7, 1)
    pair_sum = np.ones((1, 2, 1, 1))
    np.testing.assert_array_equal(conv2d(x, pair_sum, strides=(1, 3))[0, :, 0], [1, 7])
    np.testing.assert_array_equal(conv2d(x, pair_sum, dilation_rate=(1, 4))[0, :, 0], [4, 6, 8])
    np.testing.assert_array_equal(conv2d(x, pair_sum, strides=2, dilation_rate=(1, 4))[0, :, 0], [4, 8])


# --- as Keras


@settings(max_examples=100, deadline=None)
@given(cases(max_dilation=1))
def test_strides_as_keras(case):
    x, weights, bias, kwargs = case
    np.testing.assert_allclose(
        conv2d(x, weights, bias, **kwargs), keras_conv(x, weights, **kwargs) + bias, **CLOSE
    )


@settings(max_examples=100, deadline=None)
@given(cases(max_strides=1))
def test_dilation_as_keras(case):
    x, weights, bias, kwargs = case
    np.testing.assert_allclose(
        conv2d(x, weights, bias, **kwargs), keras_conv(x, weights, **kwargs) + bias, **CLOSE
    )


@settings(max_examples=100, deadline=None)
@given(cases())
def test_strides_with_dilation_as_tensorflow(case):
    """Keras's Conv2D refuses both together; the operation underneath does not."""
    x, weights, _, kwargs = case
    expected = tf.nn.conv2d(
        x[None], weights, kwargs["strides"], kwargs["padding"].upper(), dilations=kwargs["dilation_rate"]
    )
    np.testing.assert_allclose(conv2d(x, weights, **kwargs), expected.numpy()[0], **CLOSE)


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("size", [8, 9, 10, 11, 12])
@pytest.mark.parametrize("strides", [2, 3])
def test_strides_with_dilation_as_keras_depthwise(padding, size, strides):
    """Keras's DepthwiseConv2D accepts both; with one channel it is a Conv2D."""
    rng = np.random.default_rng(size)
    x, weights = rng.random((size, size, 1), dtype="float32"), rng.random((3, 3, 1, 1), dtype="float32")
    expected = keras.ops.depthwise_conv(x[None], weights, strides, padding, dilation_rate=2)
    result = conv2d(x, weights, strides=strides, padding=padding, dilation_rate=2)
    np.testing.assert_allclose(result, np.asarray(expected)[0], **CLOSE)


@pytest.mark.parametrize(
    ("case", "size", "kernel_size", "kwargs"),
    [
        ("1x1 kernel", (5, 7), (1, 1), {}),
        ("1x1 image", (1, 1), (1, 1), {}),
        ("kernel as large as the image", (28, 28), (28, 28), {}),
        ("kernel as large as the image, same", (9, 6), (9, 6), {"padding": "same"}),
        ("kernel larger than the image, same", (3, 4), (7, 6), {"padding": "same"}),
        ("even kernel", (8, 8), (4, 4), {"padding": "same"}),
        ("stride larger than the kernel, same", (7, 10), (1, 2), {"strides": 4, "padding": "same"}),
        ("one row", (1, 30), (1, 5), {"strides": (1, 2), "padding": "same"}),
    ],
)
def test_edges_as_keras(case, size, kernel_size, kwargs):
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, (*size, 2)).astype("float32")
    weights = rng.uniform(-1, 1, (*kernel_size, 2, 3)).astype("float32") / kernel_size[0]
    np.testing.assert_allclose(conv2d(x, weights, **kwargs), keras_conv(x, weights, **kwargs), **CLOSE)


def test_a_photo_that_needs_several_blocks_as_keras():
    rng = np.random.default_rng(0)
    x, weights = rng.random((500, 700, 3), dtype="float32"), rng.random((3, 3, 3, 2), dtype="float32")
    assert x.size * 9 > 4 * 2**20
    np.testing.assert_allclose(
        conv2d(x, weights, padding="same"), keras_conv(x, weights, padding="same"), **CLOSE
    )


@pytest.mark.parametrize("kwargs", [{}, {"strides": 2, "padding": "same"}, {"dilation_rate": (2, 1)}])
def test_as_a_keras_layer(kwargs):
    layer = keras.layers.Conv2D(4, (3, 2), bias_initializer="random_normal", **kwargs)
    x = np.random.default_rng(0).random((11, 8, 3), dtype="float32")
    expected = np.asarray(layer(x[None]))[0]
    np.testing.assert_allclose(conv2d(x, *layer.get_weights(), **kwargs), expected, **CLOSE)


# --- properties


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_shape_is_what_the_formula_says(case):
    x, weights, _, kwargs = case
    result = conv2d(x, weights, **kwargs)
    for axis in (0, 1):
        size, window = x.shape[axis], weights.shape[axis]
        stride, dilation = kwargs["strides"][axis], kwargs["dilation_rate"][axis]
        if kwargs["padding"] == "same":
            assert result.shape[axis] == -(-size // stride)
        else:
            assert result.shape[axis] == output_size(size, window, stride, dilation=dilation)
    assert result.shape[2] == weights.shape[3]
    assert result.dtype == np.float32


@settings(max_examples=50, deadline=None)
@given(cases(), st.integers(-3, 3))
def test_linear_in_the_image_and_in_the_weights(case, factor):
    x, weights, _, kwargs = case
    x, weights = np.round(8 * x), np.round(8 * weights)  # of small whole numbers float32 sums are exact
    other = np.random.default_rng(0).integers(-8, 9, x.shape)
    plain, of_other = conv2d(x, weights, **kwargs), conv2d(other, weights, **kwargs)
    np.testing.assert_array_equal(conv2d(factor * x + other, weights, **kwargs), factor * plain + of_other)
    np.testing.assert_array_equal(conv2d(x, factor * weights, **kwargs), factor * plain)


@settings(max_examples=50, deadline=None)
@given(cases(max_strides=1, padding=st.just("valid")))
def test_a_shifted_image_gives_a_shifted_map(case):
    x, weights, _, kwargs = case
    whole = np.pad(x, ((1, 0), (2, 0), (0, 0)))
    np.testing.assert_allclose(
        conv2d(whole, weights, **kwargs)[1:, 2:], conv2d(x, weights, **kwargs), **CLOSE
    )


@settings(max_examples=100, deadline=None)
@given(cases(max_strides=4))
def test_strides_take_every_nth_of_the_stride_1_result(case):
    x, weights, _, kwargs = case
    start = [0, 0]
    if kwargs["padding"] == "same":
        axes = zip(x.shape[:2], weights.shape[:2], kwargs["strides"], kwargs["dilation_rate"], strict=True)
        start = [same_padding(n, k, 1, d)[0] - same_padding(n, k, s, d)[0] for n, k, s, d in axes]
    full = conv2d(x, weights, **{**kwargs, "strides": 1})
    every_nth = full[start[0] :: kwargs["strides"][0], start[1] :: kwargs["strides"][1]]
    result = conv2d(x, weights, **kwargs)
    np.testing.assert_allclose(result, every_nth[: result.shape[0], : result.shape[1]], **CLOSE)


def test_numbers_of_any_type_and_order_and_arguments_stay_as_they_were():
    rng = np.random.default_rng(0)
    x, weights = rng.integers(0, 256, (6, 5, 2), dtype=np.uint8), rng.random((3, 3, 2, 2))
    before = x.copy(), weights.copy()
    expected = conv2d(x.astype("float32"), weights.astype("float32"))
    np.testing.assert_array_equal(conv2d(x, weights), expected)
    np.testing.assert_array_equal(conv2d(np.asfortranarray(x), weights), expected)
    np.testing.assert_array_equal(conv2d(x.tolist(), weights.tolist(), strides=[1, 1]), expected)
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(weights, before[1])


def test_pairs_are_rows_then_columns():
    x, weights = np.ones((12, 12, 1)), np.ones((3, 3, 1, 1))
    assert conv2d(x, weights, strides=(2, 5)).shape == (5, 2, 1)
    assert conv2d(x, weights, dilation_rate=(1, 5)).shape == (10, 2, 1)


# --- errors


IMAGE, KERNEL = np.zeros((5, 5, 1)), np.zeros((3, 3, 1, 2))


@pytest.mark.parametrize(
    ("case", "x", "weights", "kwargs", "message"),
    [
        ("grey", IMAGE[..., 0], KERNEL, {}, r"x\[..., np.newaxis\].*Received: x.shape=\(5, 5\)$"),
        ("batch", IMAGE[None], KERNEL, {}, r"one sample, x\[0\].*Received: x.shape=\(1, 5, 5, 1\)$"),
        ("no rows", IMAGE[:0], KERNEL, {}, r"none of them 0.*Received: x.shape=\(0, 5, 1\)$"),
        ("ragged", [[[1]], [[1], [2]]], KERNEL, {}, r"`x` must be numbers.*Received"),
        ("words", IMAGE, [["a"]], {}, r"`weights` must be numbers.*Received"),
        ("flat kernel", IMAGE, KERNEL[..., 0, 0], {}, r"`weights` must have shape.*weights.shape=\(3, 3\)"),
        ("other channels", np.zeros((5, 5, 3)), KERNEL, {}, r"as many in_channels.*x.shape=\(5, 5, 3\)$"),
        ("bias of one", IMAGE, KERNEL, {"bias": [1]}, r"one number for each filter.*bias.shape=\(1,\)"),
        ("scalar bias", IMAGE, KERNEL, {"bias": 1}, r"one number for each filter.*bias.shape=\(\)"),
        (
            "too large",
            IMAGE,
            np.zeros((7, 3, 1, 1)),
            {},
            r"covers 7 pixels, but only 5 are there.*Received: size=5",
        ),
        ("too wide", IMAGE, np.zeros((3, 6, 1, 1)), {}, r"covers 6 pixels, but only 5 are there"),
        ("too dilated", IMAGE, KERNEL, {"dilation_rate": 3}, r"covers 7 pixels, but only 5 are there"),
        ("empty kernel", IMAGE, KERNEL[:0], {}, r"none of them 0.*weights.shape=\(0, 3, 1, 2\)"),
        ("no filter", IMAGE, KERNEL[..., :0], {}, r"none of them 0.*weights.shape=\(3, 3, 1, 0\)"),
        ("padding", IMAGE, KERNEL, {"padding": "full"}, r'"valid" or "same". Received: padding=\'full\'$'),
        ("padding in pixels", IMAGE, KERNEL, {"padding": 1}, r'"valid" or "same". Received: padding=1$'),
        ("stride 0", IMAGE, KERNEL, {"strides": 0}, r"`strides` must be at least 1. Received: strides=0$"),
        ("one stride 0", IMAGE, KERNEL, {"strides": (1, 0)}, r"at least 1. Received: strides=\(1, 0\)$"),
        ("three strides", IMAGE, KERNEL, {"strides": (1, 1, 1)}, r"pair of them.*strides=\(1, 1, 1\)$"),
        ("half a stride", IMAGE, KERNEL, {"strides": 1.5}, r"whole number.*strides=1.5$"),
        ("dilation", IMAGE, KERNEL, {"dilation_rate": "ab"}, r"whole number.*dilation_rate='ab'$"),
    ],
)
def test_errors(case, x, weights, kwargs, message):
    with pytest.raises(NetworkError, match=message):
        conv2d(x, weights, **kwargs)
