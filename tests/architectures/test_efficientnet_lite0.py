"""EfficientNet-Lite0 has the layers that its paper's table says, and a thousand classes."""

import numpy as np
import pytest

from cnnviz import reading
from cnnviz.architectures import ARCHITECTURES
from cnnviz.data_sets.imagenet import class_names
from cnnviz.network import Network, forward, limits, receptive_fields


@pytest.fixture(scope="module")
def network():
    return ARCHITECTURES["efficientnet-lite0"]()


def test_the_maps_shrink_five_times_and_the_channels_grow(network):
    ends = [name for name in network.names if name.endswith(("project_norm", "stem_relu", "head_relu"))]
    assert list(dict.fromkeys(network.shapes[name] for name in ends)) == [
        (112, 112, 32),
        (112, 112, 16),
        (56, 56, 24),
        (28, 28, 40),
        (14, 14, 80),
        (14, 14, 112),
        (7, 7, 192),
        (7, 7, 320),
        (7, 7, 1280),
    ]
    assert network.shapes[network.outputs[0]] == (1000,)


def test_nine_of_its_sixteen_blocks_have_a_shortcut(network):
    kinds = [type(layer).__name__ for layer in network.layers]
    assert kinds.count("Add") == 9
    assert kinds.count("DepthwiseConv2D") == 16
    added = next(node for node in network.nodes if node.name == "block3_add")
    assert added.inputs == ("block3_project_norm", "block2_project_norm")


def test_the_counts_are_those_of_the_published_network(network):
    assert network.n_weights == 4_694_024
    assert sum(network.trainable) == 4_652_008
    assert 380e6 < limits.multiplications(network) < 400e6  # published: 407 million with biases and sums


def test_the_last_maps_see_the_whole_photo(network):
    assert min(receptive_fields(network)["head_relu"]) > 224


def test_every_class_has_a_name_and_few_names_stand_twice():
    names = class_names()
    assert len(names) == 1000
    assert all(names)
    assert len(set(names)) == 998
    assert max(map(len, names)) < 40
    assert (names[281], names[285], names[967], names[872], names[698], names[985]) == (
        *("tabby cat", "Egyptian Mau", "espresso", "tripod", "palace", "daisy"),
    )


def test_numpy_gives_probabilities_and_all_numbers_are_finite(network):
    small = Network((32, 48, 3), network.nodes, classes=network.classes)
    x = np.random.default_rng(0).uniform(-1, 1, small.input_shape).astype(np.float32)
    outputs = forward(small, reading.pretrained("efficientnet-lite0")[1], x)
    assert all(np.isfinite(array).all() for array in outputs.values())
    assert outputs["dense"].sum() == pytest.approx(1, abs=1e-5)
