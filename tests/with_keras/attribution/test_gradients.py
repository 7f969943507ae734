"""Saliency, SmoothGrad and integrated gradients: by finite differences, by hand, and by what they promise."""

from functools import cache

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from cnnviz import attribution, models
from cnnviz.errors import NetworkError
from cnnviz.network import Dense, Flatten, Network
from cnnviz.network.preparation import Preparation
from tests.with_keras.attribution.networks import CLOSE, SHAPE, graph, picture, random_weights, row


@cache
def smooth(units=3, end=None):
    """Return a network without kinks, so that finite differences are close. Do not change it."""
    first = keras.Input((5, 6, 2))
    x = layers.Conv2D(4, 3, activation="tanh")(first)
    x = layers.AveragePooling2D(2)(x)
    return random_weights(keras.Model(first, layers.Dense(units, end)(layers.Flatten()(x))))


def differences(model, x, class_index, step=1e-2):
    """Return the gradient of an output by central differences, pixel by pixel."""
    found = np.zeros_like(x)
    for at in np.ndindex(x.shape):
        shift = np.zeros_like(x)
        shift[at] = step
        after, before = model(np.stack([x + shift, x - shift])).numpy()[:, class_index]
        found[at] = (after - before) / (2 * step)
    return found


def linear(weights, shape=(1, 2, 1), activation=None):
    """Return the network of a weighted sum of the pixels."""
    first = [keras.Input(shape), layers.Flatten()]
    columns = np.atleast_2d(np.array(weights, np.float32).T).T
    model = keras.Sequential([*first, layers.Dense(columns.shape[1], activation, use_bias=False)])
    model.layers[-1].set_weights([columns])
    return model


# --- saliency


@pytest.mark.parametrize("class_index", [0, 1, 2])
def test_saliency_is_the_largest_slope_by_finite_differences(class_index):
    x = picture((5, 6, 2))
    plain, ended = smooth(), smooth(end="softmax")
    expected = np.abs(differences(plain, x, class_index)).max(axis=-1)
    for model in (plain, ended):  # a softmax at the end is taken off
        found = attribution.saliency(model, x, class_index)
        assert (found.shape, found.dtype) == ((5, 6), np.float32)
        np.testing.assert_allclose(found, expected, rtol=1e-2, atol=1e-3)


def test_one_sigmoid_has_a_map_for_yes_and_one_for_no():
    x, model = picture((5, 6, 2)), smooth(1, "sigmoid")
    yes, no = (attribution.integrated_gradients(model, x, index) for index in (1, 0))
    np.testing.assert_allclose(yes, -no, **CLOSE)
    np.testing.assert_allclose(yes, attribution.integrated_gradients(smooth(1), x, 0), **CLOSE)
    with pytest.raises(NetworkError, match="from 0 to 1"):
        attribution.saliency(model, x, 2)


def test_several_sigmoids_are_one_class_each():
    x = picture((5, 6, 2))
    for index in range(3):
        np.testing.assert_allclose(
            attribution.saliency(smooth(3, "sigmoid"), x, index),
            attribution.saliency(smooth(3), x, index),
            **CLOSE,
        )


