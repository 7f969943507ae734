"""What one number is computed from: its window alone gives the large network's number."""

import numpy as np
import pytest

from cnnviz.errors import NetworkError
from cnnviz.lessons.shown_maps import part_of
from cnnviz.network import (
    INPUT,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    Network,
    Node,
    forward,
)
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization
from cnnviz.network.kinds.relu import ReLU
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D
from cnnviz.pipeline import Unit, WindowPart, unit_window
from tests.network.random_networks import random_network

FIRST = [
    Conv2D(3),
    Conv2D(4, (2, 3), (2, 1), "same", groups=2, activation="relu"),
    Conv2D(2, (1, 1), use_bias=False),
    Conv2D(2, dilation_rate=(2, 3), padding="same"),
    DepthwiseConv2D((5, 5), (2, 2), "same", depth_multiplier=2, use_bias=False),
    DepthwiseConv2D(dilation_rate=(2, 2)),
    ZeroPadding2D(((1, 0), (2, 1))),
    LocalResponseNormalization(1, 2.0, 0.5, 0.75),
    MaxPooling2D((3, 3), (2, 2), "same"),
    AveragePooling2D((3, 2), (1, 2), "same"),
]


def with_weights(network, seed=1):
    rng = np.random.default_rng(seed)
    arrays = [rng.uniform(0.2, 1.5, shape) for shapes in network.weight_shapes for shape in shapes]
    return [np.asarray(array - 0.5 * (array.ndim > 1), np.float32) for array in arrays]


def computed(network, weights, unit, values):
    """Return the number of a unit, from its window alone."""
    found = unit_window(network, weights, unit)
    parts = [part_of(values[part.source], part.asked) for part in found.sources]
    x = found.input(parts)
    if found.network is None:
        return float(x[0, 0, found.channel])
    return float(forward(found.network, found.weights, x)[unit.node][0, 0, found.channel])


@pytest.mark.parametrize("layer", FIRST, ids=lambda layer: layer.settings_line or type(layer).__name__)
def test_every_number_comes_from_its_window_alone(layer):
    network = Network((7, 6, 4), [layer, BatchNormalization(), Dropout(0.5), ReLU(6.0), Activation("tanh")])
    weights = with_weights(network)
    x = np.random.default_rng(2).normal(size=network.input_shape).astype(np.float32)
    values = {INPUT: x} | forward(network, weights, x)
    for node in network.names:
        for place in np.ndindex(network.shapes[node]):
            unit = Unit(node, place[2], place[0], place[1])
            wanted = pytest.approx(values[node][place], rel=1e-4, abs=1e-5)
            assert computed(network, weights, unit, values) == wanted


def test_added_numbers_are_one_of_each_source():
    same = Conv2D(2, padding="same")
    nodes = [
        Node(same, (INPUT,), "a"),
        Node(same, ("a",), "b"),
        Node(Add(), ("a", "b"), "sum"),
        Node(ReLU(), ("sum",), "relu"),
    ]
    network = Network((4, 5, 1), nodes)
    weights = with_weights(network)
    x = np.random.default_rng(3).normal(size=network.input_shape).astype(np.float32)
    values = {INPUT: x} | forward(network, weights, x)
    found = unit_window(network, weights, Unit("sum", 1, 2, 3))
    assert (found.adds, found.network) == (True, None)
    assert found.sources == (WindowPart("a", (1,), (2,), (3,)), WindowPart("b", (1,), (2,), (3,)))
    for node in ("sum", "relu"):
        value = computed(network, weights, Unit(node, 1, 2, 3), values)
        assert value == pytest.approx(values[node][2, 3, 1], rel=1e-5)


