"""The weights of a network that has learned nothing: Glorot's, the same each time, and never too large."""

import keras
import numpy as np
import pytest

from cnnviz.architectures import ARCHITECTURES
from cnnviz.errors import NetworkError
from cnnviz.network import BatchNormalization, Conv2D, Dense, Flatten, Network, Weight, forward
from cnnviz.network.initial_weights import RandomWeights, fans
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.separable_conv2d import SeparableConv2D

SMALL = Network((8, 9, 4), [Conv2D(32), BatchNormalization(), DepthwiseConv2D(), Flatten(), Dense(10)])


def test_they_have_the_shapes_that_the_layers_need():
    shapes = [shape for own in SMALL.weight_shapes for shape in own]
    made = list(RandomWeights(SMALL))
    assert [array.shape for array in made] == shapes
    assert {array.dtype for array in made} == {np.dtype(np.float32)}


def test_an_array_alone_is_the_one_among_all_of_them():
    weights = RandomWeights(SMALL)
    made = list(weights)
    for n, array in enumerate(made):
        np.testing.assert_array_equal(RandomWeights(SMALL)[n], array)
    np.testing.assert_array_equal(weights[-2], made[-2])
    assert [array.shape for array in weights[1:3]] == [made[1].shape, made[2].shape]
    with pytest.raises(IndexError):
        weights[len(made)]


def test_kernels_have_the_range_of_kerass_initializer():
    kernel = RandomWeights(SMALL)[0]
    theirs = keras.ops.convert_to_numpy(keras.initializers.GlorotUniform(0)(kernel.shape))
    limit = np.sqrt(6 / (3 * 3 * 4 + 3 * 3 * 32))
    assert 0.98 * limit < np.abs(kernel).max() <= limit
    assert np.abs(theirs).max() <= limit + 1e-7
    np.testing.assert_allclose(kernel.std(), theirs.std(), rtol=0.1)
    np.testing.assert_allclose(kernel.mean(), 0, atol=0.1 * limit)


def test_what_is_not_random_begins_as_in_keras():
    ours = RandomWeights(SMALL)[1:6]  # a bias, then a normalization's
    layer = keras.layers.BatchNormalization()
    layer.build((None, 6, 7, 32))
    for one, theirs in zip(ours, [np.zeros(32), *layer.get_weights()], strict=True):
        np.testing.assert_array_equal(one, theirs)


def test_a_depthwise_kernel_sees_one_map():
    assert fans(DepthwiseConv2D(), Weight("kernel", (3, 3, 64, 2))) == (9, 18)


def test_a_kind_of_weights_that_is_not_known_is_an_error():
    with pytest.raises(NetworkError, match="no rule for their first values"):
        list(RandomWeights(Network((8, 8, 2), [SeparableConv2D(3)])))


@pytest.mark.parametrize("name", ["resnet152", "densenet201", "vgg19", "googlenet", "mobilenet-v2"])
def test_numbers_stay_in_range_through_the_deepest_networks(name):
    """The convolutions alone, on a small photo: the depth is the same."""
    whole = ARCHITECTURES[name]()
    nodes = [node for node in whole.nodes if len(whole.shapes[node.name]) == 3]
    network = Network((32, 64, 3), nodes)
    photo = 255 * np.random.default_rng(0).random(network.input_shape, np.float32)
    outputs = forward(network, RandomWeights(network), whole.preparation.scaled(photo))
    spreads = [output.std() for output in outputs.values()]
    assert min(spreads) > 1e-6
    assert max(spreads) < 1e6
