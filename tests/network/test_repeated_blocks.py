"""A network's blocks: those of the published architectures, and of small networks made by hand."""

import pytest

from cnnviz.architectures import ARCHITECTURES
from cnnviz.network import INPUT, Activation, BatchNormalization, Conv2D, Dense, Flatten, Network, Node
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.max_pooling2d import MaxPooling2D
from cnnviz.network.repeated_blocks import repeated_blocks, working_blocks

#: Each network's folded blocks as its paper's table has them: count, height, channels of the output.
TABLES = {
    "efficientnet-lite0": [
        *((1, 112, 32), (1, 112, 16), (2, 56, 24), (2, 28, 40), (3, 14, 80), (3, 14, 112)),
        *((4, 7, 192), (1, 7, 320), (1, 7, 1280)),
    ],
    "googlenet": [
        *((1, 112, 64), (1, 56, 64), (1, 56, 64), (1, 56, 192), (1, 28, 192), (2, 28, 480)),
        *((1, 14, 480), (5, 14, 832), (1, 7, 832), (2, 7, 1024)),
    ],
    "vgg16": [
        *((2, 224, 64), (1, 112, 64), (2, 112, 128), (1, 56, 128), (3, 56, 256), (1, 28, 256)),
        *((3, 28, 512), (1, 14, 512), (3, 14, 512), (1, 7, 512)),
    ],
    "resnet50": [(1, 112, 64), (1, 56, 64), (3, 56, 256), (4, 28, 512), (6, 14, 1024), (3, 7, 2048)],
    "resnet152": [(1, 112, 64), (1, 56, 64), (3, 56, 256), (8, 28, 512), (36, 14, 1024), (3, 7, 2048)],
    "densenet201": [
        *((1, 112, 64), (1, 56, 64), (6, 56, 256), (1, 56, 128), (1, 28, 128), (12, 28, 512)),
        *((1, 28, 256), (1, 14, 256), (48, 14, 1792), (1, 14, 896), (1, 7, 896), (32, 7, 1920)),
    ],
}


@pytest.mark.parametrize("name", list(TABLES))
def test_the_folded_blocks_are_those_of_the_paper_s_table(name):
    found = repeated_blocks(ARCHITECTURES[name]())
    maps = [(one.count, one.shape[0], one.shape[2]) for one in found if len(one.shape) == 3]
    assert maps == TABLES[name]


@pytest.mark.parametrize("name", list(ARCHITECTURES))
def test_each_node_is_in_one_block_in_its_order(name):
    network = ARCHITECTURES[name]()
    nodes = [node for block in working_blocks(network) for node in block.nodes]
    assert nodes == list(network.nodes)
    assert [block for one in repeated_blocks(network) for block in one.blocks] == working_blocks(network)
    assert all(network.shapes[block.output] == block.shape for block in working_blocks(network))


@pytest.mark.parametrize("name", list(ARCHITECTURES))
def test_later_blocks_take_nothing_but_the_output_of_an_earlier_one(name):
    network = ARCHITECTURES[name]()
    outputs = {INPUT}
    for block in working_blocks(network):
        own = {node.name for node in block.nodes}
        assert {source for node in block.nodes for source in node.inputs} <= own | outputs
        outputs.add(block.output)


def residual(name, before, strides=1):
    """Return two convolutions, and where they have no strides their sum with what comes before."""
    nodes = [
        Node(Conv2D(4, (3, 3), (strides, strides), "same"), (before,), f"{name}_1"),
        Node(BatchNormalization(), (f"{name}_1",), f"{name}_norm"),
        Node(Conv2D(4, (3, 3), padding="same"), (f"{name}_norm",), f"{name}_2"),
    ]
    return [*nodes, Node(Add(), (f"{name}_2", before), f"{name}_add")] if strides == 1 else nodes


def outputs_and_counts(network):
    return [(one.output, one.count) for one in repeated_blocks(network)]


def test_layers_in_a_row_that_do_a_residual_block_s_work_are_one_of_its_kind():
    nodes = [
        Node(Conv2D(4, (5, 5), padding="same"), (INPUT,), "first"),
        *residual("a", "first"),
        *residual("b", "a_add", strides=2),
        *residual("c", "b_2"),
        Node(Activation("relu"), ("c_add",), "act"),
        *residual("d", "act"),
    ]
    network = Network((8, 8, 3), nodes)
    assert outputs_and_counts(network) == [("first", 1), ("a_add", 1), ("d_add", 3)]
    assert [block.nodes[-1].name for block in working_blocks(network)][-2:] == ["act", "d_add"]


def test_a_row_of_layers_is_folded_where_it_repeats_a_layer():
    same = Conv2D(4, padding="same", activation="relu")
    network = Network((8, 8, 1), [same, same, MaxPooling2D(), same, Flatten(), Dense(3), Dense(3)])
    assert [one.count for one in repeated_blocks(network)] == [2, 1, 1, 1, 1, 1]  # only maps are folded


def test_modules_that_join_channels_need_not_have_equally_many():
    def module(name, before, filters):
        return [
            Node(Conv2D(filters, (1, 1)), (before,), f"{name}_1"),
            Node(Conv2D(filters, (3, 3), padding="same"), (before,), f"{name}_3"),
            Node(Concatenate(), (f"{name}_1", f"{name}_3"), name),
        ]

    network = Network((8, 8, 1), [*module("a", INPUT, 2), *module("b", "a", 5), *module("c", "b", 1)])
    assert outputs_and_counts(network) == [("c", 3)]


def test_a_branch_that_ends_in_an_output_of_its_own_is_in_the_block_after_it():
    same = Conv2D(4, padding="same")
    nodes = [
        Node(same, (INPUT,), "a"),
        Node(Flatten(), ("a",), "side"),
        Node(Dense(2), ("side",), "answer"),
        Node(same, ("a",), "b"),
    ]
    network = Network((8, 8, 1), nodes)
    found = [(block.output, len(block.nodes)) for block in working_blocks(network)]
    assert found == [("a", 1), ("b", 3)]


def test_the_widest_node_stands_for_its_block():
    (block,) = repeated_blocks(Network((8, 8, 3), residual("a", INPUT, strides=2)[:2]))
    assert block.blocks[0].widest.name == "a_1"
