"""A training run is Keras's own, whoever watches it, and ends as its settings say."""

from dataclasses import replace
from typing import Any

import keras
import numpy as np
import pytest

from cnnviz import mnist, models
from cnnviz.data_sets import encode, fewer
from cnnviz.errors import NetworkError
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.lessons.shuffling import shuffled_data
from cnnviz.mnist import Digits
from cnnviz.network import Conv2D, Dense, Dropout, Flatten, Network
from cnnviz.runs import RunSettings
from cnnviz.training import train
from tests.data_sets.shapes import NAMES, three_shapes

#: No cell that reaches a Dropout is 0, so any 0 behind it was switched off.
DROPPING = Network(
    (28, 28, 1),
    (
        Conv2D(4, activation="sigmoid"),
        Dropout(0.25),
        Flatten(),
        Dense(16, "sigmoid"),
        Dropout(0.5),
        Dense(10, "softmax"),
    ),
)
DENSE = Network((28, 28, 1), (Flatten(), Dense(16, "relu"), Dense(10, "softmax")))
KERAS = {
    "adam": keras.optimizers.Adam,
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
    "sgd": keras.optimizers.SGD,
    "rmsprop": keras.optimizers.RMSprop,
}


def some(n_train=100, n_test=50):
    digits = mnist.load("bundled")
    order = np.random.default_rng(0).permutation(len(digits.x_train))[:n_train]
    judged = np.random.default_rng(1).permutation(len(digits.x_test))[:n_test]
    return Digits(digits.x_train[order], digits.y_train[order], digits.x_test[judged], digits.y_test[judged])


def by_keras(settings, digits, *, eagerly=False, prepare=lambda model: None):
    """Return the network as trained by Keras alone."""
    keras.utils.set_random_seed(settings.seed)
    model = models.build(settings.network)
    prepare(model)
    optimizer = KERAS[settings.optimizer](settings.learning_rate)
    model.compile(optimizer=optimizer, loss=settings.loss, metrics=["accuracy"], run_eagerly=eagerly)
    model.fit(
        mnist.encode(digits.x_train),
        keras.utils.to_categorical(digits.y_train, 10),
        batch_size=settings.batch_size,
        epochs=settings.epochs,
        verbose=0,
    )
    return model


