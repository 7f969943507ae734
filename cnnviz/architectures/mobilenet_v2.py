"""MobileNetV2: blocks that are wide inside and narrow outside, with depthwise convolutions.

The layers have the names of `keras.applications`.

Source: M. Sandler, A. Howard, M. Zhu, A. Zhmoginov, L.-C. Chen, "MobileNetV2: Inverted Residuals and Linear
Bottlenecks", CVPR 2018, table 2.
"""

from __future__ import annotations

from typing import NamedTuple

from cnnviz.architectures.architecture import Architecture, Paper
from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.photo_input import INPUT_SHAPE, PLUS_MINUS_ONE
from cnnviz.data_sets.imagenet import class_names
from cnnviz.layers.windows import Padding
from cnnviz.network import INPUT, BatchNormalization, Conv2D, Dense, GlobalAveragePooling2D, Network, Node
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.relu import ReLU
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

STEM_FILTERS, HEAD_FILTERS = 32, 1280
RELU6 = ReLU(6.0)
NORM = BatchNormalization(momentum=0.999, epsilon=1e-3)


class _Stage(NamedTuple):
    """Blocks that follow each other. Only the first has the stride, and a change of channels."""

    expand: int
    filters: int
    repeats: int
    stride: int


STAGES = (
    _Stage(1, 16, 1, 1),
    _Stage(6, 24, 2, 2),
    _Stage(6, 32, 3, 2),
    _Stage(6, 64, 4, 2),
    _Stage(6, 96, 3, 1),
    _Stage(6, 160, 3, 2),
    _Stage(6, 320, 1, 1),
)


def mobilenet_v2() -> Network:
    """Return MobileNetV2 of width 1 for photos of 224x224, with ImageNet's thousand classes.

    >>> mobilenet_v2().n_weights
    3538984
    """
    conv = Conv2D(STEM_FILTERS, (3, 3), (2, 2), "same", use_bias=False)
    nodes = chain(INPUT, [("Conv1", conv), ("bn_Conv1", NORM), ("Conv1_relu", RELU6)])
    channels, number = STEM_FILTERS, 0
    for stage in STAGES:
        for repeat in range(stage.repeats):
            stride = stage.stride if repeat == 0 else 1
            nodes += _block(number, stage, channels, stride, nodes[-1].name)
            channels, number = stage.filters, number + 1
    head = Conv2D(HEAD_FILTERS, (1, 1), use_bias=False)
    end = [
        ("Conv_1", head),
        ("Conv_1_bn", NORM),
        ("out_relu", RELU6),
        ("global_average_pooling2d", GlobalAveragePooling2D()),
        ("predictions", Dense(len(class_names()), "softmax")),
    ]
    nodes += chain(nodes[-1].name, end)
    return Network(INPUT_SHAPE, nodes, classes=class_names(), preparation=PLUS_MINUS_ONE)


def _block(number: int, stage: _Stage, channels: int, stride: int, before: str) -> list[Node]:
    """Return a block: more channels, a depthwise convolution, few channels again, and often a shortcut."""
    name = f"block_{number}" if number else "expanded_conv"
    steps: list[Step] = []
    if stage.expand > 1:
        steps += [*_pointwise(f"{name}_expand", stage.expand * channels), (f"{name}_expand_relu", RELU6)]
    steps += [*_depthwise(name, stride), *_pointwise(f"{name}_project", stage.filters)]
    nodes = chain(before, steps)
    if stride == 1 and stage.filters == channels:
        nodes.append(Node(Add(), (before, nodes[-1].name), f"{name}_add"))
    return nodes


def _depthwise(name: str, stride: int) -> list[Step]:
    """Return a depthwise convolution with its normalization and ReLU6; before steps of two, zeros."""
    pad = [(f"{name}_pad", ZeroPadding2D(((0, 1), (0, 1))))] if stride == 2 else []
    padding: Padding = "valid" if stride == 2 else "same"
    conv = DepthwiseConv2D((3, 3), (stride, stride), padding, use_bias=False)
    named = [(f"{name}_depthwise", conv), (f"{name}_depthwise_BN", NORM), (f"{name}_depthwise_relu", RELU6)]
    return [*pad, *named]


def _pointwise(name: str, filters: int) -> list[Step]:
    """Return a convolution of single pixels, which only mixes channels, and its normalization."""
    return [(name, Conv2D(filters, (1, 1), padding="same", use_bias=False)), (f"{name}_BN", NORM)]


MOBILENET_V2 = Architecture(
    title="MobileNetV2",
    year=2018,
    build=mobilenet_v2,
    paper=Paper(
        "M. Sandler, A. Howard, M. Zhu, A. Zhmoginov, L.-C. Chen",
        "MobileNetV2: Inverted Residuals and Linear Bottlenecks",
        "CVPR 2018",
        "https://arxiv.org/abs/1801.04381",
    ),
    brought=(
        "Shortcuts join the narrow ends of its blocks, and depthwise convolutions work in between.",
        "There is no activation at the narrow ends, so less is lost.",
    ),
    no_error="MobileNetV2 was never in ImageNet's contest, which ended in 2017.",
)
