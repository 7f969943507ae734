"""The networks of keras.applications: where Keras has their weights, and what a missing file says."""

from dataclasses import replace

import keras
import numpy as np
import pytest
from keras.src.backend.common.stateless_scope import StatelessScope
from keras.src.utils import file_utils

from cnnviz import models, reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.errors import NetworkError
from cnnviz.reading import PHOTO_NETWORKS
from tests.reading.keras_weights import weights_file

THEIRS = {
    "mobilenet-v2": keras.applications.MobileNetV2,
    "densenet121": keras.applications.DenseNet121,
    "densenet169": keras.applications.DenseNet169,
    "densenet201": keras.applications.DenseNet201,
    "resnet50": keras.applications.ResNet50,
    "resnet101": keras.applications.ResNet101,
    "resnet152": keras.applications.ResNet152,
    "vgg16": keras.applications.VGG16,
    "vgg19": keras.applications.VGG19,
}


class AskedError(Exception):
    """Keras wants to download a file."""


def test_the_networks_are_those_of_keras():
    assert PHOTO_NETWORKS.keys() == {*THEIRS, reading.PHOTOS}
    assert PHOTO_NETWORKS.keys() <= ARCHITECTURES.keys()
    for name, theirs in THEIRS.items():
        assert PHOTO_NETWORKS[name].label == theirs.__name__


@pytest.mark.parametrize("name", THEIRS)
def test_address_place_and_digest_are_those_of_the_installed_keras(name, monkeypatch):
    def get_file(fname, origin, cache_subdir="datasets", file_hash=""):
        raise AskedError(fname, origin, cache_subdir, file_hash)

    monkeypatch.setattr(file_utils, "get_file", get_file)
    file = PHOTO_NETWORKS[name].weights
    with StatelessScope(initialize_variables=False), pytest.raises(AskedError) as asked:
        THEIRS[name]()
    assert asked.value.args == (file.name, file.address, file.folder, file.digest)
    assert file.algorithm == "md5"
    assert file.n_bytes > 4 * ARCHITECTURES[name]().n_weights


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    (tmp_path / "models").mkdir()
    return tmp_path


def test_a_network_that_is_not_here_says_so(home):
    assert not PHOTO_NETWORKS["vgg16"].is_here
    assert PHOTO_NETWORKS[reading.PHOTOS].is_here
    with pytest.raises(NetworkError, match=r"VGG16 is not downloaded yet. Download it: 553 MB"):
        reading.pretrained("vgg16")
    assert "vgg16" in reading.pretrained_names()


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"?"])
def test_a_damaged_file_says_so(home, change):
    file = PHOTO_NETWORKS["mobilenet-v2"].weights
    file.place.write_bytes(change(bytes(file.n_bytes)))
    with pytest.raises(NetworkError, match=r"damaged. Download it again: delete .*mobilenet_v2_weights"):
        reading.pretrained("mobilenet-v2")


def test_a_file_of_the_right_size_must_hold_the_weights(home):
    file = PHOTO_NETWORKS["mobilenet-v2"].weights
    file.place.write_bytes(bytes(file.n_bytes))
    with pytest.raises(NetworkError, match="cannot be read as weights of Keras"):
        reading.pretrained("mobilenet-v2")


def test_what_keras_has_downloaded_is_read(home):
    file = PHOTO_NETWORKS["mobilenet-v2"].weights
    file.place.write_bytes(weights_file(ARCHITECTURES["mobilenet-v2"](), file.n_bytes))
    assert PHOTO_NETWORKS["mobilenet-v2"].is_here
    model = models.load_pretrained("mobilenet-v2")
    theirs = keras.applications.MobileNetV2(weights=None)
    theirs.load_weights(file.place)
    photo = np.random.default_rng(0).integers(0, 256, (224, 224, 3)).astype(np.float32)
    x = reading.pretrained("mobilenet-v2")[0].preparation.scaled(photo)
    np.testing.assert_allclose(x, keras.applications.mobilenet_v2.preprocess_input(photo.copy()), 1e-6, 1e-6)
    expected = np.asarray(theirs(x[np.newaxis], training=False))
    np.testing.assert_allclose(model(x[np.newaxis], training=False), expected, rtol=1e-4, atol=1e-5)
    assert expected.std() > 1e-6


def test_a_digest_is_checked_before_a_file_is_read(home, monkeypatch):
    known = PHOTO_NETWORKS["densenet121"]
    file = replace(known.weights, n_bytes=1000)
    monkeypatch.setitem(PHOTO_NETWORKS, "densenet121", replace(known, weights=file))
    file.place.write_bytes(bytes(1000))
    with pytest.raises(NetworkError, match="The file of DenseNet121 is damaged"):
        reading.pretrained("densenet121")
