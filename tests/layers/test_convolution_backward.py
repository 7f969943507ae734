"""The gradients of a convolution: by hand, by TensorFlow's tape, and by finite differences."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import conv2d, conv2d_backward, output_size, same_padding
from tests.oracle import tape_gradients

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}


@st.composite
def cases(draw, max_strides=4, max_dilation=3):
    """Draw (gradient, x, weights, settings) of a convolution that fits."""
    padding = draw(st.sampled_from(["valid", "same"]))
    kernel_size = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    strides = draw(st.tuples(st.integers(1, max_strides), st.integers(1, max_strides)))
    dilation_rate = draw(st.tuples(st.integers(1, max_dilation), st.integers(1, max_dilation)))
    axes = list(zip(kernel_size, strides, dilation_rate, strict=True))
    least = [(k - 1) * d + 1 if padding == "valid" else 1 for k, _, d in axes]
    size = [draw(st.integers(n, n + 5)) for n in least]
    channels, filters = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rows, columns = (
        output_size(n, k, s, dilation=d) if padding == "valid" else -(-n // s)
        for n, (k, s, d) in zip(size, axes, strict=True)
    )
    shapes = (rows, columns, filters), (*size, channels), (*kernel_size, channels, filters)
    arrays = [rng.uniform(-1, 1, shape).astype("float32") for shape in shapes]
    return *arrays, {"strides": strides, "padding": padding, "dilation_rate": dilation_rate}


def by_tape(gradient, x, weights, *, strides, padding, dilation_rate):
    """Return TensorFlow's gradients. They corrupt memory if strides exceed the window."""
    bias = np.zeros(weights.shape[3], "float32")

    def forward(x, weights, bias):
        return keras.ops.conv(x, weights, strides, padding, dilation_rate=dilation_rate) + bias

    dx, dweights, dbias = tape_gradients(forward, gradient[None], x[None], weights, bias)
    return dx[0], dweights, dbias


def assert_close(found, expected):
    for one, other in zip(found, expected, strict=True):
        assert one.dtype == np.float32
        np.testing.assert_allclose(one, other, **CLOSE)


# --- by hand


def test_2x2_by_hand():
    x = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])[..., None]
    weights = np.array([[1, 2], [3, 4]])[..., None, None]
    gradient = np.array([[1, 0], [0, -1]])[..., None]
    dx, dweights, dbias = conv2d_backward(gradient, x, weights)
    # The window at the top left counts once, the one at the bottom right once with a minus.
    np.testing.assert_array_equal(dx[..., 0], [[1, 2, 0], [3, 4 - 1, -2], [0, -3, -4]])
    np.testing.assert_array_equal(dweights[..., 0, 0], [[1 - 5, 2 - 6], [4 - 8, 5 - 9]])
    np.testing.assert_array_equal(dbias, [0])


def test_strides_leave_out_what_no_window_sees():
    dx, dweights, dbias = conv2d_backward([[[1], [10]]], np.ones((1, 6, 1)), [[[[2]], [[3]]]], strides=(1, 3))
    np.testing.assert_array_equal(dx[0, :, 0], [2, 3, 0, 20, 30, 0])
    np.testing.assert_array_equal(dweights[0, :, 0, 0], [11, 11])
    np.testing.assert_array_equal(dbias, [11])


def test_dilation_by_hand():
    x = np.arange(1, 6).reshape(1, 5, 1)
    dx, dweights, _ = conv2d_backward([[[1], [10], [100]]], x, [[[[2]], [[3]]]], dilation_rate=(1, 2))
    np.testing.assert_array_equal(dx[0, :, 0], [2, 20, 203, 30, 300])
    np.testing.assert_array_equal(dweights[0, :, 0, 0], [321, 543])


def test_padding_takes_its_part_of_the_gradient_with_it():
    dx, dweights, _ = conv2d_backward(
        np.ones((2, 2, 1)), np.ones((2, 2, 1)), np.ones((3, 3, 1, 1)), padding="same"
    )
    np.testing.assert_array_equal(dx[..., 0], [[4, 4], [4, 4]])
    np.testing.assert_array_equal(dweights[..., 0, 0], [[1, 2, 1], [2, 4, 2], [1, 2, 1]])


# --- as TensorFlow


@settings(max_examples=60, deadline=None)
@given(cases(max_dilation=1))
def test_strides_as_tensorflow(case):
    gradient, x, weights, kwargs = case
    assume(all(s <= k for s, k in zip(kwargs["strides"], weights.shape, strict=False)))
    assert_close(conv2d_backward(gradient, x, weights, **kwargs), by_tape(gradient, x, weights, **kwargs))


@settings(max_examples=60, deadline=None)
@given(cases(max_strides=1))
def test_dilation_as_tensorflow(case):
    gradient, x, weights, kwargs = case
    assert_close(conv2d_backward(gradient, x, weights, **kwargs), by_tape(gradient, x, weights, **kwargs))


