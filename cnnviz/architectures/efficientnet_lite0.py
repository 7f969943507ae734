"""EfficientNet-Lite0: a small network for photographs.

Unlike EfficientNet-B0 it has no squeeze-and-excite, and ReLU6 takes the place of swish.

Source: M. Tan, Q. V. Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", ICML
2019. R. Liu, "Higher accuracy on vision models with EfficientNet-Lite", TensorFlow Blog, 2020.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cnnviz.architectures.architecture import Architecture, Paper
from cnnviz.data_sets.imagenet import class_names
from cnnviz.network import INPUT, BatchNormalization, Conv2D, Dense, GlobalAveragePooling2D, Network, Node
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.relu import ReLU
from cnnviz.network.layer import Layer
from cnnviz.network.preparation import Preparation

SIDE = 224
#: What every channel of a photo, 0 to 255, is less this, and then divided by that.
OFFSET, SCALE = 127.0, 128.0
#: The share of a photo's shorter side that the square in its middle has.
SHARE = 224 / 256
STEM_FILTERS, HEAD_FILTERS = 32, 1280
RELU6 = ReLU(6.0)
NORM = BatchNormalization(epsilon=1e-3)


class _Stage(NamedTuple):
    """Blocks that follow each other. Only the first has the stride, and a change of channels."""

    expand: int
    kernel: int
    stride: int
    filters: int
    repeats: int


STAGES = (
    _Stage(1, 3, 1, 16, 1),
    _Stage(6, 3, 2, 24, 2),
    _Stage(6, 5, 2, 40, 2),
    _Stage(6, 3, 2, 80, 3),
    _Stage(6, 5, 1, 112, 3),
    _Stage(6, 5, 2, 192, 4),
    _Stage(6, 3, 1, 320, 1),
)


def efficientnet_lite0() -> Network:
    """Return EfficientNet-Lite0 for photos of 224x224, with ImageNet's thousand classes.

    It takes (photo - 127) / 128 of a photo from 0 to 255: its preparation, not a layer, does this.

    >>> efficientnet_lite0().n_weights
    4694024
    """
    stem = _normalized("stem", Conv2D(STEM_FILTERS, (3, 3), (2, 2), "same", use_bias=False), INPUT)
    nodes = [*stem, *_blocks(stem[-1].name)]
    nodes += _normalized("head", _pointwise(HEAD_FILTERS), nodes[-1].name)
    end = (GlobalAveragePooling2D(), Dense(len(class_names()), "softmax"))
    preparation = Preparation((SIDE, SIDE), "crop", (OFFSET,), (SCALE,), SHARE)
    return Network((SIDE, SIDE, 3), [*nodes, *end], classes=class_names(), preparation=preparation)


def _blocks(before: str) -> Iterator[Node]:
    """Yield the nodes of all blocks, numbered from 1; `before` is the name of the node before them."""
    channels, number = STEM_FILTERS, 0
    for stage in STAGES:
        for repeat in range(stage.repeats):
            number += 1
            stride = stage.stride if repeat == 0 else 1
            nodes = _block(f"block{number}", stage, channels, stride, before)
            yield from nodes
            channels, before = stage.filters, nodes[-1].name


def _block(name: str, stage: _Stage, channels: int, stride: int, before: str) -> list[Node]:
    """Return a block: more channels, a depthwise convolution, few channels again, and often a shortcut."""
    nodes, start = [], before
    if stage.expand > 1:
        nodes += _normalized(f"{name}_expand", _pointwise(stage.expand * channels), before)
        start = nodes[-1].name
    kernel, strides = (stage.kernel, stage.kernel), (stride, stride)
    depthwise = DepthwiseConv2D(kernel, strides, "same", use_bias=False)
    nodes += _normalized(f"{name}_depthwise", depthwise, start)
    nodes += _normalized(f"{name}_project", _pointwise(stage.filters), nodes[-1].name)[:-1]
    if stride == 1 and stage.filters == channels:
        nodes.append(Node(Add(), (nodes[-1].name, before), f"{name}_add"))
    return nodes


def _pointwise(filters: int) -> Conv2D:
    """Return a convolution of single pixels: it only mixes channels."""
    return Conv2D(filters, (1, 1), padding="same", use_bias=False)


def _normalized(name: str, convolution: Layer, before: str) -> list[Node]:
    """Return a convolution, its normalization and ReLU6, each after the other."""
    return [
        Node(convolution, (before,), f"{name}_conv"),
        Node(NORM, (f"{name}_conv",), f"{name}_norm"),
        Node(RELU6, (f"{name}_norm",), f"{name}_relu"),
    ]


EFFICIENTNET_LITE0 = Architecture(
    title="EfficientNet-Lite0",
    year=2020,
    build=efficientnet_lite0,
    paper=Paper(
        "R. Liu",
        "Higher accuracy on vision models with EfficientNet-Lite",
        "TensorFlow Blog, 2020",
        "https://blog.tensorflow.org/2020/03/higher-accuracy-on-vision-models-with-efficientnet-lite.html",
    ),
    brought=(
        "Depthwise convolutions and few channels between blocks let it run on a phone.",
        "A computer search, not a person, chose the kinds and sizes of its blocks.",
    ),
    no_error="EfficientNet-Lite0 was never in ImageNet's contest, which ended in 2017.",
)
