"""Skips: what they do to the gradient of a deep stack, and that they can be switched off while it trains."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from cnnviz import models
from cnnviz.lessons.ideas import IDEAS, Options
from cnnviz.network import Activation, Conv2D, Dense, Flatten, Network, Node
from cnnviz.network.kinds.add import Add
from cnnviz.runs import RunSettings
from cnnviz.training import train
from cnnviz.with_keras.training import at_the_start
from tests.with_keras.training.test_engine import some


def first_layers(options, seed=1):
    """Return the size of the gradient in the first layer, with skips and without."""
    given = (replace(one.settings, seed=seed, share=1.0) for one in IDEAS["skips"].contenders(options))
    return [next(iter(at_the_start(settings, some()).values())) for settings in given]


@pytest.mark.parametrize("seed", [1, 2])
def test_without_normalization_the_gradient_vanishes_in_a_deep_plain_stack_but_not_with_skips(seed):
    with_skips, plain = first_layers(Options(depth=40), seed)
    assert plain > 0
    assert with_skips > 100 * plain
    assert with_skips > 0.01


def test_with_normalization_it_does_not_vanish():
    with_skips, plain = first_layers(Options(depth=40, normalization=True))
    assert plain > 0.1 * with_skips


def two_blocks(*, skips=True):
    bricks = [Node(Conv2D(2, (3, 3), (4, 4), padding="same", activation="relu"), name="stem")]
    for n, before in ((1, "stem"), (2, "relu1")):
        bricks.append(Node(Conv2D(2, (3, 3), padding="same"), name=f"conv{n}"))
        if skips:
            bricks.append(Node(Add(), ("previous", before), f"add{n}"))
        bricks.append(Node(Activation("relu"), name=f"relu{n}"))
    return Network((28, 28, 1), [*bricks, Flatten(), Dense(10, "softmax")])


SETTINGS = RunSettings(two_blocks(), epochs=2, batch_size=32, seed=5, gradients=True)


def weights(result):
    return models.read(result.network)[1]


def test_the_gradients_are_those_of_keras():
    moments = []
    digits = some()
    train(SETTINGS, digits, remember=moments.append)
    assert [one.step for one in moments] == list(range(9))
    keras.utils.set_random_seed(SETTINGS.seed)
    model = models.build(SETTINGS.network)
    x = digits.x_train[:32].astype("float32")[..., np.newaxis] / 255
    y = keras.utils.to_categorical(digits.y_train[:32], 10)
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    before = [np.array(one) for one in kernels]
    # A step of plain descent moves each kernel by the rate times its gradient.
    model.compile(optimizer=keras.optimizers.SGD(0.5), loss="categorical_crossentropy")
    model.train_on_batch(x, y)
    steps = [float(np.linalg.norm(old - new)) / 0.5 for old, new in zip(before, kernels, strict=True)]
    assert list(moments[0].gradients) == ["stem", "conv1", "conv2", "dense"]
    assert list(moments[0].gradients.values()) == pytest.approx(steps, rel=1e-3)


def test_measuring_gradients_leaves_the_network_as_it_would_be():
    watched = train(SETTINGS, some(), remember=lambda _: None)
    alone = train(replace(SETTINGS, gradients=False), some())
    for mine, theirs in zip(weights(watched), weights(alone), strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_without_skips_from_the_first_batch_on_it_is_the_plain_network():
    moments = []
    switched = train(SETTINGS, some(), remember=moments.append, skips=lambda: False)
    plain = train(replace(SETTINGS, network=two_blocks(skips=False), gradients=False), some())
    for mine, theirs in zip(weights(switched), weights(plain), strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-4, atol=1e-5)
    assert [one.skips for one in moments] == [True, *[False] * 8]


def test_skips_are_switched_between_two_batches():
    asked = iter([None, None, None, False, None, None, True, None])
    moments = []
    train(SETTINGS, some(), remember=moments.append, skips=lambda: next(asked))
    assert [one.skips for one in moments] == [True, True, True, True, False, False, False, True, True]


@pytest.mark.parametrize(("initializer", "factor"), [("glorot_uniform", 1), ("he_normal", 2)])
def test_the_kernels_begin_as_the_initializer_says(initializer, factor):
    layer = Conv2D(64, (3, 3))
    settings = RunSettings(
        Network((28, 28, 1), [Conv2D(64, (3, 3)), layer, Flatten(), Dense(10, "softmax")]),
        initializer=initializer,
    )
    from cnnviz.with_keras.training.run_setup import model_of

    kernel = np.array(model_of(settings).layers[1].kernel)
    fan_in = fan_out = 9 * 64
    expected = 2 / (fan_in + fan_out) * factor  # Glorot: 2 / (in + out); He: 2 / in
    assert kernel.var() == pytest.approx(expected, rel=0.03)


def test_pictures_are_moved_by_whole_pixels_and_zeros_come_in():
    from cnnviz.with_keras.training.run_setup import shifted_by

    pictures = np.arange(1, 1 + 2 * 3 * 3, dtype=np.float32).reshape(2, 3, 3, 1)
    moved = shifted_by(pictures, np.array([[1, 1], [0, 2]], np.int32), 1).numpy()
    np.testing.assert_array_equal(moved[0], pictures[0])
    # Cut one row higher and one column to the right of its place: it moves down and to the left.
    np.testing.assert_array_equal(moved[1, ..., 0], [[0, 0, 0], [11, 12, 0], [14, 15, 0]])


def test_each_epoch_moves_the_pictures_anew_and_in_the_same_way_with_the_same_seed():
    from cnnviz.with_keras.training import run_setup

    digits = some(6)
    settings = RunSettings(two_blocks(), batch_size=4, shift=3)

    def epoch(number, seed=1):
        plain = run_setup.batches(digits.x_train, digits.y_train, 10, 4, shuffle=False)
        shifted = run_setup.shifted_batches(plain, replace(settings, seed=seed), number)
        return np.concatenate([x.numpy() for x, _ in shifted])

    first = epoch(0)
    np.testing.assert_array_equal(first, epoch(0))
    assert not np.array_equal(first, epoch(1))
    assert not np.array_equal(first, epoch(0, seed=2))
    assert first.max() <= 1
