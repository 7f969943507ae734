"""Grad-CAM by its formula, and its enlargement."""

import keras
import numpy as np
import pytest
from keras import layers

from cnnviz import attribution, layer_outputs, models
from cnnviz.errors import NetworkError
from cnnviz.layers.bilinear import enlarged
from tests.with_keras.attribution.networks import CLOSE, SHAPE, graph, picture, row


def by_hand(weights=((1.0, -2.0), (0.5, 1.0)), shape=(4, 6, 1)):
    """Return two maps (the picture, and its negative), their means, and two classes."""
    first = keras.Input(shape)
    maps = layers.Conv2D(2, 1, use_bias=False, name="maps")(first)
    end = layers.Dense(2, "softmax", use_bias=False)(layers.GlobalAveragePooling2D()(maps))
    model = keras.Model(first, end)
    model.set_weights([np.array([[[[1.0, -1.0]]]]), np.array(weights).T])
    return model


def test_grad_cam_is_its_formula():
    """The mean over n places passes on weight / n, so the map is ReLU(sum of weight * map) / n."""
    x, model = picture((4, 6, 1)), by_hand()
    for class_index, (positive, negative) in enumerate(((1.0, -2.0), (0.5, 1.0))):
        expected = np.maximum(x[..., 0] * (positive - negative), 0) / 24
        found = attribution.grad_cam(model, x, class_index)
        assert (found.shape, found.dtype) == ((4, 6), np.float32)
        np.testing.assert_allclose(found, expected, **CLOSE)


def test_a_map_without_positive_evidence_is_zero_and_says_so():
    x = np.ones((4, 6, 1), np.float32)
    nothing = attribution.grad_cam(by_hand(((-1.0, 0.0), (1.0, 0.0))), x, 0)
    something = attribution.grad_cam(by_hand(((-1.0, 0.0), (1.0, 0.0))), x, 1)
    np.testing.assert_array_equal(nothing, np.zeros((4, 6)))
    assert attribution.without_evidence(nothing)
    assert not attribution.without_evidence(something)


@pytest.mark.parametrize("name", ["stem", "expand", "block/expand", "head", "head_relu", "block/add"])
def test_any_layer_can_be_taken_also_in_a_model_inside(name):
    x, model = picture(), graph()
    found = attribution.grad_cam(model, x, 1, name)
    assert found.shape == SHAPE[:2]
    assert found.min() >= 0


def test_of_a_layer_inside_it_is_the_same_as_of_the_flat_network():
    x, nested = picture(), graph.__wrapped__()  # one of its own: the flat network takes its layers
    first = keras.Input(SHAPE)
    tensor = first
    for layer in nested.layers[1:]:
        tensor = layer(tensor) if layer.name != "block" else block_again(layer, tensor)
    flat = keras.Model(first, tensor)
    for name in ("expand", "project", "head"):
        np.testing.assert_allclose(
            attribution.grad_cam(nested, x, 2, name), attribution.grad_cam(flat, x, 2, name), **CLOSE
        )


def block_again(block, tensor):
    """Call the layers of the model inside one by one."""
    x = tensor
    for layer in block.layers[1:-1]:
        x = layer(x)
    return block.layers[-1]([tensor, x])


def test_the_last_convolution_is_complete_after_its_batch_norm_and_activation():
    assert attribution.grad_cam_layer(graph()) == "head_relu"
    assert attribution.grad_cam_layer(models.load_pretrained("lecture")) == "conv2d"
    lone = row(layers.Dense(2))
    assert attribution.grad_cam_layer(lone) == "conv"


def test_a_shortcut_after_the_last_convolution_belongs_to_it():
    first = keras.Input(SHAPE)
    x = layers.Conv2D(3, 3, padding="same", name="conv")(first)
    x = layers.Activation("relu", name="end")(layers.Add()([x, first]))
    model = keras.Model(first, layers.Dense(2)(layers.Flatten()(layers.MaxPooling2D()(x))))
    assert attribution.grad_cam_layer(model) == "end"


def test_a_convolution_of_a_single_place_is_passed_over():
    first = keras.Input((6, 6, 1))
    x = layers.Conv2D(3, 3, name="wide", activation="relu")(first)
    x = layers.Conv2D(3, 4, name="single", activation="relu")(x)
    model = keras.Model(first, layers.Dense(2)(layers.Flatten()(x)))
    assert attribution.grad_cam_layer(model) == "wide"


