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


def named(network):
    return [block.names for block in blocks(network)]


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
    assert named(Network((8, 8, 1), row)) == [
        ("conv2d", "batch_normalization", "activation"),
        ("max_pooling2d",),
        ("flatten",),
        ("dense", "dropout"),
    ]


def test_a_normalization_before_a_convolution_is_a_block_of_its_own():
    row = [MaxPooling2D(), BatchNormalization(), Activation("relu"), Conv2D(4, activation="relu")]
    assert named(Network((8, 8, 1), row)) == [
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
    assert named(network) == [
        ("first",),
        ("conv1", "add1", "out1"),
        ("conv2", "add2", "out2"),
        ("end",),
    ]
    assert [block.branches for block in blocks(network)] == [False, True, True, False]


def test_a_shortcut_over_a_whole_network_leaves_one_block():
    nodes = [Node(Conv2D(1, padding="same"), (INPUT,), "one"), Node(Conv2D(1, padding="same"), name="two")]
    network = Network((5, 5, 1), [*nodes, Node(Add(), ("two", INPUT), "add")])
    assert named(network) == [("one", "two", "add")]


def test_each_inception_is_a_block_and_a_head_stands_aside():
    network = ARCHITECTURES["googlenet"]()
    assert sum(block.branches for block in blocks(network)) == 9
    heads = ARCHITECTURES["googlenet"].variants[1].network
    assert sum(block.branches for block in blocks(heads)) == 9
    beside = next(block for block in blocks(heads) if "head_4a_predictions" in block.names)
    assert beside.names[-1] == "inception_4b"


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_layer_is_in_one_block_and_only_its_last_goes_on(seed):
    network = random_network(seed)
    found = blocks(network)
    assert tuple(name for block in found for name in block.names) == network.names
    place = {name: n for n, block in enumerate(found) for name in block.names}
    for start, end in network.edges:
        if start != INPUT and place[start] != place[end]:
            assert place[end] == place[start] + 1
            assert found[place[start]].names[-1] == start
