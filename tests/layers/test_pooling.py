from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import NetworkError
from cnnviz.layers import average_pool2d, max_pool2d, output_size

CLOSE: Any = {"rtol": 1e-4, "atol": 1e-5}
POOLINGS = {max_pool2d: keras.ops.max_pool, average_pool2d: keras.ops.average_pool}
BOTH = pytest.mark.parametrize("pool", [max_pool2d, average_pool2d])


@st.composite
def cases(draw):
    """Draw (x, settings) of a pooling that fits."""
    padding = draw(st.sampled_from(["valid", "same"]))
    pool_size = draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))
    strides = draw(st.none() | st.tuples(st.integers(1, 6), st.integers(1, 6)))
    size = [draw(st.integers(n if padding == "valid" else 1, n + 9)) for n in pool_size]
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    low, high = draw(st.sampled_from([(-1, 1), (-2, -1), (1, 2)]))
    x = rng.uniform(low, high, (*size, draw(st.integers(1, 4)))).astype("float32")
    return x, {"pool_size": pool_size, "strides": strides, "padding": padding}


# --- by hand

X = np.array([[1, 3, 2, 0], [5, 4, 1, 1], [0, 2, 9, 8], [1, 1, 7, 6]])[..., None]


@pytest.mark.parametrize(
    ("case", "pool", "kwargs", "expected"),
    [
        ("max", max_pool2d, {}, [[5, 2], [2, 9]]),
        ("average", average_pool2d, {}, [[3.25, 1], [1, 7.5]]),
        ("max, overlapping", max_pool2d, {"pool_size": 3, "strides": 1}, [[9, 9], [9, 9]]),
        ("max, the rest is left out", max_pool2d, {"pool_size": 3}, [[9]]),
        ("max, same", max_pool2d, {"pool_size": 3, "padding": "same"}, [[5, 2], [2, 9]]),
        ("average, same", average_pool2d, {"pool_size": (4, 3), "padding": "same"}, [[17 / 8, 34 / 8]]),
    ],
)
def test_by_hand(case, pool, kwargs, expected):
    result = pool(X, **kwargs)
    assert result.dtype == np.float32
    np.testing.assert_allclose(result[..., 0], expected, rtol=1e-6)


def test_same_padding_is_never_the_maximum_of_negative_values():
    x = -np.arange(1, 10).reshape(3, 3, 1)
    np.testing.assert_array_equal(max_pool2d(x, padding="same")[..., 0], [[-1, -3], [-7, -9]])


def test_same_padding_does_not_count_in_the_mean():
    ones = np.ones((5, 5, 2))
    np.testing.assert_array_equal(average_pool2d(ones, 3, strides=1, padding="same"), ones)


# --- as Keras


@BOTH
@settings(max_examples=150, deadline=None)
@given(case=cases())
def test_as_keras(pool, case):
    x, kwargs = case
    np.testing.assert_allclose(pool(x, **kwargs), np.asarray(POOLINGS[pool](x[None], **kwargs))[0], **CLOSE)


@BOTH
@pytest.mark.parametrize(
    ("case", "size", "kwargs"),
    [
        ("1x1 window", (5, 7), {"pool_size": 1}),
        ("1x1 window, strides", (5, 7), {"pool_size": 1, "strides": 3}),
        ("1x1 map", (1, 1), {"pool_size": 1}),
        ("1x1 map, same", (1, 1), {"padding": "same"}),
        ("window as large as the map", (9, 6), {"pool_size": (9, 6)}),
        ("window larger than the map, same", (3, 4), {"pool_size": 7, "strides": 1, "padding": "same"}),
        ("strides larger than the window, same", (7, 9), {"pool_size": 2, "strides": 5, "padding": "same"}),
    ],
)
def test_edges_as_keras(pool, case, size, kwargs):
    x = np.random.default_rng(0).uniform(-2, -1, (*size, 3)).astype("float32")
    expected = POOLINGS[pool](x[None], **{"pool_size": 2, **kwargs})
    np.testing.assert_allclose(pool(x, **kwargs), np.asarray(expected)[0], **CLOSE)


