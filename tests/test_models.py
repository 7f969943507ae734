"""The shipped network, its card, and files on the disk."""

import json
from importlib.resources import files

import numpy as np
import pytest

from cnnviz import layer_outputs, layers, mnist, models
from cnnviz.errors import NetworkError
from cnnviz.network import Activation, Dense, Flatten, Network
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
    monkeypatch.setattr(models, "MAX_FILE_BYTES", 10)
    (tmp_path / "x.keras").write_bytes(bytes(11))
    with pytest.raises(NetworkError, match="larger than"):
        models.load(tmp_path / "x.keras")


def test_write_replaces_a_file_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "file"
    models.write(b"old", target)

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(models.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        models.write(b"new", target)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert target.read_bytes() == b"old"