def assert_same(result, model):
    for mine, theirs in zip(models.read(result.network)[1], model.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize(
    ("optimizer", "rate", "loss"),
    [
        ("adam", 0.002, "categorical_crossentropy"),
        ("momentum", 0.05, "mean_squared_error"),
        ("sgd", 0.1, "categorical_crossentropy"),
        ("rmsprop", 0.001, "mean_squared_error"),
    ],
)
def test_watched_closely_the_network_is_bit_by_bit_the_one_that_keras_trains(optimizer, rate, loss):
    settings = RunSettings(
        DROPPING, epochs=2, batch_size=32, seed=4, optimizer=optimizer, learning_rate=rate, loss=loss
    )
    events, moments = [], []
    result = train(settings, some(), events.append, control=lambda: "batch", remember=moments.append)
    assert len(moments) == 2 * 4 + 1
    assert len(events) == 2 * 4 + 2
    assert_same(result, by_keras(settings, some()))


def test_a_batch_alone_and_the_cells_that_are_off_are_those_of_keras():
    settings = RunSettings(DROPPING, epochs=2, batch_size=32, seed=9)
    events, moments = [], []
    train(settings, some(), events.append, control=lambda: "batch", remember=moments.append)
    told = [(one["batch_loss"], one["batch_accuracy"]) for one in events if one["kind"] == "batch"]

    batches, off = [], {"dropout": []}

    def prepare(model):
        for name, seen in off.items():
            layer = model.get_layer(name)
            layer.call = lambda *a, call=layer.call, seen=seen, **k: kept(call(*a, **k), seen)
        step = model.compute_loss
        model.compute_loss = lambda x, y, y_pred, *a, **k: (
            batches.append((np.array(y), np.array(y_pred))),
            step(x, y, y_pred, *a, **k),
        )[1]

    def kept(output, seen):
        seen.append(np.array(output)[0] == 0)
        return output

    by_keras(settings, some(), eagerly=True, prepare=prepare)
    assert [len(y) for y, _ in batches] == [32, 32, 32, 4] * 2
    for (loss, accuracy), (y, p) in zip(told, batches, strict=True):
        assert loss == pytest.approx(-np.log(p[y == 1].astype(float)).mean(), rel=1e-4)
        assert accuracy == np.mean(p.argmax(axis=1) == y.argmax(axis=1))
    assert moments[0].dropped == {}
    for name, seen in off.items():
        assert len(seen) == len(moments) - 1
        for moment, cells in zip(moments[1:], seen, strict=True):
            np.testing.assert_array_equal(moment.dropped[name], cells)
            assert moment.dropped.keys() == off.keys()


def test_moments_show_what_the_network_sees_of_the_probe_from_the_first_to_the_last():
    probe = mnist.bundled()[0][3600].astype(np.float32) / np.float32(255)
    moments = []
    settings = RunSettings(DROPPING, epochs=1, seed=3)
    result = train(settings, some(64), probe=probe, remember=moments.append)
    keras.utils.set_random_seed(3)
    for moment, model in (
        (moments[0], models.build(DROPPING)),
        (moments[-1], models.from_bytes(result.network)),
    ):
        conv = model.get_layer("conv2d")
        np.testing.assert_array_equal(moment.kernels, conv.kernel)
        x = probe.reshape(1, 28, 28, 1)
        np.testing.assert_allclose(moment.maps, conv(x)[0], rtol=1e-3, atol=1e-4)  # float16
        np.testing.assert_allclose(moment.probabilities, model(x)[0], rtol=1e-4, atol=1e-5)
    assert [moment.step for moment in moments] == [0, 1, 2]
    assert (moments[1].kernels != moments[2].kernels).any()


def test_a_network_without_a_convolution_has_moments_without_maps():
    moments = []
    train(RunSettings(DENSE, epochs=1), some(64), remember=moments.append)
    assert all(one.kernels is None and one.maps is None and one.dropped == {} for one in moments)
    assert moments[-1].probabilities.sum() == pytest.approx(1, abs=1e-5)


def test_a_shuffled_run_sees_its_probe_shuffled():
    from cnnviz.lessons.shuffling import shuffled

    digits, mixed, plain = some(32), [], []
    probe: Any = mnist.encode(digits.x_test[:1])[0, ..., 0]
    train(RunSettings(DENSE, epochs=1, shuffle=2), digits, probe=probe, remember=mixed.append)
    train(
        RunSettings(DENSE, epochs=1),
        digits,
        probe=np.asarray(shuffled(probe, 2), np.float32),
        remember=plain.append,
    )
    np.testing.assert_array_equal(mixed[0].probabilities, plain[0].probabilities)


def test_patience_ends_the_run_and_the_best_network_is_kept():
    events, digits = [], some(40, 100)
    settings = RunSettings(
        DENSE, epochs=60, batch_size=10, learning_rate=0.05, patience=2, keep_best=True, seed=2
    )
    result = train(settings, digits, events.append)
    losses = [one["val_loss"] for one in events if one["kind"] == "epoch"]
    best = int(np.argmin(losses))
    assert (result.early, result.stopped, result.best_epoch) == (True, False, best)
    assert result.epochs == len(losses) == best + 3 < 60
    model = models.from_bytes(result.network)
    model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
    loss, accuracy = model.evaluate(
        mnist.encode(digits.x_test), keras.utils.to_categorical(digits.y_test, 10), verbose=0
    )
    assert loss == pytest.approx(losses[best], rel=1e-4)
    assert result.accuracy == pytest.approx(accuracy)


def test_patience_that_runs_out_in_the_last_epoch_has_ended_nothing():
    settings = RunSettings(DENSE, epochs=3, learning_rate=10.0, optimizer="sgd", patience=1)
    losses, digits = [], some(40, 100)
    result = train(replace(settings, epochs=9), digits, lambda event: losses.append(event["val_loss"]))
    assert result.early
    result = train(replace(settings, epochs=result.epochs), digits)
    assert not result.early


def test_a_share_of_the_digits_is_trained_on():
    events = []
    train(RunSettings(DENSE, epochs=1, batch_size=10, per_class=3), mnist.load(), events.append)
    assert events[-1]["n_batches"] == 3
    train(RunSettings(DENSE, epochs=1, batch_size=10, share=0.01), mnist.load(), events.append)
    assert events[-1]["n_batches"] == 4


def test_steps_that_are_too_large_end_in_a_sentence_and_what_was_told_is_numbers():
    events, moments = [], []
    deep = Network((28, 28, 1), (Flatten(), *[Dense(32)] * 4, Dense(10, "softmax")))
    settings = RunSettings(deep, epochs=50, optimizer="momentum", learning_rate=10.0)
    with pytest.raises(NetworkError, match="smaller learning rate"):
        train(settings, some(), events.append, remember=moments.append)
    assert moments
    for one in events:
        assert np.isfinite([one["loss"], one["batch_loss"]]).all()
    for one in moments:
        assert np.isfinite(one.probabilities).all()


# --- a data set that is not MNIST

SHAPES = Network(
    (8, 10, 3), (Conv2D(8, activation="relu"), Dropout(0.2), Flatten(), Dense(3, activation="softmax"))
)


def test_a_network_learns_three_classes_of_colour_pictures():
    data = three_shapes(300, 90)
    events, moments = [], []
    settings = RunSettings(SHAPES, epochs=10, batch_size=20, learning_rate=0.01, seed=3)
    result = train(settings, data, events.append, probe=encode(data.x_test[2:3])[0], remember=moments.append)
    assert result.accuracy > 0.95
    assert events[-1]["val_accuracy"] == pytest.approx(result.accuracy)
    last = moments[-1]
    assert (last.kernels.shape, last.maps.shape, last.probabilities.shape) == ((3, 3, 3, 8), (6, 8, 8), (3,))
    assert last.dropped["dropout"].shape == (6, 8, 8)

    model = models.from_bytes(result.network)
    given = Evaluation(data.y_test, model.predict(encode(data.x_test), verbose=0), data.class_names)
    assert given.accuracy == pytest.approx(result.accuracy)
    assert [one.name for one in given.per_class] == list(NAMES)
    np.testing.assert_allclose(last.probabilities, given.probabilities[2], rtol=1e-4, atol=1e-5)


def test_a_part_of_other_pictures_is_drawn_and_shuffled():
    data, mixed, plain = three_shapes(60, 30), [], []
    settings = RunSettings(SHAPES, epochs=1, batch_size=5, per_class=5, shuffle=4, seed=2)
    train(settings, data, remember=mixed.append)
    part = shuffled_data(fewer(data, per_class=5, seed=2), 4)
    train(replace(settings, per_class=None, shuffle=None), part, remember=plain.append)
    assert len(mixed) == len(plain) == 4
    np.testing.assert_array_equal(mixed[-1].kernels, plain[-1].kernels)
    np.testing.assert_array_equal(mixed[-1].probabilities, plain[-1].probabilities)


def test_a_network_or_a_probe_that_does_not_fit_the_data_set_is_refused():
    with pytest.raises(NetworkError, match="the three shapes"):
        train(RunSettings(DENSE, epochs=1), three_shapes())
    grey = np.zeros((8, 10), np.float32)
    with pytest.raises(NetworkError, match=r"needs the shape \(8, 10, 3\)"):
        train(RunSettings(SHAPES, epochs=1), three_shapes(), probe=grey, remember=print)
