"""The shipped network, its card, and files on the disk."""

import json
from importlib.resources import files

import numpy as np
import pytest

from cnnviz import layer_outputs, layers, mnist, models
from cnnviz.errors import NetworkError
from cnnviz.network import (
    READY,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Flatten,
    GlobalAveragePooling2D,
    Network,
)
from cnnviz.training import accuracy

CARD = json.loads(files("cnnviz.assets").joinpath("lecture.json").read_text())


@pytest.fixture(scope="module")
def lecture():
    return models.load_pretrained("lecture")


def test_the_shipped_network_reads_the_bundled_digits_as_its_card_says(lecture):
    assert accuracy(lecture, *mnist.bundled()) == pytest.approx(
        CARD["accuracy on the bundled digits"], abs=5e-4
    )


def test_the_card_holds_what_is_promised(lecture):
    assert CARD["accuracy on the test digits"] >= 0.9855
    assert CARD["without the bundled digits"] is True
    assert CARD["weights"] == lecture.count_params()
    assert len(models.pretrained_bytes()) < 4_000_000


def test_layer_outputs_are_those_of_our_own_layers(lecture):
    digit = mnist.bundled()[0][2345].astype(np.float32) / 255
    outputs = layer_outputs.of(lecture, digit)
    kernel, bias, hidden, hidden_bias, last, last_bias = lecture.get_weights()
    convolved = layers.relu(layers.conv2d(digit[..., None], kernel, bias))
    pooled = layers.max_pool2d(convolved)
    dense = layers.relu(layers.dense(layers.flatten(pooled), hidden, hidden_bias))
    expected = {
        "conv2d": convolved,
        "max_pooling2d": pooled,
        "dropout": pooled,
        "flatten": layers.flatten(pooled),
        "dense": dense,
        "dropout_1": dense,
        "dense_1": layers.softmax(layers.dense(dense, last, last_bias)),
    }
    assert list(outputs) == list(expected)
    for name, output in outputs.items():
        np.testing.assert_allclose(output, expected[name], rtol=1e-4, atol=1e-5, err_msg=name)


def test_layer_outputs_take_a_channel_or_none_and_refuse_other_shapes(lecture):
    digit = np.ones((28, 28), np.float32)
    one, other = layer_outputs.of(lecture, digit), layer_outputs.of(lecture, digit[..., None])
    np.testing.assert_array_equal(one["dense_1"], other["dense_1"])
    with pytest.raises(NetworkError, match=r"\(28, 28, 1\)"):
        layer_outputs.of(lecture, np.ones((27, 28), np.float32))


