"""The worker's answers for a network of keras.applications: those of Keras with the same file."""

import keras
import numpy as np
import pytest

from cnnviz import images, photos, reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.lessons.explanations import Asked
from cnnviz.lessons.shown_maps import MapsPart
from cnnviz.reading import PHOTO_NETWORKS
from cnnviz.workers import tasks
from cnnviz.workers.kept_networks import KeptNetworks
from tests.reading.keras_weights import weights_file

NAME = "mobilenet-v2"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keras")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KERAS_HOME", str(folder))
        patch.setattr(tasks, "_models", KeptNetworks())
        file = PHOTO_NETWORKS[NAME].weights
        file.place.parent.mkdir()
        file.place.write_bytes(weights_file(ARCHITECTURES[NAME](), file.n_bytes))
        yield file.place


def test_prediction_maps_and_explanation_are_those_of_its_network(home):
    theirs = keras.applications.MobileNetV2(weights=None)
    theirs.load_weights(home)
    x = photos.prepared(images.sample_images()["cat"](), ARCHITECTURES[NAME]().preparation).x
    layers = keras.Model(theirs.inputs[0], [theirs.get_layer("block_5_add").output, theirs.output])
    expected_map, expected = (np.asarray(one)[0] for one in layers(x[np.newaxis], training=False))
    np.testing.assert_allclose(tasks.prediction(NAME, None, x), expected, rtol=1e-4, atol=1e-5)
    found = tasks.maps(NAME, None, x, MapsPart("block_5_add", (3, 0)))
    np.testing.assert_allclose(found, expected_map[..., [3, 0]], rtol=1e-4, atol=1e-5)
    explained = tasks.explanation(NAME, None, x, Asked("grad_cam", 5))
    assert explained.values.shape == (224, 224)
    assert reading.downloaded_bytes(NAME) == home.stat().st_size
