"""EfficientNet-Lite0 in Keras computes what our own layers compute, and names the sample photographs."""

import numpy as np
import pytest

from cnnviz import images, layer_outputs, photos, reading
from cnnviz.errors import NetworkError
from cnnviz.network import forward


@pytest.fixture(scope="module")
def parts():
    return reading.pretrained("efficientnet-lite0")


def test_keras_counts_the_same_parameters(photo_network, parts):
    assert photo_network.count_params() == parts[0].n_weights == 4_694_024
    assert photo_network.output_shape == (None, 1000)


@pytest.fixture(scope="module")
def cat(photo_network, parts):
    """The cat as the network takes it, and every layer's output for it."""
    x = photos.prepared(images.sample_images()["cat"](), parts[0].preparation).x
    return x, layer_outputs.of(photo_network, x)


def test_every_layer_computes_what_our_own_layers_compute(parts, cat):
    (network, weights), (x, outputs) = parts, cat
    for name, ours in forward(network, weights, x).items():
        scale = np.abs(ours).max()  # rounding errors add up over all layers, and some numbers are 100 times 1
        np.testing.assert_allclose(ours, outputs[name], rtol=1e-4, atol=2e-5 * scale, err_msg=name)


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


def test_a_prediction_is_the_last_of_the_layer_outputs_and_is_not_traced_again(photo_network, cat):
    x, outputs = cat
    found = [layer_outputs.prediction(photo_network, one) for one in (x, -x)]
    np.testing.assert_allclose(found[0], outputs["dense"], rtol=1e-4, atol=1e-5)
    assert np.abs(found[0] - found[1]).max() > 1e-3
    assert photo_network.predict_function.experimental_get_tracing_count() == 1


def test_a_channel_without_any_range_stays_finite(cat):
    outputs = cat[1]
    assert any(output.ndim == 3 and (np.ptp(output, axis=(0, 1)) == 0).any() for output in outputs.values())
    assert all(np.isfinite(output).all() for output in outputs.values())


def test_an_input_of_another_shape_is_an_error(photo_network):
    with pytest.raises(NetworkError, match=r"shape \(224, 224, 3\)"):
        layer_outputs.prediction(photo_network, np.zeros((28, 28), np.float32))
