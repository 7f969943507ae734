"""Guided back-propagation against its rule, by hand."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from cnnviz import attribution
from tests.with_keras.attribution.networks import CLOSE, picture, random_weights


def two_layers(relu):
    """Return 6 pixels, 4 hidden units, one class; `relu` is the layer or the activation between."""
    first = keras.Input((2, 3, 1))
    x = layers.Flatten()(first)
    as_layer = isinstance(relu, keras.layers.Layer)
    x = relu(layers.Dense(4)(x)) if as_layer else layers.Dense(4, relu)(x)
    return keras.Model(first, layers.Dense(2)(x))


def inside(relu):
    first = keras.Input((4,))
    return keras.Model(first, relu(first), name="inside")


RELUS = {
    "an activation": (lambda: keras.activations.relu, np.inf),
    "TensorFlow's": (lambda: tf.nn.relu, np.inf),
    "an Activation": (lambda: layers.Activation("relu"), np.inf),
    "a layer": (layers.ReLU, np.inf),
    "a layer with a maximum": (lambda: layers.ReLU(6.0), 6),
    "an activation with a maximum": (lambda: keras.activations.relu6, 6),
    "in a model inside": (lambda: inside(layers.ReLU()), np.inf),
    "an operation in a model inside": (lambda: inside(keras.ops.relu), np.inf),
}


@pytest.mark.parametrize(("relu", "most"), RELUS.values(), ids=RELUS)
def test_only_what_is_positive_passes_a_relu(relu, most):
    model = random_weights(two_layers(relu()))
    first, bias, last, _ = model.get_weights()
    first[:, 0] = 3  # drives one unit beyond 6
    last[0] = 2
    model.set_weights([first, bias, last, model.get_weights()[3]])
    x = np.abs(picture((2, 3, 1))) + 0.3
    before = x.ravel() @ first + bias
    assert before.max() > 6
    for class_index in (0, 1):
        arriving = last[:, class_index]
        passed = np.maximum(arriving, 0) * (before > 0) * (before < most)
        expected = np.abs(first @ passed).reshape(2, 3)
        np.testing.assert_allclose(attribution.guided_backprop(model, x, class_index), expected, **CLOSE)


def test_the_rule_holds_at_each_of_several_relus():
    first = keras.Input((2, 3, 1))
    x = layers.Dense(5, "relu")(layers.Flatten()(first))
    model = random_weights(keras.Model(first, layers.Dense(1)(layers.Dense(4, "relu")(x))))
    one, one_bias, two, two_bias, last, _ = model.get_weights()
    x = picture((2, 3, 1))
    a = x.ravel() @ one + one_bias
    b = np.maximum(a, 0) @ two + two_bias
    slope = np.maximum(last[:, 0], 0) * (b > 0)
    slope = np.maximum(two @ slope, 0) * (a > 0)
    expected = np.abs(one @ slope).reshape(2, 3)
    assert expected.any()
    np.testing.assert_allclose(attribution.guided_backprop(model, x, 0), expected, **CLOSE)


def test_other_activations_pass_their_gradient():
    for activation in (layers.Activation("tanh"), layers.LeakyReLU(0.1), layers.ReLU(negative_slope=0.2)):
        model, x = random_weights(two_layers(activation)), picture((2, 3, 1))
        np.testing.assert_allclose(
            attribution.guided_backprop(model, x, 1), attribution.saliency(model, x, 1), **CLOSE
        )


def test_saliency_afterwards_is_as_before():
    model, x = random_weights(two_layers(keras.activations.relu)), picture((2, 3, 1))
    before = attribution.saliency(model, x, 0)
    guided = attribution.guided_backprop(model, x, 0)
    assert not np.allclose(before, guided, **CLOSE)
    np.testing.assert_array_equal(attribution.saliency(keras.models.clone_model(model), x, 0).shape, (2, 3))
    np.testing.assert_array_equal(attribution.saliency(model, x, 0), before)
    assert model.layers[2].activation is keras.activations.relu
