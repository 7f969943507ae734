"""Deletion and insertion by counting, and the sanity check."""

import keras
import numpy as np
import pytest
from keras import layers

from cnnviz import attribution
from cnnviz.errors import NetworkError
from cnnviz.lessons.deletion_curve import DeletionCurve
from tests.with_keras.attribution.networks import CLOSE, SHAPE, graph, picture


def counting(height=4, width=5):
    """Return the network whose only output is the share of white pixels."""
    first = keras.Input((height, width, 1))
    model = keras.Model(first, layers.Dense(1, use_bias=False)(layers.Flatten()(first)))
    model.set_weights([np.full((height * width, 1), 1 / (height * width))])
    return model


def test_of_a_white_picture_each_pixel_counts_the_same():
    white = np.ones((4, 5, 1), np.float32)
    deleted = attribution.deletion(counting(), white, 0, picture((4, 5)))
    np.testing.assert_allclose(deleted.shares, np.arange(21) / 20, **CLOSE)
    np.testing.assert_allclose(deleted.probabilities, 1 - np.arange(21) / 20, **CLOSE)
    assert deleted.area == pytest.approx(0.5)
    given = attribution.insertion(counting(), white, 0, picture((4, 5)))
    np.testing.assert_allclose(given.probabilities, np.arange(21) / 20, **CLOSE)


def test_the_most_important_go_first():
    """Five white pixels: the true map takes them first, the false one last."""
    x = np.zeros((4, 5, 1), np.float32)
    x[1] = 1
    true, steps = x[..., 0], np.arange(21)
    gone = attribution.deletion(counting(), x, 0, true)
    np.testing.assert_allclose(gone.probabilities, np.maximum(5 - steps, 0) / 20, **CLOSE)
    late = attribution.deletion(counting(), x, 0, -true)
    np.testing.assert_allclose(late.probabilities, np.minimum(20 - steps, 5) / 20, **CLOSE)
    back = attribution.insertion(counting(), x, 0, true)
    np.testing.assert_allclose(back.probabilities, np.minimum(steps, 5) / 20, **CLOSE)
    assert gone.area < late.area


def test_equal_pixels_go_in_reading_order():
    x = np.arange(20, dtype=np.float32).reshape(4, 5, 1)
    gone = attribution.deletion(counting(), x, 0, np.zeros((4, 5)))
    expected = [sum(range(n, 20)) / 20 for n in range(21)]
    np.testing.assert_allclose(gone.probabilities, expected, **CLOSE)


def test_pixels_go_in_parts_of_equal_size_and_to_the_baseline():
    white = np.ones((4, 5, 1), np.float32)
    gone = attribution.deletion(counting(), white, 0, white[..., 0], n_steps=4, baseline=0.2)
    np.testing.assert_allclose(gone.shares, [0, 0.25, 0.5, 0.75, 1], **CLOSE)
    np.testing.assert_allclose(gone.probabilities, [1, 0.8, 0.6, 0.4, 0.2], **CLOSE)


def test_it_is_the_probability_and_not_the_logit():
    x, model = picture(), graph()
    p, at_black = model.predict(np.stack([x, np.zeros_like(x)]), verbose=0)[:, 2]
    curve = attribution.deletion(model, x, 2, x[..., 0])
    assert curve.probabilities[[0, -1]] == pytest.approx([p, at_black], abs=1e-5)
    no = attribution.deletion(graph("sigmoid", 1), x, 0, x[..., 0])
    yes = attribution.deletion(graph("sigmoid", 1), x, 1, x[..., 0])
    np.testing.assert_allclose(no.probabilities, 1 - yes.probabilities, **CLOSE)


def test_random_order_is_a_mean_with_a_seed_and_its_mirror_is_insertion():
    x, model = picture(), graph()
    one, again, other = (attribution.random_order(model, x, 2, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.probabilities, again.probabilities)
    assert not np.allclose(one.probabilities, other.probabilities, **CLOSE)
    random = np.random.default_rng(1)
    orders = [random.permutation(108) for _ in range(5)]
    ranks = [np.empty(108) for _ in orders]
    for rank, order in zip(ranks, orders, strict=True):
        rank[order] = np.arange(108)
    maps = [-rank.reshape(SHAPE[:2]) for rank in ranks]
    each = [attribution.deletion(model, x, 2, one_map).probabilities for one_map in maps]
    np.testing.assert_allclose(one.probabilities, np.mean(each, axis=0), **CLOSE)
    back = [attribution.insertion(model, x, 2, -one_map, n_steps=54).probabilities for one_map in maps]
    halved = attribution.random_order(model, x, 2, seed=1, n_steps=54)
    np.testing.assert_allclose(halved.mirrored.probabilities, np.mean(back, axis=0), **CLOSE)
    np.testing.assert_allclose(halved.mirrored.shares, halved.shares, **CLOSE)


def test_the_area_is_that_of_the_trapezoids():
    curve = DeletionCurve(np.array([0, 0.25, 1]), np.array([1.0, 0.5, 0.0]))
    assert curve.area == pytest.approx(0.25 * 0.75 + 0.75 * 0.25)
    assert curve.mirrored.area == pytest.approx(curve.area)


def test_a_map_of_another_size_is_refused():
    with pytest.raises(NetworkError, match="picture's size"):
        attribution.deletion(counting(), np.ones((4, 5)), 0, np.ones((5, 4)))
    with pytest.raises(NetworkError, match="order"):
        attribution.random_order(counting(), np.ones((4, 5)), 0, n_orders=0)


# --- the sanity check


def test_random_weights_are_the_same_network_with_other_numbers():
    model = graph()
    before = [array.copy() for array in model.get_weights()]
    one, again, other = (attribution.with_random_weights(model, seed) for seed in (1, 1, 2))
    for mine, same, next_one, old in zip(
        one.get_weights(), again.get_weights(), other.get_weights(), model.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(mine, same)
        assert mine.shape == old.shape
        if mine.ndim > 1:
            assert not np.allclose(mine, next_one)
            assert not np.allclose(mine, old)
        else:
            assert set(np.unique(mine)) <= {0, 1}
    for array, old in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(array, old)
    x = picture()
    for method in (attribution.saliency, attribution.grad_cam, attribution.guided_backprop):
        assert np.isfinite(method(one, x, 1)).all()
        assert not np.allclose(method(one, x, 1), method(model, x, 1))


def test_random_weights_let_values_through_many_layers():
    """After 30 convolutions, half of them depthwise, values have neither vanished nor grown."""
    first = keras.Input((8, 8, 32))
    x = first
    for _ in range(15):
        x = layers.DepthwiseConv2D(3, padding="same", activation="relu")(x)
        x = layers.Conv2D(32, 1, activation="relu")(x)
    model = keras.Model(first, layers.Dense(4)(layers.GlobalAveragePooling2D()(x)))
    fresh = attribution.with_random_weights(model, 0)
    logits = fresh.predict(np.random.default_rng(0).normal(size=(1, 8, 8, 32)), verbose=0)
    assert 1e-3 < np.abs(logits).max() < 1e3