def test_a_network_without_a_convolution_says_why():
    first = [keras.Input((4, 4, 1)), layers.Flatten(), layers.Dense(2, "softmax")]
    with pytest.raises(NetworkError, match="convolution"):
        attribution.grad_cam(keras.Sequential(first), np.zeros((4, 4)), 0)


@pytest.mark.parametrize(("name", "sentence"), [("nothing", "no layer"), ("flatten", "feature maps")])
def test_a_layer_that_is_none_is_refused(name, sentence):
    first = [keras.Input((4, 4, 1)), layers.Conv2D(2, 2), layers.Flatten(name="flatten"), layers.Dense(2)]
    with pytest.raises(NetworkError, match=sentence):
        attribution.grad_cam(keras.Sequential(first), np.zeros((4, 4)), 0, name)


def test_on_the_lectures_network_it_is_the_formula_with_our_own_backward_pass():
    model = models.load_pretrained("lecture")
    x = np.random.default_rng(0).uniform(size=(28, 28, 1)).astype(np.float32)
    outputs = layer_outputs.of(model, x)
    hidden, last = model.get_weights()[2], model.get_weights()[4]
    slope = (hidden * (outputs["dense"] > 0)) @ last[:, 3]
    pooled, maps = outputs["max_pooling2d"], outputs["conv2d"]
    wins = maps == np.repeat(np.repeat(pooled, 2, axis=0), 2, axis=1)
    spread = np.repeat(np.repeat(slope.reshape(pooled.shape), 2, axis=0), 2, axis=1) * wins
    unique = np.abs(maps) > 0  # where a whole window is 0, the gradient goes to one place of four
    weights = np.where(unique, spread, spread / 4).mean(axis=(0, 1))
    expected = enlarged(np.maximum(maps @ weights, 0), (28, 28))
    np.testing.assert_allclose(attribution.grad_cam(model, x, 3, "conv2d"), expected, **CLOSE)


def test_the_hot_spot_of_a_picture_that_is_not_square_is_at_its_own_place():
    """A photo of 500x334: the only bright spot is at row 60, column 420."""
    first = keras.Input((None, None, 1))
    x = layers.AveragePooling2D(8, padding="same")(first)
    x = layers.Conv2D(1, 3, padding="same", activation="relu", use_bias=False)(x)
    model = keras.Model(first, layers.Dense(1, use_bias=False)(layers.GlobalAveragePooling2D()(x)))
    model.set_weights([np.ones((3, 3, 1, 1)), np.ones((1, 1))])
    photo = np.zeros((334, 500, 1), np.float32)
    photo[56:64, 416:424] = 1
    for method in (attribution.grad_cam, attribution.saliency, attribution.integrated_gradients):
        found = method(model, photo, 0)
        assert found.shape == (334, 500)
    found = attribution.grad_cam(model, photo, 0)
    rows, columns = np.nonzero(found > found.max() * 0.99)
    assert rows.mean() == pytest.approx(60, abs=4)
    assert columns.mean() == pytest.approx(420, abs=4)
    hidden = attribution.occlusion(model, photo, 0, patch=40, stride=20)
    assert hidden.shape == (334, 500)
    assert hidden[60, 420] == hidden.max() > 0


# --- enlargement


def test_a_symmetric_map_stays_symmetric():
    large = enlarged([[1, 2], [2, 1]], (8, 8))
    np.testing.assert_array_equal(large, large[::-1, ::-1])
    np.testing.assert_array_equal(large, large.T)
    np.testing.assert_allclose(large[0], [1, 1, 1.125, 1.375, 1.625, 1.875, 2, 2], atol=1e-6)


@pytest.mark.parametrize(
    ("old", "new"), [((2, 2), (8, 8)), ((7, 7), (224, 224)), ((3, 5), (10, 7)), ((1, 4), (5, 6))]
)
def test_enlargement_is_that_of_keras(old, new):
    x = np.random.default_rng(0).normal(size=old).astype(np.float32)
    expected = keras.ops.image.resize(x[..., np.newaxis], new, interpolation="bilinear")
    np.testing.assert_allclose(enlarged(x, new), np.asarray(expected)[..., 0], **CLOSE)