def test_logits_are_what_stands_before_the_softmax(lecture):
    digit = mnist.bundled()[0][3600].astype(np.float32) / 255
    logits = layer_outputs.logits(lecture, digit)
    assert (logits.shape, logits.dtype) == ((10,), np.float32)
    *_, last, bias = lecture.get_weights()
    outputs = layer_outputs.of(lecture, digit)
    np.testing.assert_allclose(logits, outputs["dropout_1"] @ last + bias, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(layers.softmax(logits), outputs["dense_1"], rtol=1e-4, atol=1e-5)


def test_logits_of_a_softmax_in_a_layer_of_its_own_and_of_a_network_without():
    x = np.random.default_rng(0).random((28, 28), np.float32)
    apart = Network((28, 28, 1), (Flatten(), Dense(10), Activation("softmax")))
    model = models.build(apart)
    np.testing.assert_allclose(layer_outputs.logits(model, x), layer_outputs.of(model, x)["dense"])
    for last in (Dense(10), Dense(10, "sigmoid")):
        with pytest.raises(NetworkError, match="does not end in a softmax"):
            layer_outputs.logits(models.build(Network((28, 28, 1), (Flatten(), last))), x)


def test_an_observed_network_is_freed_with_its_last_owner():
    import gc
    import weakref

    model = models.lecture_network()
    layer_outputs.of(model, np.zeros((28, 28), np.float32))
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None


def test_load_reads_a_file_and_says_when_there_is_none(tmp_path, lecture):
    path = tmp_path / "x.keras"
    path.write_bytes(models.pretrained_bytes())
    np.testing.assert_array_equal(models.load(path).get_weights()[0], lecture.get_weights()[0])
    with pytest.raises(NetworkError, match="Train page"):
        models.load(tmp_path / "nowhere.keras")
    with pytest.raises(NetworkError, match="lecture"):
        models.load_pretrained("alexnet")


def test_a_too_large_file_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("cnnviz.reading.keras_file.MAX_FILE_BYTES", 10)
    (tmp_path / "x.keras").write_bytes(bytes(11))
    with pytest.raises(NetworkError, match="larger than"):
        models.load(tmp_path / "x.keras")


NORMALIZED = Network(
    (6, 5, 1),
    (
        Conv2D(3, (2, 2)),
        BatchNormalization(epsilon=0.01),
        GlobalAveragePooling2D(),
        BatchNormalization(center=False),
        Dense(10, "softmax"),
    ),
)


def drawn_weights(network, seed=1):
    rng = np.random.default_rng(seed)
    shapes = [shape for shapes in network.weight_shapes for shape in shapes]
    return [rng.uniform(0.1, 2, shape).astype(np.float32) for shape in shapes]


def test_a_normalization_is_built_saved_and_read_with_its_arrays_in_order():
    import keras

    weights = drawn_weights(NORMALIZED)
    model = models.build(NORMALIZED, weights)
    found = [weight.path.split("/")[1:] for weight in model.weights]
    assert found[2:6] == [["batch_normalization", name] for name in ARRAYS]
    assert found[6:9] == [["batch_normalization_1", name] for name in ARRAYS if name != "beta"]
    read, arrays = models.read(models.to_bytes(NORMALIZED, weights))
    assert read == NORMALIZED
    for one, other in zip(arrays, weights, strict=True):
        np.testing.assert_array_equal(one, other)
    # what it computes, by hand
    x = np.random.default_rng(2).random((6, 5, 1)).astype(np.float32)
    outputs = layer_outputs.of(model, x)
    kernel, bias, gamma, beta, mean, variance, *_ = weights
    convolved = layers.conv2d(x, kernel, bias)
    expected = gamma * (convolved - mean) / np.sqrt(variance + 0.01) + beta
    np.testing.assert_allclose(outputs["batch_normalization"], expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(
        outputs["global_average_pooling2d"], expected.mean(axis=(0, 1)), rtol=1e-4, atol=1e-5
    )
    assert isinstance(model.layers[1], keras.layers.BatchNormalization)


ARRAYS = ("gamma", "beta", "moving_mean", "moving_variance")


@pytest.mark.parametrize(
    ("place", "value"), [(5, -1e-6), (8, -1.0), (4, np.nan), (5, np.inf)], ids=["one", "other", "nan", "inf"]
)
def test_a_variance_below_zero_is_refused(place, value):
    weights = drawn_weights(NORMALIZED)
    weights[place][1] = value
    data = models.to_bytes(NORMALIZED, weights)
    with pytest.raises(
        NetworkError, match=r"^The (moving variance|weights) of batch_normalization.* Train page"
    ):
        models.read(data)


def test_a_trained_normalization_keeps_what_keras_keeps():
    """The moving mean and variance come back from the file, and with them the same probabilities."""
    network = READY["Deeper"]
    model = models.build(network)
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    digits, labels = mnist.bundled()
    x = mnist.encode(digits[::200])
    model.fit(x, np.eye(10, dtype=np.float32)[labels[::200]], verbose=0)
    again = models.from_bytes(models.to_bytes(network, model.get_weights()))
    np.testing.assert_array_equal(again.predict(x, verbose=0), model.predict(x, verbose=0))
    kept = again.layers[2].moving_variance.numpy()
    assert not np.allclose(kept, 1)
    assert again.count_params() == network.n_weights
    assert sum(int(np.prod(one.shape)) for one in again.trainable_weights) == sum(network.trainable)


def test_weights_that_are_given_leave_the_initializers_as_they_were():
    network, _ = models.read(models.pretrained_bytes())
    plain = models.build(network)
    given = models.build(network, models.weights_of(plain, network))
    for mine, theirs in zip(given.layers, plain.layers, strict=True):
        assert mine.get_config() == theirs.get_config()
