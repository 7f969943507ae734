"""The networks that Keras has, too, are Keras's: layer by layer, and number by number."""

import keras
import numpy as np
import pytest
from keras.src.backend.common.stateless_scope import StatelessScope

from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import INPUT, Network, forward
from tests.network.random_networks import random_weights

THEIRS = {
    "vgg16": keras.applications.VGG16,
    "vgg19": keras.applications.VGG19,
    "resnet50": keras.applications.ResNet50,
    "resnet101": keras.applications.ResNet101,
    "resnet152": keras.applications.ResNet152,
    "densenet121": keras.applications.DenseNet121,
    "densenet169": keras.applications.DenseNet169,
    "densenet201": keras.applications.DenseNet201,
    "mobilenet-v2": keras.applications.MobileNetV2,
}
PUBLISHED = {
    "vgg16": 138_357_544,
    "vgg19": 143_667_240,
    "resnet50": 25_636_712,
    "densenet121": 8_062_504,
    "mobilenet-v2": 3_538_984,
}
#: Short sides keep a forward pass short; the layers stay the same.
SMALL = (32, 64, 3)


@pytest.fixture(scope="module", params=THEIRS)
def both(request):
    """Our network and Keras's, which has no weights: VGG19's alone would take half a gigabyte."""
    keras.utils.clear_session()  # names are counted from the start
    with StatelessScope(initialize_variables=False):
        theirs = THEIRS[request.param](weights=None)
    return ARCHITECTURES[request.param](), theirs


def inputs_of(layer):
    """Return the names of the layers whose outputs a Keras layer takes."""
    tensors = layer.input if isinstance(layer.input, list) else [layer.input]
    names = [tensor._keras_history.operation.name for tensor in tensors]
    return tuple(INPUT if name.startswith("input_layer") else name for name in names)


def test_each_layer_has_kerass_name_shape_and_weights(both):
    ours, theirs = both
    layers = {layer.name: layer for layer in theirs.layers[1:]}
    assert layers.keys() == set(ours.names)
    for node, weights in zip(ours.nodes, ours.weights, strict=True):
        layer = layers[node.name]
        assert type(layer).__name__ == type(node.layer).__name__
        assert tuple(layer.output.shape[1:]) == ours.shapes[node.name], node.name
        assert [(one.name, tuple(one.shape)) for one in layer.weights] == [
            (one.name, one.shape) for one in weights
        ]
        read = type(node.layer).from_keras_config(layer.get_config())
        assert read == node.layer
        assert inputs_of(layer) == node.inputs


def test_the_number_of_weights_is_kerass(both):
    ours, theirs = both
    assert ours.n_weights == theirs.count_params()
    learned = sum(int(np.prod(weight.shape)) for weight in theirs.trainable_weights)
    assert sum(ours.trainable) == learned


@pytest.mark.parametrize(("name", "count"), PUBLISHED.items(), ids=PUBLISHED)
def test_the_number_of_weights_is_the_published_one(name, count):
    assert ARCHITECTURES[name]().n_weights == count


@pytest.mark.parametrize("name", ["vgg16", "resnet50", "densenet121", "mobilenet-v2"])
def test_one_forward_pass_gives_kerass_numbers(name):
    whole = ARCHITECTURES[name]()
    ours = Network(SMALL, whole.nodes, classes=whole.classes)
    keras.utils.clear_session()
    theirs = THEIRS[name](weights=None, input_shape=SMALL)
    rng = np.random.default_rng(0)
    weights = random_weights(ours, rng)
    left = iter(weights)
    for layer_name, shapes in zip(ours.names, ours.weight_shapes, strict=True):
        theirs.get_layer(layer_name).set_weights([next(left) for _ in shapes])
    x = rng.uniform(-1, 1, SMALL).astype(np.float32)
    expected = np.asarray(theirs(x[np.newaxis], training=False))[0]
    result = forward(ours, weights, x)["predictions"]
    assert expected.std() > 0
    np.testing.assert_allclose(result, expected, rtol=1e-3, atol=1e-7)


@pytest.mark.parametrize("name", ["vgg16", "resnet50", "densenet121", "mobilenet-v2"])
def test_a_photo_is_prepared_as_keras_prepares_it(name):
    module = {"vgg16": "vgg16", "resnet50": "resnet", "densenet121": "densenet"}.get(name, "mobilenet_v2")
    photo = np.random.default_rng(0).integers(0, 256, (5, 4, 3)).astype(np.float32)
    expected = getattr(keras.applications, module).preprocess_input(photo.copy())
    np.testing.assert_allclose(ARCHITECTURES[name]().preparation.scaled(photo), expected, 1e-4, 1e-4)
