"""DenseNet: each layer of a block takes the maps of all layers before it.

The layers have the names of `keras.applications`, so that its weights can be read by name.

Source: G. Huang, Z. Liu, L. van der Maaten, K. Q. Weinberger, "Densely Connected Convolutional Networks",
CVPR 2017, table 1: DenseNet-BC with growth rate 32 and compression 0.5.
"""

from __future__ import annotations

from functools import partial

from cnnviz.architectures.architecture import Architecture, Paper, Variant
from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.photo_input import INPUT_SHAPE, TORCH
from cnnviz.data_sets.imagenet import class_names
from cnnviz.layers.windows import Padding
from cnnviz.network import (
    INPUT,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Node,
)
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

#: The layers of each block, by the number of weighted layers of the network.
LAYERS = {121: (6, 12, 24, 16), 169: (6, 12, 32, 32), 201: (6, 12, 48, 32)}
#: The maps that a layer adds, and how many times as many its 1x1 makes before.
GROWTH_RATE, BOTTLENECK = 32, 4
#: A transition leaves one of so many maps.
COMPRESSION = 2
STEM_FILTERS = 2 * GROWTH_RATE
NORM = BatchNormalization(epsilon=1.001e-5)


def densenet(depth: int) -> Network:
    """Return DenseNet with so many weighted layers: 121, 169 or 201.

    >>> densenet(121).n_weights
    8062504
    """
    nodes, channels = _stem(), STEM_FILTERS
    for block, n_layers in enumerate(LAYERS[depth], start=2):
        if block > 2:
            channels //= COMPRESSION
            nodes += chain(nodes[-1].name, _transition(f"pool{block - 1}", channels))
        for n in range(1, n_layers + 1):
            nodes += _layer(f"conv{block}_block{n}", nodes[-1].name)
            channels += GROWTH_RATE
    end = [
        ("bn", NORM),
        ("relu", Activation("relu")),
        ("avg_pool", GlobalAveragePooling2D()),
        ("predictions", Dense(len(class_names()), "softmax")),
    ]
    nodes += chain(nodes[-1].name, end)
    return Network(INPUT_SHAPE, nodes, classes=class_names(), preparation=TORCH)


def _stem() -> list[Node]:
    """Return the first convolution and a pooling: a quarter of the height and width is left."""
    conv = Conv2D(STEM_FILTERS, (7, 7), (2, 2), use_bias=False)
    steps = [
        ("zero_padding2d", ZeroPadding2D(((3, 3), (3, 3)))),
        ("conv1_conv", conv),
        ("conv1_bn", NORM),
        ("conv1_relu", Activation("relu")),
        ("zero_padding2d_1", ZeroPadding2D(((1, 1), (1, 1)))),
        ("pool1", MaxPooling2D((3, 3), (2, 2))),
    ]
    return chain(INPUT, steps)


def _transition(name: str, filters: int) -> list[Step]:
    """Return what stands between two blocks: fewer maps, of half the height and width."""
    return [
        *_convolution(name, name, filters, 1),
        (f"{name}_pool", AveragePooling2D()),
    ]


def _layer(name: str, before: str) -> list[Node]:
    """Return a dense layer: its maps stand beside all that were there before."""
    steps = [
        *_convolution(f"{name}_0", f"{name}_1", BOTTLENECK * GROWTH_RATE, 1),
        *_convolution(f"{name}_1", f"{name}_2", GROWTH_RATE, 3),
    ]
    nodes = chain(before, steps)
    return [*nodes, Node(Concatenate(), (before, nodes[-1].name), f"{name}_concat")]


def _convolution(norm: str, conv: str, filters: int, kernel: int) -> list[Step]:
    """Return normalization, ReLU and a convolution, in this order."""
    padding: Padding = "same" if kernel > 1 else "valid"
    return [
        (f"{norm}_bn", NORM),
        (f"{norm}_relu", Activation("relu")),
        (f"{conv}_conv", Conv2D(filters, (kernel, kernel), padding=padding, use_bias=False)),
    ]


_PAPER = Paper(
    "G. Huang, Z. Liu, L. van der Maaten, K. Q. Weinberger",
    "Densely Connected Convolutional Networks",
    "CVPR 2017",
    "https://arxiv.org/abs/1608.06993",
)
_KERAS = "https://keras.io/api/applications/densenet/"
_TORCHVISION = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.densenet{}.html"


def _architecture(depth: int) -> Architecture:
    """Return the DenseNet of this depth with what is known about it."""
    build = partial(densenet, depth)
    return Architecture(
        title=f"DenseNet-{depth}",
        year=2016,
        build=build,
        paper=_PAPER,
        brought=(
            "Each layer takes the maps of all layers before it in its block.",
            "Later layers use all earlier maps again, so each adds only 32.",
        ),
        no_error="DenseNet was never in ImageNet's contest.",
        variants=(
            Variant(
                "With statistics",
                "All numbers count, even the means and variances of batch normalization.",
                "Keras counts like this.",
                _KERAS,
                build,
            ),
            Variant(
                "Learned only",
                "Means and variances of batch normalization are measured, not learned.",
                "The documentation of torchvision gives this number.",
                _TORCHVISION.format(depth),
                build,
                "learned",
            ),
        ),
    )


DENSENETS = {f"densenet{depth}": _architecture(depth) for depth in LAYERS}
