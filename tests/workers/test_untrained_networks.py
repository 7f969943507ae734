"""The worker's answers for networks with random weights: those of Keras with the same weights."""

from types import SimpleNamespace

import keras
import numpy as np
import psutil
import pytest

from cnnviz import images, photos, reading
from cnnviz.errors import WorkerError
from cnnviz.lessons.shown_maps import MapsAsked, contrasts
from cnnviz.network.initial_weights import RandomWeights
from cnnviz.with_keras.layer_outputs import of_at_once
from cnnviz.workers import NetworkFile, tasks
from cnnviz.workers.kept_networks import KeptNetworks


@pytest.fixture(autouse=True)
def models(monkeypatch):
    monkeypatch.setattr(tasks, "_models", KeptNetworks())


def test_the_maps_are_those_of_keras_with_the_same_weights():
    """ResNet-50, whose layers have Keras's names; Keras's own model has the same weights."""
    network, weights = reading.untrained("resnet50")
    x = photos.prepared(images.sample_images()["cat"](), network.preparation).x
    asked = [MapsAsked("conv1_relu", 5), MapsAsked("conv5_block3_out", 5)]
    file = NetworkFile("ResNet50", name="resnet50", untrained=True)
    found = tasks.shown_maps(file.digest, file.data, x, asked)
    theirs = keras.applications.ResNet50(weights=None)
    left = iter(weights)
    for name, own in zip(network.names, network.weights, strict=True):
        theirs.get_layer(name).set_weights([next(left) for _ in own])
    outputs = of_at_once(theirs, x)
    for maps in found:
        expected = outputs[maps.asked.layer]
        scale = expected.max()
        np.testing.assert_allclose(
            maps.values, expected[..., maps.channels], rtol=1e-4, atol=1e-5 * scale, err_msg=maps.asked.layer
        )
        least = np.sort(contrasts(expected))[-5]
        assert (contrasts(expected)[list(maps.channels)] >= (1 - 1e-4) * least).all()


def test_without_enough_memory_no_weight_is_made(monkeypatch):
    made = []
    monkeypatch.setattr(RandomWeights, "__getitem__", lambda *_: made.append(1))
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=10**9))
    digest = reading.untrained_digest("vgg19")
    with pytest.raises(WorkerError, match=r"needs 2.3 GB of memory, but only 1.0 GB is free. Close other"):
        tasks.shown_maps(digest, None, np.zeros((224, 224, 3), np.float32), [MapsAsked("block1_conv1", 1)])
    assert made == []


def test_a_very_deep_network_is_not_compiled(monkeypatch):
    compiled = []
    monkeypatch.setattr(tasks.keras_module("layer_outputs"), "compile_all", compiled.append)
    for n_layers in (tasks.MAX_COMPILED, tasks.MAX_COMPILED + 1):
        model = SimpleNamespace(layers=range(n_layers))
        monkeypatch.setattr(tasks, "_model", lambda *_, one=model: one)
        tasks.compile_all("", None)
    assert [len(one.layers) for one in compiled] == [tasks.MAX_COMPILED]


def test_a_file_cannot_have_random_weights():
    with pytest.raises(ValueError, match="A file has weights of its own"):
        NetworkFile("mine", data=b"?", untrained=True)
