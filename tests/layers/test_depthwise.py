"""Depthwise and grouped convolutions: by hand, against Keras, and their gradients against the tape."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import layers
from cnnviz.errors import NetworkError
from tests.oracle import tape_gradients

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-4}


def normal(rng, *shape):
    return rng.normal(size=shape).astype(np.float32)


def test_each_channel_by_itself_by_hand():
    x = np.float32([[[1, 10], [2, 20]]])
    weights = np.float32([[[[1], [3]], [[1], [0]]]])
    assert layers.depthwise_conv2d(x, weights)[0, 0].tolist() == [3, 30]


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(st.integers(5, 9), st.integers(5, 9)),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.integers(1, 3),
    st.integers(1, 2),
    st.sampled_from([(1, 1), (2, 1), (3, 1), (1, 2)]),
    st.sampled_from(["valid", "same"]),
    st.integers(0, 99),
)
def test_depthwise_values_and_gradients_are_those_of_keras(
    size, window, channels, deep, steps, padding, seed
):
    rng = np.random.default_rng(seed)
    stride, dilation = steps
    x, weights = normal(rng, *size, channels), normal(rng, *window, channels, deep)
    bias = normal(rng, channels * deep)
    given = {"strides": stride, "padding": padding, "dilation_rate": dilation}

    def keras_conv(x, weights, bias):
        return keras.ops.depthwise_conv(x, weights, **given) + bias

    ours = layers.depthwise_conv2d(x, weights, bias, **given)
    np.testing.assert_allclose(ours, np.asarray(keras_conv(x[np.newaxis], weights, bias))[0], **CLOSE)
    gradient = normal(rng, *ours.shape)
    slopes = tape_gradients(keras_conv, gradient[np.newaxis], x[np.newaxis], weights, bias)
    found = layers.depthwise_conv2d_backward(gradient, x, weights, **given)
    for mine, theirs in zip(found, (slopes[0][0], *slopes[1:]), strict=True):
        np.testing.assert_allclose(mine, theirs, **CLOSE)


@settings(max_examples=20, deadline=None)
@given(
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(1, 2),
    st.sampled_from(["valid", "same"]),
    st.integers(0, 99),
)
def test_groups_split_the_channels_as_keras_does(groups, deep, share, padding, seed):
    rng = np.random.default_rng(seed)
    x, weights = normal(rng, 5, 6, groups * deep), normal(rng, 3, 2, deep, groups * share)
    layer = keras.layers.Conv2D(groups * share, (3, 2), padding=padding, groups=groups, use_bias=False)
    layer.build((None, *x.shape))
    layer.set_weights([weights])
    ours = layers.conv2d(x, weights, padding=padding, groups=groups)
    np.testing.assert_allclose(ours, np.asarray(layer(x[np.newaxis]))[0], **CLOSE)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 3), st.integers(1, 2), st.integers(1, 2), st.sampled_from([1, 2]), st.integers(0, 99))
def test_a_grouped_gradient_is_that_of_each_group_alone(groups, deep, share, strides, seed):
    """A group is a convolution of its own; those are held against TensorFlow's tape elsewhere."""
    rng = np.random.default_rng(seed)
    x, weights = normal(rng, 5, 6, groups * deep), normal(rng, 3, 2, deep, groups * share)
    given = {"strides": strides, "padding": "same"}
    gradient = normal(rng, *layers.conv2d(x, weights, groups=groups, **given).shape)
    dx, dweights, dbias = layers.conv2d_backward(gradient, x, weights, groups=groups, **given)
    for n in range(groups):
        channels, filters = slice(n * deep, (n + 1) * deep), slice(n * share, (n + 1) * share)
        alone = layers.conv2d_backward(
            gradient[..., filters], x[..., channels], weights[..., filters], **given
        )
        np.testing.assert_allclose(dx[..., channels], alone[0], **CLOSE)
        np.testing.assert_allclose(dweights[..., filters], alone[1], **CLOSE)
        np.testing.assert_allclose(dbias[filters], alone[2], **CLOSE)


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda: layers.depthwise_conv2d(np.ones((3, 3, 2)), np.ones((3, 3, 1, 1))), "depth_multiplier"),
        (lambda: layers.depthwise_conv2d(np.ones((3, 3, 1)), np.ones((3, 3, 1, 2)), [1]), "bias"),
        (lambda: layers.conv2d(np.ones((3, 3, 4)), np.ones((3, 3, 2, 3)), groups=2), "divisible"),
        (lambda: layers.conv2d(np.ones((3, 3, 4)), np.ones((3, 3, 4, 4)), groups=2), "groups"),
        (lambda: layers.conv2d(np.ones((3, 3, 4)), np.ones((3, 3, 4, 4)), groups=0), "groups"),
    ],
)
def test_what_does_not_belong_together_says_so(make, word):
    with pytest.raises(NetworkError, match=word):
        make()