def test_joined_numbers_are_one_of_one_source():
    nodes = [
        Node(Conv2D(2), (INPUT,), "a"),
        Node(Conv2D(3), (INPUT,), "b"),
        Node(Concatenate(), ("a", "b", "a"), "joined"),
        Node(BatchNormalization(), ("joined",), "norm"),
    ]
    network = Network((4, 5, 1), nodes)
    weights = with_weights(network)
    x = np.random.default_rng(3).normal(size=network.input_shape).astype(np.float32)
    values = {INPUT: x} | forward(network, weights, x)
    found = [unit_window(network, weights, Unit("joined", n, 1, 2)).sources for n in range(7)]
    wanted = [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("b", 2), ("a", 0), ("a", 1)]
    assert found == [(WindowPart(name, (n,), (1,), (2,)),) for name, n in wanted]
    for node, n in [("joined", 4), ("norm", 4), ("norm", 6)]:
        value = computed(network, weights, Unit(node, n, 1, 2), values)
        assert value == pytest.approx(values[node][1, 2, n], rel=1e-5)


def test_a_number_among_the_zeros_comes_from_nowhere():
    network = Network((3, 3, 2), [ZeroPadding2D(((1, 1), (2, 2)))])
    (inside,) = unit_window(network, [], Unit("zero_padding2d", 1, 1, 2)).sources
    assert inside == WindowPart(INPUT, (1,), (0,), (0,))
    (outside,) = unit_window(network, [], Unit("zero_padding2d", 1, 0, 6)).sources
    assert outside == WindowPart(INPUT, (1,), (None,), (None,))
    assert outside.filled(part_of(np.ones((3, 3, 2), np.float32), outside.asked)).tolist() == [[[0]]]


def test_the_neighbouring_maps_at_the_edge_by_hand():
    network = Network((1, 1, 5), [LocalResponseNormalization(2, 2.0, 0.5, 0.75)])
    found = unit_window(network, [], Unit("local_response_normalization", 1))
    (part,) = found.sources
    assert (part.channels, found.channel) == ((0, 1, 2, 3), 1)


def test_a_window_at_the_edge_by_hand():
    network = Network((5, 5, 2), [DepthwiseConv2D((3, 3), (2, 2), "same")])
    found = unit_window(network, with_weights(network), Unit("depthwise_conv2d", 1, 0, 2))
    (part,) = found.sources
    assert part == WindowPart(INPUT, (1,), (None, 0, 1), (3, 4, None))
    assert part.asked == (INPUT, (1,), [0, 1], [3, 4])
    window = part.filled(np.array([[[1], [2]], [[3], [4]]], np.float32))
    np.testing.assert_array_equal(window[..., 0], [[0, 0, 0], [1, 2, 0], [3, 4, 0]])


def test_random_networks_give_their_own_numbers():
    n_compared = 0
    for seed in range(60):
        network = random_network(seed)
        weights = with_weights(network, seed)
        rng = np.random.default_rng(seed)
        x = rng.normal(size=network.input_shape).astype(np.float32)
        values = {INPUT: x} | forward(network, weights, x)
        for node in network.names:
            row, column, channel = (int(rng.integers(side)) for side in (1, 1, *network.shapes[node])[-3:])
            try:
                value = computed(network, weights, Unit(node, channel, row, column), values)
            except NetworkError:  # of a kind that has no window
                continue
            n_compared += 1
            place = (row, column, channel)
            assert value == pytest.approx(values[node][place], rel=1e-3, abs=1e-4), (seed, node)
    assert n_compared > 100


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        ("flatten", "flatten has no feature maps"),
        ("elsewhere", "no layer with this name"),
        ("softmax", "Softmax needs the numbers of all maps"),
    ],
)
def test_a_number_without_a_window_says_so(node, sentence):
    nodes = [
        Node(Conv2D(2), (INPUT,), "a"),
        Node(Concatenate(), ("a", "a"), "concatenate"),
        Node(Conv2D(2, activation="softmax"), ("a",), "softmax"),
        Node(Flatten(), ("concatenate",), "flatten"),
        Node(Dense(2), ("flatten",), "dense"),
    ]
    network = Network((6, 6, 1), nodes)
    with pytest.raises(NetworkError, match=sentence):
        unit_window(network, with_weights(network), Unit(node, 0))
