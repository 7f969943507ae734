"""One convolution instead of two, compared with two layers of Keras."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import compose, composed_bias, conv2d


def numbers(seed, *shape):
    return np.random.default_rng(seed).uniform(-1, 1, shape).astype("float32")


def test_by_hand():
    """A column and a row make their outer product."""
    column, row = np.array([1, 2, 1]).reshape(3, 1, 1, 1), np.array([-1, 0, 1]).reshape(1, 3, 1, 1)
    sobel = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert compose(column, row)[..., 0, 0].tolist() == sobel
    assert compose(column, row).dtype == np.float32


def test_strides_of_the_first_lay_the_cells_of_the_second_apart():
    ones = np.ones((1, 2, 1, 1))
    assert compose(ones, ones, strides=3)[0, :, 0, 0].tolist() == [1, 1, 0, 1, 1]
    assert compose(ones, ones, dilation_rate=(1, 2))[0, :, 0, 0].tolist() == [1, 1, 1, 1]


sizes = st.tuples(st.integers(1, 3), st.integers(1, 3))


@settings(max_examples=60, deadline=None)
@given(
    sizes, sizes, st.tuples(*[st.integers(1, 3)] * 3), sizes, st.booleans(), st.booleans(), st.integers(0, 99)
)
def test_as_two_layers_of_keras(first_size, second_size, channels, step, stepped, biased, seed):
    """With strides, or with dilation: Keras refuses both at once."""
    n_in, between, filters = channels
    first, second = (
        numbers(seed, *first_size, n_in, between),
        numbers(seed + 1, *second_size, between, filters),
    )
    bias, second_bias = numbers(seed, between) * biased, numbers(seed, filters) * biased
    x = numbers(seed + 2, 20, 19, n_in)
    settings_of_first = {"strides" if stepped else "dilation_rate": step}
    layers = [
        keras.layers.Conv2D(between, first_size, **settings_of_first),
        keras.layers.Conv2D(filters, second_size),
    ]
    values = x[np.newaxis]
    for layer, weights in zip(layers, [(first, bias), (second, second_bias)], strict=True):
        layer.build(values.shape)
        layer.set_weights(weights)
        values = np.asarray(layer(values))
    one = conv2d(
        x,
        compose(first, second, **settings_of_first),
        composed_bias(bias, second, second_bias),
        strides=step if stepped else 1,
    )
    assert one.shape == values.shape[1:]
    np.testing.assert_allclose(one, values[0], rtol=1e-4, atol=1e-5)


def test_shapes_that_do_not_belong_together_are_said():
    with pytest.raises(NetworkError, match=r"as the first has filters. Received: \(3, 3, 1, 2\) and"):
        compose(np.ones((3, 3, 1, 2)), np.ones((3, 3, 1, 1)))
    with pytest.raises(NetworkError, match="must have shape"):
        compose(np.ones((3, 3)), np.ones((3, 3)))
