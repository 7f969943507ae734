"""A network as the browser gets it."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings

from cnnviz.errors import NetworkError
from cnnviz.network import Conv2D, Dense, Flatten, Network, described, lecture_network, packed
from tests.network.strategies import bricks

SMALL = Network((3, 3, 1), [Conv2D(2, 2, strides=(1, 2)), Flatten(), Dense(3, "softmax")], classes="abc")


def weights_of(network):
    rng = np.random.default_rng(0)
    return [rng.normal(size=shape) for shapes in network.weight_shapes for shape in shapes]


def test_a_small_network_by_hand():
    found = described(SMALL)
    assert found["input"] == [3, 3, 1]
    assert (found["outputs"], found["classes"]) == (["dense"], ["a", "b", "c"])
    assert found["multiplications"] == 2 * 1 * 8 + 4 * 3
    assert found["n_weights"] == 8 + 2 + 12 + 3
    conv, flatten, dense = found["nodes"]
    assert (conv["name"], conv["kind"], conv["title"]) == ("conv2d", "Conv2D", "Convolution")
    assert (conv["inputs"], conv["shape"], conv["group"]) == (["input"], [2, 1, 2], "convolution")
    assert conv["settings"]["strides"] == [1, 2]
    assert conv["settings"]["activation"] == "linear"
    assert conv["weights"] == [
        {"name": "kernel", "shape": [2, 2, 1, 2], "offset": 0},
        {"name": "bias", "shape": [2], "offset": 8},
    ]
    assert flatten["weights"] == []
    assert [weight["offset"] for weight in dense["weights"]] == [10, 22]


def test_json_holds_it():
    assert json.loads(json.dumps(described(lecture_network()))) == described(lecture_network())


def test_offsets_count_the_numbers_of_the_bytes():
    network, arrays = lecture_network(), weights_of(lecture_network())
    numbers = np.frombuffer(packed(network, arrays), "<f4")
    places = [weight for node in described(network)["nodes"] for weight in node["weights"]]
    assert len(numbers) == network.n_weights
    for place, array in zip(places, arrays, strict=True):
        part = numbers[place["offset"] : place["offset"] + math.prod(place["shape"])]
        np.testing.assert_array_equal(part, array.astype("<f4").ravel())


def test_weights_of_other_shapes_are_refused():
    with pytest.raises(NetworkError, match="The network needs weights of the shapes"):
        packed(SMALL, weights_of(lecture_network()))


@settings(max_examples=50, deadline=None)
@given(bricks())
def test_the_settings_of_every_layer_are_plain(brick):
    try:
        network = Network((28, 28, 6), [brick])
    except NetworkError:
        return
    (node,) = described(network)["nodes"]
    assert json.loads(json.dumps(node)) == node
    assert node["settings"].keys() == brick.settings().keys()
