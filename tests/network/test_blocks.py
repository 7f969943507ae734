"""Networks as rows of blocks: cut where all paths cross one layer."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import (
    INPUT,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    Network,
    Node,
)
from cnnviz.network.blocks import blocks
from cnnviz.network.kinds.add import Add
from tests.network.random_networks import random_network


def test_a_row_is_cut_at_every_layer_that_is_more_than_a_function():
    row = [
        Conv2D(4),
        BatchNormalization(),
        Activation("relu"),
        MaxPooling2D(),
        Flatten(),
        Dense(3),
        Dropout(),
    ]
    assert list(blocks(Network((8, 8, 1), row))) == [
        ("conv2d", "batch_normalization", "activation"),
        ("max_pooling2d",),
        ("flatten",),
        ("dense", "dropout"),
    ]


def test_a_normalization_before_a_convolution_is_a_block_of_its_own():
    row = [MaxPooling2D(), BatchNormalization(), Activation("relu"), Conv2D(4, activation="relu")]
    assert list(blocks(Network((8, 8, 1), row))) == [
        ("max_pooling2d",),
        ("batch_normalization", "activation"),
        ("conv2d",),
    ]


def residual(before, n):
    """Return a block with a shortcut, and its ReLU."""
    return [
        Node(Conv2D(4, padding="same"), (before,), f"conv{n}"),
        Node(Add(), (f"conv{n}", before), f"add{n}"),
        Node(Activation("relu"), (f"add{n}",), f"out{n}"),
    ]


def test_branches_are_one_block_with_the_function_after_them():
    first = Node(Conv2D(4), (INPUT,), "first")
    network = Network(
        (9, 9, 4), [first, *residual("first", 1), *residual("out1", 2), Node(Conv2D(3), name="end")]
    )
    assert list(blocks(network)) == [
        ("first",),
        ("conv1", "add1", "out1"),
        ("conv2", "add2", "out2"),
        ("end",),
    ]


def test_a_shortcut_over_a_whole_network_leaves_one_block():
    nodes = [Node(Conv2D(1, padding="same"), (INPUT,), "one"), Node(Conv2D(1, padding="same"), name="two")]
    network = Network((5, 5, 1), [*nodes, Node(Add(), ("two", INPUT), "add")])
    assert list(blocks(network)) == [("one", "two", "add")]


def test_each_inception_is_a_block_and_a_head_stands_aside():
    assert len(inceptions(ARCHITECTURES["googlenet"]())) == 9
    heads = ARCHITECTURES["googlenet"].variants[1].network
    assert len(inceptions(heads)) == 9
    beside = next(names for names in blocks(heads) if "head_4a_predictions" in names)
    assert beside[-1] == "inception_4b"


def inceptions(network):
    """Return the blocks that end where branches meet."""
    joined = {node.name for node in network.nodes if len(node.inputs) > 1}
    return [names for names in blocks(network) if joined & set(names)]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_layer_is_in_one_block_and_only_its_last_goes_on(seed):
    network = random_network(seed)
    found = blocks(network)
    assert tuple(name for names in found for name in names) == network.names
    place = {name: n for n, names in enumerate(found) for name in names}
    for start, end in network.edges:
        if start != INPUT and place[start] != place[end]:
            assert place[end] == place[start] + 1
            assert found[place[start]][-1] == start
