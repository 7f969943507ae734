"""Saliency and Grad-CAM against tf-keras-vis, which other people wrote."""

import warnings

import keras
import numpy as np
import pytest
from keras import layers

from cnnviz import attribution, models
from cnnviz.layers.bilinear import enlarged
from tests.with_keras.attribution.networks import CLOSE, picture, row

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it imports SciPy's zoom from where it once stood
    from tf_keras_vis.gradcam import Gradcam
    from tf_keras_vis.saliency import Saliency

#: It puts the input into a list.
pytestmark = pytest.mark.filterwarnings("ignore:The structure of `inputs`:UserWarning")


def without_softmax(model):
    linear = keras.models.clone_model(model)
    linear.set_weights(model.get_weights())
    linear.layers[-1].activation = keras.activations.linear
    return linear


NETWORKS = {
    "conv": lambda: row(layers.Dense(5, "softmax")),
    "conv2d": lambda: models.load_pretrained("lecture"),
}


@pytest.mark.parametrize("layer", NETWORKS)
def test_saliency_and_grad_cam_are_those_of_tf_keras_vis(layer):
    ended = NETWORKS[layer]()
    plain = without_softmax(ended)
    x = np.abs(picture(ended.input_shape[1:]))
    sizes = []
    for class_index in range(5):

        def score(output, of=class_index):
            return output[:, of]

        theirs = Saliency(plain)(score, x[np.newaxis], normalize_map=False)[0]
        np.testing.assert_allclose(attribution.saliency(ended, x, class_index), theirs, **CLOSE)
        maps = Gradcam(plain)(
            score, x[np.newaxis], penultimate_layer=layer, normalize_cam=False, expand_cam=False
        )
        expected = enlarged(np.asarray(maps)[0], x.shape[:2])
        np.testing.assert_allclose(attribution.grad_cam(ended, x, class_index), expected, **CLOSE)
        sizes.append(expected.max())
    assert sum(size > 1e-3 for size in sizes) > 1
