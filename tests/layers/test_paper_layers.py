"""What only the old papers need: by hand, by plain loops, and by TensorFlow where it has the operation."""

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers.connections import connected_kernel, connections
from cnnviz.layers.distances import codes_of, squared_distances, squared_distances_backward
from cnnviz.layers.response import local_response_normalization, local_response_normalization_backward
from cnnviz.layers.squashing import scaled_tanh, scaled_tanh_backward
from cnnviz.layers.subsampling import subsample2d, subsample2d_backward
from tests.oracle import tape_gradients

sides = st.integers(1, 7)


@settings(max_examples=30, deadline=None)
@given(
    shape=st.tuples(sides, sides, st.integers(1, 12)),
    radius=st.integers(0, 4),
    bias=st.floats(0.5, 3),
    alpha=st.floats(0, 2),
    beta=st.floats(0, 1.5),
    seed=st.integers(0, 99),
)
def test_local_response_normalization_is_tensorflows(shape, radius, bias, alpha, beta, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=shape).astype(np.float32)
    given_to = {"depth_radius": radius, "bias": bias, "alpha": alpha, "beta": beta}

    def theirs(batch):
        return tf.nn.local_response_normalization(batch, **given_to)

    np.testing.assert_allclose(
        local_response_normalization(x, **given_to), theirs(x[np.newaxis])[0], rtol=1e-4, atol=1e-5
    )
    gradient = rng.normal(size=shape).astype(np.float32)
    (expected,) = tape_gradients(theirs, gradient[np.newaxis], x[np.newaxis])
    found = local_response_normalization_backward(gradient, x, **given_to)
    np.testing.assert_allclose(found, expected[0], rtol=1e-3, atol=1e-4)


def test_local_response_normalization_by_hand():
    x = [[[3, 4, 0, 1]]]  # (1 + 0.5 · sum of squares), squares 9, 16, 0, 1
    by_hand = [3 / 13.5, 4 / 13.5, 0, 1 / 1.5]
    found = local_response_normalization(x, depth_radius=1, bias=1, alpha=0.5, beta=1)
    np.testing.assert_allclose(found[0, 0], by_hand, rtol=1e-6)


def test_scaled_tanh_keeps_one_and_its_gradient_is_the_slope():
    assert scaled_tanh([1.0, -1.0], 1.7159, 2 / 3) == pytest.approx([1, -1], abs=1e-4)
    step = 1e-3
    for x in (-2.0, 0.0, 0.7, 400.0):
        high, low = (float(scaled_tanh([x + d], 1.5, 2)[0]) for d in (step, -step))
        assert scaled_tanh_backward([2.0], [x], 1.5, 2)[0] == pytest.approx(
            2 * (high - low) / 2 / step, abs=1e-3
        )


def subsampled_by_loops(x, coefficient, bias, pool, strides):
    """Return the definition: four loops."""
    rows, columns = ((side - pool) // strides + 1 for side in x.shape[:2])
    result = np.zeros((rows, columns, x.shape[2]))
    for row in range(rows):
        for column in range(columns):
            for channel in range(x.shape[2]):
                window = x[
                    row * strides : row * strides + pool, column * strides : column * strides + pool, channel
                ]
                result[row, column, channel] = coefficient[channel] * window.sum() + bias[channel]
    return result


@settings(max_examples=20, deadline=None)
@given(
    shape=st.tuples(st.integers(3, 9), st.integers(3, 9), st.integers(1, 4)),
    pool=st.integers(1, 3),
    strides=st.integers(1, 3),
    seed=st.integers(0, 99),
)
def test_subsampling_is_what_the_loops_say(shape, pool, strides, seed):
    rng = np.random.default_rng(seed)
    x, coefficient, bias = rng.normal(size=shape), rng.normal(size=shape[2]), rng.normal(size=shape[2])
    expected = subsampled_by_loops(x, coefficient, bias, pool, strides)
    np.testing.assert_allclose(
        subsample2d(x, coefficient, bias, pool, strides=strides), expected, rtol=1e-4, atol=1e-5
    )


def test_subsamplings_gradients_by_hand():
    x = [[[1], [2]], [[3], [4]]]
    dx, dcoefficient, dbias = subsample2d_backward([[[2]]], x, [5])
    assert dx.tolist() == [[[10], [10]], [[10], [10]]]
    assert (dcoefficient.tolist(), dbias.tolist()) == ([20], [2])
    with pytest.raises(NetworkError, match="one number for each channel"):
        subsample2d(x, [1, 2], [0])


def test_a_table_puts_each_kernel_at_its_channel():
    channels, filters = connections([[0, 2], [1]])
    assert (channels.tolist(), filters.tolist()) == ([0, 2, 1], [0, 0, 1])
    kernel = connected_kernel(np.array([[[1, 2, 3]], [[4, 5, 6]]]), [[0, 2], [1]], 3)
    assert kernel[0, 0].tolist() == [[1, 0], [0, 3], [2, 0]]
    assert kernel[1, 0].tolist() == [[4, 0], [0, 6], [5, 0]]
    for wrong in (np.ones((1, 1, 2)), np.ones((1, 3))):
        with pytest.raises(NetworkError, match="connections"):
            connected_kernel(wrong, [[0, 2], [1]], 3)
    with pytest.raises(NetworkError, match="every channel"):
        connected_kernel(np.ones((1, 1, 3)), [[0, 2], [1]], 2)


def test_distances_by_hand():
    codes = codes_of([[0], [0, 1, 2]], 3)
    assert codes.tolist() == [[1, -1, -1], [1, 1, 1]]
    assert squared_distances([1, 1, 0], codes).tolist() == [0 + 4 + 1, 0 + 0 + 1]
    assert squared_distances_backward([1, 10], [1, 1, 0], codes).tolist() == [0, 4, 2 - 20]
    with pytest.raises(NetworkError, match="more inputs"):
        codes_of([[3]], 3)
    with pytest.raises(NetworkError, match="one number for each input"):
        squared_distances([1, 1], codes)
