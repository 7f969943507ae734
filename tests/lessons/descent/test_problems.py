"""The problem to solve: target, loss and gradient by hand and by Keras, and the way back to a kernel."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import images, layers
from cnnviz.errors import NetworkError
from cnnviz.kernels import KERNELS
from cnnviz.lessons import descent

SOBEL = KERNELS["sobel x"].array
sides = st.integers(7, 14)
kernel_sides = st.integers(1, 6)


def noise(*shape, seed=0):
    return np.random.default_rng(seed).random(shape)


def standardised_by_keras(given_problem, weights):
    """Return Keras's convolution as a standardised picture, (rows, columns), as a tensor."""
    x = tf.constant((given_problem.x - given_problem.mean) / given_problem.spread)
    (top, left), (rows, columns) = given_problem.corner, given_problem.target.shape
    size = given_problem.size
    cut = x[top : top + rows + size - 1, left : left + columns + size - 1]
    kernel = tf.reshape(weights[:-1], (size, size, 1, 1))
    return keras.ops.conv(cut[tf.newaxis, ..., tf.newaxis], kernel, 1, "valid")[0, ..., 0] + weights[-1]


# --- by hand


def test_one_weight_by_hand():
    """Pixels 0 1 2 3: mean 1.5, spread √1.25. Twice the pixel and 5: mean 8, spread 2·√1.25."""
    given_problem = descent.problem([[0, 1], [2, 3]], [[2]], offset=5, size=1)
    assert given_problem.target.tolist() == [[5, 7], [9, 11]]
    assert (given_problem.mean, given_problem.target_mean) == (1.5, 8)
    assert given_problem.spread == pytest.approx(1.25**0.5)
    assert given_problem.target_spread == pytest.approx(2 * 1.25**0.5)
    np.testing.assert_allclose(given_problem.gram, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(given_problem.optimum, [1, 0], atol=1e-12)
    assert given_problem.loss(np.array([0.0, 0.0])) == pytest.approx(1)
    np.testing.assert_allclose(given_problem.gradient(np.array([0.0, 3.0])), [-2, 6], atol=1e-12)
    kernel, added = given_problem.in_image_units(given_problem.optimum)
    assert (kernel.item(), added) == (pytest.approx(2), pytest.approx(5))


def test_the_target_is_what_the_kernel_makes_inside_the_image():
    x = noise(9, 8)
    given_problem = descent.problem(x, SOBEL, offset=0.5, size=5)
    expected = layers.conv2d(x[..., None], SOBEL[..., None, None])[1:-1, 1:-1, 0] + 0.5
    np.testing.assert_allclose(given_problem.target, expected, rtol=1e-4, atol=1e-5)
    assert given_problem.corner == (0, 0)
    np.testing.assert_array_equal(given_problem.wanted, np.pad(SOBEL, 1))


# --- by Keras


@settings(max_examples=25, deadline=None)
@given(sides, sides, kernel_sides, kernel_sides, st.sampled_from([1, 3, 5]), st.integers(0, 99))
def test_loss_and_gradient_are_those_of_keras(height, width, rows, columns, size, seed):
    kernel, x = noise(rows, columns, seed=seed) - 0.5, noise(height, width, seed=seed + 1)
    given_problem = descent.problem(x, kernel, offset=0.25, size=size)
    weights = tf.Variable(noise(size**2 + 1, seed=seed + 2) - 0.5)
    with tf.GradientTape() as tape:
        made = standardised_by_keras(given_problem, weights)
        wanted = (given_problem.target - given_problem.target_mean) / given_problem.target_spread
        loss = tf.reduce_mean((made - wanted) ** 2)
    keras_mse = keras.losses.MeanSquaredError(dtype="float64")(
        wanted.reshape(1, -1), tf.reshape(made, (1, -1))
    )
    assert float(loss) == pytest.approx(float(keras_mse), rel=1e-6)
    assert given_problem.loss(weights.numpy()) == pytest.approx(float(loss), rel=1e-9, abs=1e-12)
    np.testing.assert_allclose(
        given_problem.gradient(weights.numpy()), tape.gradient(loss, weights), rtol=1e-7, atol=1e-10
    )
    kernels, added = given_problem.in_image_units(weights.numpy())
    in_units = layers.conv2d(x[..., None], kernels[..., None, None])[..., 0] + added
    (top, left), (n, m) = given_problem.corner, given_problem.target.shape
    np.testing.assert_allclose(
        in_units[top : top + n, left : left + m],
        made * given_problem.target_spread + given_problem.target_mean,
        rtol=1e-4,
        atol=1e-5,
    )


@settings(max_examples=25, deadline=None)
@given(kernel_sides, kernel_sides, st.sampled_from([1, 3, 5]), st.integers(0, 99))
def test_at_the_optimum_the_loss_is_least(rows, columns, size, seed):
    given_problem = descent.problem(noise(14, 13, seed=seed), noise(rows, columns, seed=seed + 1), size=size)
    np.testing.assert_allclose(given_problem.gradient(given_problem.optimum), 0, atol=1e-10)
    made = standardised_by_keras(given_problem, tf.constant(given_problem.optimum))
    wanted = (given_problem.target - given_problem.target_mean) / given_problem.target_spread
    assert given_problem.least == pytest.approx(float(tf.reduce_mean((made - wanted) ** 2)), abs=1e-9)
    if max(rows, columns) <= size:
        kernel, added = given_problem.in_image_units(given_problem.optimum)
        np.testing.assert_allclose(kernel, given_problem.wanted, atol=1e-10)
        assert added == pytest.approx(0, abs=1e-10)
        assert given_problem.least == 0
    else:
        assert given_problem.wanted is None


def test_many_rows_are_multiplied_block_by_block(monkeypatch):
    x = noise(40, 30)
    whole = descent.problem(x, SOBEL)
    monkeypatch.setattr("cnnviz.lessons.descent.problems.BLOCK", 1000)
    np.testing.assert_allclose(descent.problem(x, SOBEL).gram, whole.gram, rtol=1e-12, atol=1e-14)


# --- the picture


@pytest.mark.parametrize("name", images.sample_images())
def test_the_picture_is_grey_small_and_in_256_levels(name):
    image = images.sample_images()[name]()
    small = descent.picture(image)
    assert max(small.shape) == min(descent.LONGEST, max(image.shape))
    levels = small * 255
    np.testing.assert_allclose(levels, np.rint(levels), atol=1e-4)
    if max(image.shape) <= descent.LONGEST:
        np.testing.assert_allclose(small, images.channel_mean(image), atol=0.5 / 255 + 1e-6)


# --- what cannot be, and what is flat


@pytest.mark.parametrize(("kernel", "size", "spans"), [((3, 3), 5, "5 × 5"), ((1, 6), 3, "3 × 6")])
def test_a_kernel_larger_than_the_image_is_a_sentence(kernel, size, spans):
    with pytest.raises(NetworkError, match=f"spans {spans} pixels, and the image has only 4 × 4"):
        descent.problem(noise(4, 4), np.ones(kernel), size=size)


@pytest.mark.parametrize(
    ("x", "kernel"),
    [
        (np.full((6, 6), 0.3), KERNELS["blur"].array / 9),
        (np.full((6, 6), 0.1), SOBEL),
        (noise(6, 6), np.zeros((3, 3))),
        (np.add.outer(np.arange(6), np.arange(6)) / 7, KERNELS["edge detect"].array),
    ],
)
def test_a_flat_target_has_no_spread_to_be_divided_by(x, kernel):
    given_problem = descent.problem(x, kernel)
    assert given_problem.flat
    assert given_problem.target_spread == 1
    assert given_problem.loss(given_problem.optimum) == pytest.approx(0, abs=1e-20)
    assert np.isfinite(given_problem.gradient(np.ones(10))).all()
