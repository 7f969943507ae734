"""A visitor's own classes: what Keras would learn, and why some classes cannot be learned."""

import numpy as np
import pytest

from cnnviz.errors import NetworkError
from cnnviz.lessons.own_classes import ClassPicture, OwnClass, head_in, learned, why_not, with_head
from cnnviz.lessons.own_classes.head import LEARNING_RATE, STEPS
from cnnviz.network import Dense, Flatten, Network

RNG = np.random.default_rng(4)
THUMBNAIL = np.zeros((2, 2, 3), np.uint8)
ZERO, ONE = np.zeros(1, np.float32), np.ones(1, np.float32)


def features(n, seed, shift=0.0):
    """Features as those of the network for photographs: many zeros, none negative."""
    rng = np.random.default_rng(seed)
    return np.maximum(rng.normal(shift, 1, (n, 1280)), 0).astype(np.float32)


def picture(values, digest=""):
    return ClassPicture(digest or str(hash(values.tobytes())), THUMBNAIL, values)


def own(name, *rows):
    return OwnClass(name, tuple(picture(row) for row in rows))


@pytest.mark.keras
@pytest.mark.parametrize("sizes", [(10, 10, 10), (1, 1), (2, 10, 5)])
def test_the_layer_learns_what_keras_learns(sizes):
    import keras

    given = [features(n, seed, shift=0.1 * seed) for seed, n in enumerate(sizes)]
    names = [str(n) for n in range(len(sizes))]
    head = learned(names, given)

    layer = keras.layers.Dense(len(sizes), activation="softmax", kernel_initializer="zeros")
    model = keras.Sequential([keras.Input((1280,)), layer])
    model.compile(keras.optimizers.Adam(LEARNING_RATE), "sparse_categorical_crossentropy")
    x, y = np.concatenate(given), np.repeat(np.arange(len(sizes)), sizes)
    weight = {n: len(y) / (len(sizes) * size) for n, size in enumerate(sizes)}
    for _ in range(STEPS):  # as `fit` with one batch, which would begin each epoch anew
        model.train_on_batch(x, y, class_weight=weight)
    weights, bias = layer.get_weights()
    np.testing.assert_allclose(head.bias, bias, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(head.weights, weights, rtol=1e-3, atol=1e-4)
    probabilities = np.stack([head.probabilities(one) for one in x])
    np.testing.assert_allclose(probabilities, model.predict(x, verbose=0), rtol=1e-4, atol=1e-5)


def test_one_picture_of_each_class_is_told_apart_by_hand():
    """One feature, one picture each: the weights move by equal steps away from each other."""
    head = learned(["low", "high"], [ZERO[np.newaxis], ONE[np.newaxis]])
    low, high = head.probabilities(ZERO), head.probabilities(ONE)
    assert low[0] > 0.5 < high[1]
    np.testing.assert_allclose(head.weights.sum(axis=1), 0, atol=1e-6)
    np.testing.assert_allclose(low.sum(), 1, rtol=1e-6)


def test_the_same_pictures_give_the_same_layer():
    given = [features(3, 0), features(3, 1)]
    one, other = (learned(["a", "b"], given) for _ in range(2))
    assert np.array_equal(one.weights, other.weights)


@pytest.mark.parametrize("given", [[], [features(1, 0)], [features(1, 0), np.zeros((0, 1280), np.float32)]])
def test_nothing_is_learned_from_fewer_than_two_classes_with_pictures(given):
    with pytest.raises(NetworkError, match="At least two classes"):
        learned([str(n) for n in range(len(given))], given)


A, B, C = features(3, 7)


@pytest.mark.parametrize(
    ("classes", "sentence"),
    [
        ([own("mug", A), own("pen", B), own("face", C)], ""),
        ([own("mug", A), own("pen", B), own("")], ""),
        ([own("mug", A), own("pen", A, B)], "“mug” and “pen” have the same pictures."),
        ([own("mug", A, B), own("pen", B, A)], "“mug” and “pen” have the same pictures."),
        ([own("mug", A), own("pen", A * np.float32(1.0001))], "“mug” and “pen” have the same pictures."),
        ([own("mug", A), own("pen", A * np.float32(1.01))], ""),
        ([own("mug", A, B), own("pen", B, C)], ""),
        ([own("mug", A), own("pen"), own("face", B)], "“pen” has no picture yet."),
        ([own("mug"), own("pen"), own("face", A)], "“mug”, “pen” have no picture yet."),
        ([own("mug"), own("pen"), own("")], "There are no pictures yet."),
        ([own("mug", A), own(""), own("")], "Two classes are needed."),
        ([own(""), own(""), own("")], "Two classes are needed."),
        ([own("mug", A), own("mug", B), own("")], "Two classes are called “mug”."),
    ],
)
def test_why_classes_cannot_be_learned(classes, sentence):
    said = why_not(classes)
    assert said.startswith(sentence)
    assert bool(said) == bool(sentence)


def test_the_same_file_in_two_classes_is_found_before_its_features_are_known():
    one = ClassPicture("digest", THUMBNAIL, seen=THUMBNAIL)
    assert "the same pictures" in why_not([OwnClass("mug", (one,)), OwnClass("pen", (one,))])
    assert one.with_features(A).seen is None


def tiny(n_classes, classes=()):
    network = Network((1, 1, 5), [Flatten(), Dense(4, "relu"), Dense(n_classes, "softmax")], classes=classes)
    return network, [RNG.normal(size=w).astype(np.float32) for ws in network.weight_shapes for w in ws]


@pytest.fixture
def head():
    return learned(["mug", "pen"], [np.ones((1, 4), np.float32), np.zeros((1, 4), np.float32)])


def test_a_network_with_another_last_layer_gives_that_layer_back(head):
    network, weights = tiny(7)
    changed, all_weights = with_head(network, weights, head)
    assert changed.classes == ("mug", "pen")
    assert changed.output_shapes[-1] == (2,)
    found = head_in(changed, all_weights, network, weights)
    assert found.classes == head.classes
    assert np.array_equal(found.weights, head.weights)
    assert np.array_equal(found.bias, head.bias)


@pytest.mark.parametrize("other", ["no names", "another body", "another layer", "one class", "few weights"])
def test_another_network_is_refused(head, other):
    network, weights = tiny(7)
    changed, all_weights = with_head(network, weights, head)
    if other == "no names":
        changed = Network(changed.input_shape, changed.nodes)
    elif other == "another body":
        all_weights = [all_weights[0] + 1, *all_weights[1:]]
    elif other == "another layer":
        nodes = [Flatten(), Dense(4, "tanh"), Dense(2, "softmax")]
        changed = Network(changed.input_shape, nodes, classes=changed.classes)
    elif other == "one class":
        changed, all_weights = tiny(1, ["mug"])
    else:
        changed = Network((1, 1, 2), [Flatten()], classes=["mug", "pen"])
        all_weights = []
    with pytest.raises(NetworkError, match="not a network with classes of your own"):
        head_in(changed, all_weights, network, weights)
