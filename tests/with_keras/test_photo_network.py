"""EfficientNet-Lite0 in Keras computes what our own layers compute, and names the sample photographs."""

import numpy as np
import pytest

from cnnviz import images, models, photos, reading
from cnnviz.network import Network, forward


@pytest.fixture(scope="module")
def parts():
    return reading.pretrained("efficientnet-lite0")


def test_keras_counts_the_same_parameters(photo_network, parts):
    assert photo_network.count_params() == parts[0].n_weights == 4_694_024
    assert photo_network.output_shape == (None, 1000)


def test_every_layer_computes_what_our_own_layers_compute(parts):
    network, weights = parts
    small = Network((64, 48, 3), network.nodes, classes=network.classes)
    cup = images.sample_images()["flower"]()[100:164, 200:248]
    x = network.preparation.scaled(cup * 255)
    expected = models.build(small, weights)
    from cnnviz import layer_outputs

    outputs = layer_outputs.of(expected, x)
    for name, ours in forward(small, weights, x).items():
        np.testing.assert_allclose(ours, outputs[name], rtol=1e-4, atol=2e-4, err_msg=name)


@pytest.mark.parametrize(
    ("sample", "names"),
    [
        ("cat", {"tiger cat", "tabby cat", "Egyptian Mau"}),
        ("cup", {"espresso"}),
        ("photographer", {"tripod"}),
        ("china", {"palace"}),
        ("flower", {"daisy"}),
    ],
)
def test_it_names_the_sample_photographs(photo_network, parts, sample, names):
    network = parts[0]
    x = photos.prepared(images.sample_images()[sample](), network.preparation).x
    probabilities = photo_network.predict_on_batch(x[np.newaxis])[0]
    best = [network.classes[n] for n in np.argsort(-probabilities)]
    assert set(best[: len(names)]) == names
    assert probabilities.sum() == pytest.approx(1, abs=1e-4)
