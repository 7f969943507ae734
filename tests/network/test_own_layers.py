"""Layers that Keras lacks: their code runs by itself, and files of networks keep them."""

import ast
from pathlib import Path

import keras
import numpy as np
import pytest

from cnnviz import models
from cnnviz.network import KINDS, Activation, Conv2D, Dense, Flatten, Network, forward, keras_code
from cnnviz.network.defined import Defined
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization
from cnnviz.network.kinds.radial_basis_output import RadialBasisOutput
from cnnviz.network.kinds.scaled_tanh import ScaledTanh
from cnnviz.network.kinds.subsampling2d import Subsampling2D
from cnnviz.network.kinds.table_conv2d import TableConv2D
from tests.network.random_networks import random_weights

OWN = Path(__file__).parents[2] / "cnnviz/with_keras/own_layers"
ALL_OWN = Network(
    (12, 11, 1),
    [
        Conv2D(4),
        LocalResponseNormalization(1, 2.0, 0.1, 0.75),
        ScaledTanh(),
        Subsampling2D(),
        TableConv2D(((0, 2), (1, 3), (0, 1, 2)), (2, 3), activation="tanh"),
        Flatten(),
        Dense(6),
        RadialBasisOutput(((0, 1), (2, 5), (3,))),
    ],
)


@pytest.fixture(scope="module")
def weights():
    return random_weights(ALL_OWN, np.random.default_rng(3))


def x_of(network):
    return np.random.default_rng(4).normal(size=network.input_shape).astype(np.float32)


def run(code):
    """Return the model that a program builds."""
    known = {}
    exec(code.replace("model.summary()", ""), known)
    return known["model"]


def test_each_own_layer_has_a_kind_and_each_kind_a_layer():
    files = {path.stem for path in OWN.glob("*.py")} - {"__init__"}
    own = {kind.keras_name for kind in KINDS.values() if issubclass(kind, Defined)}
    assert own == files
    assert {type(layer) for layer in ALL_OWN.layers if isinstance(layer, Defined)} == {
        kind for kind in KINDS.values() if issubclass(kind, Defined)
    }


@pytest.mark.parametrize("path", sorted(OWN.glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_an_own_layer_needs_only_keras(path):
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    assert [ast.unparse(node) for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)] == [
        "import keras"
    ]


def test_numpy_keras_and_the_exported_program_agree(weights):
    x = x_of(ALL_OWN)
    expected = forward(ALL_OWN, weights, x)["radial_basis_output"]
    built = models.build(ALL_OWN, weights)
    program = run(keras_code(ALL_OWN))
    assert program.count_params() == built.count_params() == ALL_OWN.n_weights
    program.set_weights(weights)
    for model in (built, program):
        found = np.asarray(model(x[np.newaxis]))[0]
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


def test_a_file_keeps_them_and_names_their_code_once(weights):
    network, read = models.read(models.to_bytes(ALL_OWN, weights))
    assert network == ALL_OWN
    assert all(np.array_equal(one, other) for one, other in zip(read, weights, strict=True))
    twice = Network((8, 8, 1), [Conv2D(4), ScaledTanh(), Conv2D(4), ScaledTanh()])
    code = keras_code(twice)
    assert code.count("class ScaledTanh") == 1
    assert code.count("layers.ScaledTanh") == 0
    assert "class" not in keras_code(Network((8, 8, 1), [Conv2D(4), Activation("tanh")]))


def test_a_first_subsampling_is_the_mean():
    model = models.build(Network((4, 4, 1), [Subsampling2D()]))
    x = np.arange(16, dtype=np.float32).reshape(1, 4, 4, 1)
    np.testing.assert_allclose(model(x), keras.layers.AveragePooling2D(2)(x), rtol=1e-6)