@pytest.mark.parametrize(
    ("pool", "layer"),
    [(max_pool2d, keras.layers.MaxPooling2D), (average_pool2d, keras.layers.AveragePooling2D)],
)
@pytest.mark.parametrize(
    "kwargs", [{"pool_size": 2}, {"pool_size": (3, 2), "strides": (2, 1), "padding": "same"}]
)
def test_as_a_keras_layer(pool, layer, kwargs):
    x = np.random.default_rng(0).uniform(-2, -1, (11, 8, 3)).astype("float32")
    np.testing.assert_allclose(pool(x, **kwargs), np.asarray(layer(**kwargs)(x[None]))[0], **CLOSE)


# --- properties


@BOTH
@settings(max_examples=50, deadline=None)
@given(case=cases())
def test_the_shape_is_what_the_formula_says(pool, case):
    x, kwargs = case
    result = pool(x, **kwargs)
    strides = kwargs["strides"] or kwargs["pool_size"]
    for axis in (0, 1):
        if kwargs["padding"] == "same":
            assert result.shape[axis] == -(-x.shape[axis] // strides[axis])
        else:
            expected = output_size(x.shape[axis], kwargs["pool_size"][axis], strides[axis])
            assert result.shape[axis] == expected
    assert result.shape[2] == x.shape[2]
    assert result.dtype == np.float32


@settings(max_examples=50, deadline=None)
@given(cases())
def test_the_mean_lies_between_minimum_and_maximum(case):
    x, kwargs = case
    mean = average_pool2d(x, **kwargs)
    assert (mean <= max_pool2d(x, **kwargs) + 1e-5).all()
    assert (mean >= -max_pool2d(-x, **kwargs) - 1e-5).all()


@BOTH
@settings(max_examples=50, deadline=None)
@given(case=cases())
def test_each_channel_by_itself(pool, case):
    x, kwargs = case
    alone = [pool(x[..., [channel]], **kwargs) for channel in range(x.shape[2])]
    np.testing.assert_allclose(pool(x, **kwargs), np.concatenate(alone, axis=2), rtol=1e-6)


def test_the_place_of_the_maximum_within_its_window_does_not_matter_but_across_windows_it_does():
    maps = np.zeros((3, 4, 4, 1))
    maps[0, 0, 0], maps[1, 1, 1], maps[2, 1, 2] = 1, 1, 1
    pooled = [max_pool2d(one) for one in maps]
    np.testing.assert_array_equal(pooled[0], pooled[1])
    assert not np.array_equal(pooled[1], pooled[2])


@BOTH
@pytest.mark.parametrize("pool_size", [1, 2])
def test_the_result_is_a_new_array(pool, pool_size):
    x = np.ones((4, 4, 1), dtype="float32")
    pool(x, pool_size)[:] = 7
    np.testing.assert_array_equal(x, np.ones_like(x))


# --- errors

MAP = np.zeros((5, 5, 1))


@BOTH
@pytest.mark.parametrize(
    ("case", "x", "kwargs", "message"),
    [
        ("grey", MAP[..., 0], {}, r"x\[..., np.newaxis\].*Received: x.shape=\(5, 5\)$"),
        ("batch", MAP[None], {}, r"one sample, x\[0\].*Received: x.shape=\(1, 5, 5, 1\)$"),
        ("no channel", MAP[..., :0], {}, r"none of them 0.*Received: x.shape=\(5, 5, 0\)$"),
        ("too large", MAP, {"pool_size": 6}, r"covers 6 pixels, but only 5 are there.*Received: size=5"),
        ("too wide", MAP, {"pool_size": (2, 6)}, r"covers 6 pixels, but only 5 are there"),
        ("no window", MAP, {"pool_size": 0}, r"`pool_size` must be at least 1. Received: pool_size=0$"),
        ("no stride", MAP, {"strides": (0, 1)}, r"`strides` must be at least 1. Received: strides=\(0, 1\)$"),
        ("half a window", MAP, {"pool_size": 2.5}, r"whole number.*Received: pool_size=2.5$"),
        ("padding", MAP, {"padding": "SAME"}, r'"valid" or "same". Received: padding=\'SAME\'$'),
    ],
)
def test_errors(pool, case, x, kwargs, message):
    with pytest.raises(NetworkError, match=message):
        pool(x, **kwargs)