# --- as differences


def difference(function, at, where):
    """Return the slope of a function that is linear in one number: exact for integers."""
    step = np.zeros_like(at)
    step[where] = 1
    return function(at + step) - function(at)


@settings(max_examples=40, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_any_settings_as_differences_of_the_forward(case, random):
    """Also strides beyond the window, and dilation, for which TensorFlow or Keras has no gradient."""
    gradient, x, weights, kwargs = (np.rint(4 * one) if isinstance(one, np.ndarray) else one for one in case)
    bias = np.zeros(weights.shape[3], "float32")
    found = conv2d_backward(gradient, x, weights, **kwargs)

    def loss(x=x, weights=weights, bias=bias):
        return float((conv2d(x, weights, bias, **kwargs) * gradient).sum(dtype=np.float64))

    for slopes, name, at in zip(found, ("x", "weights", "bias"), (x, weights, bias), strict=True):
        assert slopes.shape == at.shape
        for where in random.sample(list(np.ndindex(at.shape)), min(at.size, 12)):
            assert slopes[where] == difference(lambda one, name=name: loss(**{name: one}), at, where)


# --- properties


@settings(max_examples=40, deadline=None)
@given(cases(max_strides=1, max_dilation=1))
def test_the_kernels_gradient_is_a_convolution_of_the_input_with_the_error(case):
    gradient, x, weights, kwargs = case
    if kwargs["padding"] == "same":
        around = [same_padding(n, k) for n, k in zip(x.shape, weights.shape[:2], strict=False)]
        x = np.pad(x, [*around, (0, 0)])
    dweights = conv2d_backward(gradient, x, weights)[1]
    for channel, unit in np.ndindex(weights.shape[2:]):
        convolved = conv2d(x[..., [channel]], gradient[..., [unit]][..., np.newaxis, :])
        np.testing.assert_allclose(dweights[:, :, channel, unit], convolved[..., 0], **CLOSE)


@settings(max_examples=40, deadline=None)
@given(cases(max_strides=1, max_dilation=1))
def test_the_inputs_gradient_is_a_convolution_of_the_padded_error_with_the_turned_kernel(case):
    gradient, x, weights, kwargs = case
    assume(kwargs["padding"] == "valid")
    rows, columns = (cells - 1 for cells in weights.shape[:2])
    padded = np.pad(gradient, ((rows, rows), (columns, columns), (0, 0)))
    turned = weights[::-1, ::-1].swapaxes(2, 3)
    np.testing.assert_allclose(conv2d_backward(gradient, x, weights)[0], conv2d(padded, turned), **CLOSE)


def test_arguments_stay_as_they_were():
    x, weights, gradient = (
        np.ones((4, 4, 1), "float32"),
        np.ones((2, 2, 1, 1), "float32"),
        np.ones((3, 3, 1), "float32"),
    )
    for one in conv2d_backward(gradient, x, weights):
        one[:] = 7
    assert all((one == 1).all() for one in (x, weights, gradient))


IMAGE, KERNEL, GRADIENT = np.zeros((5, 5, 1)), np.zeros((3, 3, 1, 2)), np.zeros((3, 3, 2))


@pytest.mark.parametrize(
    ("case", "gradient", "x", "weights", "kwargs", "message"),
    [
        (
            "too small",
            GRADIENT[1:],
            IMAGE,
            KERNEL,
            {},
            r"shape of the layer's output.*\(2, 3, 2\), output shape=\(3, 3, 2\)$",
        ),
        (
            "one filter",
            GRADIENT[..., :1],
            IMAGE,
            KERNEL,
            {},
            r"gradient.shape=\(3, 3, 1\), output shape=\(3, 3, 2\)$",
        ),
        ("of the padded", GRADIENT, IMAGE, KERNEL, {"padding": "same"}, r"output shape=\(5, 5, 2\)$"),
        ("words", "up", IMAGE, KERNEL, {}, r"`gradient` must be numbers.*Received: gradient='up'$"),
        ("grey", GRADIENT, IMAGE[..., 0], KERNEL, {}, r"x\[..., np.newaxis\]"),
        ("flat kernel", GRADIENT, IMAGE, KERNEL[..., 0, 0], {}, r"`weights` must have shape"),
        ("too large", GRADIENT, IMAGE, np.zeros((7, 3, 1, 1)), {}, r"covers 7 pixels, but only 5 are there"),
        ("padding", GRADIENT, IMAGE, KERNEL, {"padding": "full"}, r'"valid" or "same"'),
        ("stride 0", GRADIENT, IMAGE, KERNEL, {"strides": 0}, r"`strides` must be at least 1"),
    ],
)
def test_errors(case, gradient, x, weights, kwargs, message):
    with pytest.raises(NetworkError, match=message):
        conv2d_backward(gradient, x, weights, **kwargs)