ENDS = {
    "an activation": [layers.Dense(5, "softmax")],
    "TensorFlow's function": [layers.Dense(5, tf.nn.softmax)],
    "a layer as activation": [layers.Dense(5, layers.Softmax())],
    "an Activation": [layers.Dense(5), layers.Activation("softmax")],
    "a Softmax": [layers.Dense(5), layers.Softmax()],
    "before layers that do nothing": [
        *(layers.Dense(5, "softmax"), layers.Dropout(0.3), layers.Reshape((5,)), layers.Activation("linear")),
    ],
    "in a model inside": [keras.Sequential([keras.Input((60,)), layers.Dense(5, "softmax")])],
    "sigmoids": [layers.Dense(5, "sigmoid")],
    "a layer of sigmoids": [layers.Dense(5), layers.Activation("sigmoid")],
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_end_is_taken_off_in_whatever_way_it_is_written(end):
    x, plain = picture(), row(layers.Dense(5))
    ended = row(*end)
    ended.set_weights(plain.get_weights())
    before = ended.predict(x[np.newaxis], verbose=0)
    for method in (attribution.saliency, attribution.grad_cam, attribution.guided_backprop):
        np.testing.assert_allclose(method(ended, x, 3), method(plain, x, 3), **CLOSE)
    np.testing.assert_array_equal(ended.predict(x[np.newaxis], verbose=0), before)  # the model is as it was


def test_a_softmax_as_an_operation_is_taken_off():
    first = keras.Input((5, 6, 2))
    z = layers.Dense(3)(layers.Flatten()(first))
    plain, ended = keras.Model(first, z), keras.Model(first, keras.ops.softmax(z))
    x = picture((5, 6, 2))
    np.testing.assert_allclose(attribution.saliency(ended, x, 1), attribution.saliency(plain, x, 1), **CLOSE)


def test_a_network_with_models_inside_has_the_gradients_of_the_tape():
    x, model = picture(), graph(end=None)
    batch = tf.constant(x[np.newaxis])
    with tf.GradientTape() as tape:
        tape.watch(batch)
        logit = model(batch, training=False)[0, 2]
    expected = np.abs(tape.gradient(logit, batch)[0].numpy()).max(axis=-1)
    np.testing.assert_allclose(attribution.saliency(model, x, 2), expected, **CLOSE)


def test_layers_that_are_random_in_training_do_nothing():
    x, seed = picture(), layers.RandomFlip(seed=1)
    noisy = row(layers.Dropout(0.9), layers.GaussianNoise(1.0), layers.Dense(5))
    first = keras.Input(SHAPE)
    flipped = keras.Model(first, noisy(seed(first)))
    plain = row(layers.Dense(5))
    for model in (noisy, flipped):
        np.testing.assert_allclose(
            attribution.saliency(model, x, 3), attribution.saliency(plain, x, 3), **CLOSE
        )


def test_a_model_that_is_used_twice_counts_twice():
    first, shared = keras.Input((1, 2, 1)), linear([[1, 0], [0, 1]])
    twice = keras.Model(first, layers.Add()([shared(first), shared(2 * first)]))
    np.testing.assert_allclose(attribution.saliency(twice, np.ones((1, 2)), 0), [[3, 0]])


def test_the_gradient_of_another_picture_or_class_is_not_traced_again():
    traced = []

    class Counting(layers.Layer):  # type: ignore[misc]
        def call(self, x):
            traced.append(x.shape)
            return x

    first = keras.Input(SHAPE)
    model = keras.Model(first, layers.Dense(4)(layers.Flatten()(Counting()(first))))
    traced.clear()
    for seed, class_index in ((1, 0), (2, 3), (3, 1)):
        attribution.saliency(model, picture(seed=seed), class_index)
        attribution.integrated_gradients(model, picture(seed=seed), class_index, n_steps=seed + 2)
        attribution.smooth_grad(model, picture(seed=seed), class_index, n_samples=seed)
    assert len(traced) == 1


# --- SmoothGrad


def test_smooth_grad_is_the_mean_saliency_of_its_copies():
    x, model = picture((5, 6, 2)), smooth()
    noise = np.random.default_rng(7).standard_normal((4, *x.shape), np.float32)
    copies = x + 0.2 * np.ptp(x) * noise
    expected = np.mean([attribution.saliency(model, copy, 1) for copy in copies], axis=0)
    found = attribution.smooth_grad(model, x, 1, n_samples=4, noise=0.2, seed=7)
    np.testing.assert_allclose(found, expected, **CLOSE)


def test_smooth_grad_without_noise_is_saliency_and_its_seed_counts():
    x, model = picture((5, 6, 2)), smooth()
    still = attribution.smooth_grad(model, x, 1, noise=0, n_samples=3)
    np.testing.assert_allclose(still, attribution.saliency(model, x, 1), **CLOSE)
    one, again, other = (attribution.smooth_grad(model, x, 1, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert not np.allclose(one, other, **CLOSE)


# --- integrated gradients


@pytest.mark.parametrize(
    ("baseline", "expected"), [(None, (6, -4)), (0, (6, -4)), (np.ones((1, 2, 1)), (4, -3)), (1, (4, -3))]
)
def test_integrated_gradients_of_a_weighted_sum_are_its_terms(baseline, expected):
    found = attribution.integrated_gradients(linear([2, -1]), np.array([[3.0, 4.0]]), 0, baseline)
    np.testing.assert_allclose(found, [expected], **CLOSE)


def test_integrated_gradients_sum_over_channels_with_their_signs():
    model = linear([2, -1, 3, 1], (1, 2, 2))
    found = attribution.integrated_gradients(model, np.array([[[1.0, 4.0], [1.0, 1.0]]]), 0)
    np.testing.assert_allclose(found, [[2 - 4, 3 + 1]], **CLOSE)


@pytest.mark.parametrize("baseline", [None, 0.5, [0.1, -0.2, 0.3], picture(seed=5)])
def test_integrated_gradients_are_complete(baseline):
    x, model = picture(), graph()
    plain = graph(end=None)
    found = attribution.integrated_gradients(model, x, 2, baseline, n_steps=300)
    total, difference = attribution.completeness(model, x, 2, found, baseline)
    start = np.broadcast_to(0 if baseline is None else baseline, x.shape)
    logits = plain.predict(np.stack([x, start]), verbose=0)[:, 2]
    assert difference == pytest.approx(logits[0] - logits[1], abs=1e-4)
    assert total == pytest.approx(difference, abs=0.03 * abs(difference) + 1e-3)
    assert total == pytest.approx(found.sum(), abs=1e-4)


def test_the_baseline_is_black_as_the_network_sees_black():
    """A network that takes (pixel - 127) / 128 sees a black pixel as -127 / 128."""
    layers_of = [Flatten(), Dense(2, use_bias=False)]
    described = Network((1, 2, 1), layers_of, preparation=Preparation(offset=(127.0,), scale=(128.0,)))
    model = models.build(described, [np.eye(2, dtype=np.float32)])
    black = attribution.integrated_gradients(model, np.full((1, 2), -127 / 128), 0)
    np.testing.assert_array_equal(black, [[0, 0]])
    white = attribution.integrated_gradients(model, np.ones((1, 2)), 0)
    np.testing.assert_allclose(white, [[255 / 128, 0]], **CLOSE)
    again = models.from_bytes(models.to_bytes(described, model.get_weights()))
    np.testing.assert_allclose(attribution.integrated_gradients(again, np.ones((1, 2)), 0), white, **CLOSE)
    fresh = attribution.with_random_weights(again, 1)
    np.testing.assert_array_equal(
        attribution.integrated_gradients(fresh, np.full((1, 2), -127 / 128), 0), [[0, 0]]
    )


# --- what is refused


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: attribution.saliency(smooth(), picture((5, 5, 2)), 0), r"\(5, 6, 2\)"),
        (lambda: attribution.saliency(smooth(), picture((5, 6, 2)), 3), "from 0 to 2"),
        (lambda: attribution.saliency(smooth(), picture((5, 6, 2)), -1), "from 0 to 2"),
        (lambda: attribution.integrated_gradients(smooth(), picture((5, 6, 2)), 0, [1, 2, 3]), "baseline"),
        (lambda: attribution.integrated_gradients(smooth(), picture((5, 6, 2)), 0, n_steps=0), "step"),
        (lambda: attribution.smooth_grad(smooth(), picture((5, 6, 2)), 0, n_samples=0), "copy"),
    ],
)
def test_what_does_not_fit_is_refused(wrong, sentence):
    with pytest.raises(NetworkError, match=sentence):
        wrong()


def test_networks_that_cannot_be_explained_say_why():
    flat = keras.Sequential([keras.Input((7,)), layers.Dense(2)])
    maps = keras.Sequential([keras.Input((5, 5, 1)), layers.Conv2D(2, 3)])
    two = keras.Model([a := keras.Input((2, 2, 1)), b := keras.Input((2, 2, 1))], layers.Flatten()(a + b))
    for model, sentence in ((flat, "picture"), (maps, "one number for each class"), (two, "one input")):
        with pytest.raises(NetworkError, match=sentence):
            attribution.saliency(model, np.zeros(model.inputs[0].shape[1:]), 0)
    with pytest.raises(NetworkError, match="built"):
        attribution.saliency(keras.Sequential([layers.Flatten()]), np.zeros((2, 2)), 0)
