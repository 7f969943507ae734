"""Two convolutions with and without an activation in between, compared with Keras."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import kernels, pipeline
from cnnviz.errors import NetworkError
from cnnviz.kernels import KERNELS, Kernel
from cnnviz.pipeline import Pipeline, Round


def photo(seed=0, *shape):
    return np.random.default_rng(seed).random(shape or (12, 12, 3), dtype=np.float32)


def by_keras(x, done, now, activation):
    """Return a second Conv2D of a map, with an activation before it."""
    second = kernels.get(now.relu.second)
    layer = keras.layers.Conv2D(1, second.shape)
    layer.build((None, None, None, 1))
    weights = (second.array / second.divisor)[..., np.newaxis, np.newaxis]
    layer.set_weights([weights, np.array([second.offset])])
    return np.asarray(layer(activation(done.output[np.newaxis])))[0]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["sobel x", "blur", "emboss on grey", "identity"]),
    st.fixed_dictionaries(
        {
            "strides": st.tuples(st.integers(1, 3), st.integers(1, 3)),
            "padding": st.sampled_from(["valid", "same", "2"]),
            "mode": st.sampled_from(pipeline.choices("convolution", "mode")),
            "dilation_rate": st.integers(1, 2),
        }
    ),
    st.fixed_dictionaries(
        {
            "activation": st.sampled_from(pipeline.choices("relu", "activation")),
            "second": st.sampled_from(pipeline.choices("relu", "second")),
        }
    ),
    st.sampled_from([1, 3]),
)
def test_without_an_activation_one_kernel_does_what_two_do_and_with_it_it_does_not(
    name, convolution, relu, channels
):
    now = Pipeline().replace(walk={"rounds": (Round(kernels.get(name)),)}, convolution=convolution, relu=relu)
    x = photo(1, 13, 14, channels)
    done = pipeline.convolved(x, now)
    try:
        found = pipeline.collapse(x, done, now)
    except NetworkError:
        assert min(done.output.shape[:2]) < 3
        return
    close: Any = {"rtol": 1e-4, "atol": 1e-5}
    np.testing.assert_allclose(found.two, by_keras(x, done, now, lambda y: y), **close)
    np.testing.assert_allclose(found.one, found.two, **close)
    activation = getattr(keras.activations, now.relu.activation)
    np.testing.assert_allclose(found.between, by_keras(x, done, now, activation), **close)
    assert found.rounding == np.abs(found.two - found.one).max()
    assert found.rounding < 1e-5
    if done.output.min() < -0.1:
        assert found.difference > 1e-3


def test_the_composed_kernel_by_hand():
    """Sobel smoothed by 3 x 3 ones: the sums of its cells under the window."""
    now = Pipeline().replace(walk={"rounds": (Round(KERNELS["sobel x"]),)})
    x = photo()
    found = pipeline.collapse(x, pipeline.convolved(x, now), now)
    row = np.array([-1, -1, 0, 1, 1])
    assert np.abs(found.weights).tolist() == np.abs(np.outer([1, 3, 4, 3, 1], row)).tolist()
    assert found.divisor == 9


def test_where_nothing_is_negative_relu_changes_nothing():
    now = Pipeline().replace(walk={"rounds": (Round(KERNELS["blur"]),)})
    x = photo()
    found = pipeline.collapse(x, pipeline.convolved(x, now), now)
    assert found.difference == found.rounding


def test_a_second_kernel_that_does_not_fit_is_said():
    now = Pipeline().replace(walk={"rounds": (Round(Kernel("custom", ((1.0,) * 11,) * 11)),)})
    x = photo()
    with pytest.raises(NetworkError, match="covers 3 pixels, but only 2"):
        pipeline.collapse(x, pipeline.convolved(x, now), now)
