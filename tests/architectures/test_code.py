"""The Keras code of each network runs by itself, counts to the same, and gives NumPy's numbers."""

import keras
import numpy as np
import pytest
from keras.src.backend.common.stateless_scope import StatelessScope

from cnnviz import models
from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import Network, forward, keras_code
from tests.network.random_networks import random_weights

#: A short side keeps a forward pass short; only the first dense layer then has fewer weights.
SIDES = {
    "lenet5": 28,
    "lenet5-published": 32,
    "alexnet-grouped": 67,
    "zfnet": 64,
    "googlenet": 64,
    "vgg16": 32,
    "resnet18": 32,
    "densenet121": 32,
}
VARIANTS = [
    (name, variant)
    for name in ("lenet5-published", "alexnet", "googlenet", "resnet50")
    for variant in ARCHITECTURES[name].variants
]


def run(code):
    """Return the model that a program builds."""
    known = {}
    exec(code.replace("model.summary()", ""), known)
    return known["model"]


def counted(code):
    """Return the number of weights of the model that a program builds; none is allocated."""
    with StatelessScope(initialize_variables=False):
        return run(code).count_params()


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_the_code_builds_as_many_weights(name):
    assert counted(keras_code(ARCHITECTURES[name]())) == ARCHITECTURES[name]().n_weights


@pytest.mark.parametrize(("name", "variant"), VARIANTS, ids=[f"{n}, {v.name}" for n, v in VARIANTS])
def test_the_code_of_each_variant_builds_as_many_weights(name, variant):
    assert counted(keras_code(variant.network)) == variant.network.n_weights


def small(name, side):
    """Return a network for small photos."""
    network = ARCHITECTURES[name]()
    return Network((side, side, network.input_shape[2]), network.nodes, outputs=network.outputs)


@pytest.mark.parametrize(("name", "side"), SIDES.items(), ids=SIDES)
def test_one_forward_pass_of_the_code_is_numpys(name, side):
    network = small(name, side)
    rng = np.random.default_rng(1)
    weights = random_weights(network, rng)
    x = rng.uniform(-1, 1, network.input_shape).astype(np.float32)
    expected = forward(network, weights, x)[network.outputs[0]]
    assert expected.std() > 0
    keras.utils.clear_session()
    model = run(keras_code(network))
    left = iter(weights)
    for layer, shapes in zip(network.names, network.weight_shapes, strict=True):
        model.get_layer(layer).set_weights([next(left) for _ in shapes])
    found = np.asarray(model(x[np.newaxis], training=False))[0]
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)


def test_googlenets_heads_answer_too():
    variant = ARCHITECTURES["googlenet"].variants[1]
    network = Network((96, 96, 3), variant.network.nodes, outputs=variant.network.outputs)
    weights = random_weights(network, np.random.default_rng(2))
    x = np.random.default_rng(3).uniform(-1, 1, network.input_shape).astype(np.float32)
    expected = forward(network, weights, x)
    for name, found in zip(network.outputs, models.build(network, weights)(x[np.newaxis]), strict=True):
        np.testing.assert_allclose(np.asarray(found)[0], expected[name], rtol=1e-3, atol=1e-6)
