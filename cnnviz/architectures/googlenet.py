"""GoogLeNet: blocks in which kernels of several sizes look at the same maps.

Source: C. Szegedy et al., "Going Deeper with Convolutions", CVPR 2015, table 1, figures 2 and 3; section 5
for the two auxiliary heads.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from cnnviz.architectures.architecture import Architecture, Paper, TopFive, Variant
from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.photo_input import INPUT_SHAPE, SIDE, mean_free
from cnnviz.data_sets.imagenet import class_names
from cnnviz.network import (
    INPUT,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Node,
)
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization

NORM = LocalResponseNormalization(depth_radius=2, bias=1.0, alpha=2e-5, beta=0.75)
HALVING = MaxPooling2D((3, 3), (2, 2), "same")


class Inception(NamedTuple):
    """The filters of a block: a row of the paper's table, in its order."""

    ones: int
    """1x1, alone."""
    before_threes: int
    threes: int
    before_fives: int
    fives: int
    pooled: int
    """1x1 after a max pooling."""


BLOCKS = {
    "3a": Inception(64, 96, 128, 16, 32, 32),
    "3b": Inception(128, 128, 192, 32, 96, 64),
    "4a": Inception(192, 96, 208, 16, 48, 64),
    "4b": Inception(160, 112, 224, 24, 64, 64),
    "4c": Inception(128, 128, 256, 24, 64, 64),
    "4d": Inception(112, 144, 288, 32, 64, 64),
    "4e": Inception(256, 160, 320, 32, 128, 128),
    "5a": Inception(256, 160, 320, 32, 128, 128),
    "5b": Inception(384, 192, 384, 48, 128, 128),
}
#: The blocks after which a pooling halves the maps, and those whose maps an auxiliary head takes.
BEFORE_POOLING, BEFORE_HEAD = ("3b", "4e"), ("4a", "4d")


@dataclass(frozen=True)
class _Style:
    """What differs between versions of the network."""

    normalized: bool
    fives: int
    """The kernel where the paper has 5x5."""

    def conv(self, name: str, filters: int, kernel: int, stride: int = 1) -> list[Step]:
        """Return a convolution with ReLU; with batch normalization it has no biases."""
        sides, strides = (kernel, kernel), (stride, stride)
        if not self.normalized:
            return [(name, Conv2D(filters, sides, strides, "same", activation="relu"))]
        return [
            (f"{name}_conv", Conv2D(filters, sides, strides, "same", use_bias=False)),
            (f"{name}_bn", BatchNormalization()),
            (f"{name}_relu", Activation("relu")),
        ]

    def norm(self, name: str) -> list[Step]:
        """Return the paper's local normalization; batch normalization takes its place."""
        return [] if self.normalized else [(name, NORM)]


def googlenet(*, heads: bool = False, batch_normalization: bool = False, fives: int = 5) -> Network:
    """Return GoogLeNet for photos of 224x224.

    Args:
        heads: Whether the two auxiliary heads are there. They only help in training.
        batch_normalization: Whether it stands after each convolution, in place of biases.
        fives: The kernel where the paper has 5x5; torchvision has 3x3.

    >>> googlenet().n_weights, googlenet(heads=True).n_weights
    (6998552, 13378280)
    """
    style = _Style(batch_normalization, fives)
    nodes = _stem(style)
    before = nodes[-1].name
    for name, filters in BLOCKS.items():
        block = _inception(style, f"inception_{name}", filters, before)
        if name in BEFORE_POOLING:
            block += chain(block[-1].name, [(f"pool{name[0]}", HALVING)])
        before = block[-1].name
        nodes += block
        if heads and name in BEFORE_HEAD:
            nodes += _head(style, f"head_{name}", before)
    end = [("pool5", GlobalAveragePooling2D()), ("dropout", Dropout(0.4)), ("predictions", _answers())]
    nodes += chain(before, end)
    asides = [f"head_{name}_predictions" for name in BEFORE_HEAD] if heads else []
    return Network(
        INPUT_SHAPE,
        nodes,
        outputs=["predictions", *asides],
        classes=class_names(),
        preparation=mean_free(SIDE),
    )


def _answers() -> Dense:
    return Dense(len(class_names()), "softmax")


def _stem(style: _Style) -> list[Node]:
    """Return the layers before the first block: an eighth of the height and width is left."""
    steps = [
        *[*style.conv("conv1", 64, 7, 2), ("pool1", HALVING), *style.norm("norm1")],
        *[*style.conv("conv2_reduce", 64, 1), *style.conv("conv2", 192, 3), *style.norm("norm2")],
        ("pool2", HALVING),
    ]
    return chain(INPUT, steps)


def _inception(style: _Style, name: str, filters: Inception, before: str) -> list[Node]:
    """Return a block: four branches side by side, whose maps are put together."""
    branches = [
        style.conv(f"{name}_1x1", filters.ones, 1),
        [
            *style.conv(f"{name}_3x3_reduce", filters.before_threes, 1),
            *style.conv(f"{name}_3x3", filters.threes, 3),
        ],
        [
            *style.conv(f"{name}_5x5_reduce", filters.before_fives, 1),
            *style.conv(f"{name}_5x5", filters.fives, style.fives),
        ],
        [
            (f"{name}_pool", MaxPooling2D((3, 3), (1, 1), "same")),
            *style.conv(f"{name}_pool_proj", filters.pooled, 1),
        ],
    ]
    chains = [chain(before, branch) for branch in branches]
    joined = Node(Concatenate(), tuple(nodes[-1].name for nodes in chains), name)
    return [*(node for nodes in chains for node in nodes), joined]


def _head(style: _Style, name: str, before: str) -> list[Node]:
    """Return an auxiliary head: it guesses the class from maps in the middle of the network."""
    steps = [
        (f"{name}_pool", AveragePooling2D((5, 5), (3, 3))),
        *style.conv(f"{name}_conv", 128, 1),
        (f"{name}_flatten", Flatten()),
        (f"{name}_fc", Dense(1024, "relu")),
        (f"{name}_dropout", Dropout(0.7)),
        (f"{name}_predictions", _answers()),
    ]
    return chain(before, steps)


_PAPER = Paper(
    "C. Szegedy, W. Liu, Y. Jia, P. Sermanet, S. Reed, D. Anguelov, D. Erhan, V. Vanhoucke, A. Rabinovich",
    "Going Deeper with Convolutions",
    "CVPR 2015",
    "https://arxiv.org/abs/1409.4842",
)
_TORCHVISION = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.googlenet.html"
_CAFFE = "https://github.com/BVLC/caffe/tree/master/models/bvlc_googlenet"
_normalized = partial(googlenet, batch_normalization=True)
_torchvision = partial(googlenet, batch_normalization=True, fives=3)

VARIANTS = (
    Variant(
        "Without heads",
        "The network as it answers: the two auxiliary heads are cut off after training.",
        "The Deep Learning Cookbook gives this number.",
        "https://github.com/HewlettPackard/dlcookbook-dlbs",
        googlenet,
    ),
    Variant(
        "With both heads",
        "The network as it learns: two auxiliary heads guess the class halfway.",
        "Caffe trains the network with both heads.",
        _CAFFE,
        partial(googlenet, heads=True),
    ),
    Variant(
        "Batch normalization, learned",
        "Batch normalization replaces the biases, and its statistics do not count.",
        "A year later, one of its authors added batch normalization.",
        "https://arxiv.org/abs/1502.03167",
        _normalized,
        "learned",
    ),
    Variant(
        "Batch normalization, all",
        "The same network; Keras counts the statistics of batch normalization too.",
        "A year later, one of its authors added batch normalization.",
        "https://arxiv.org/abs/1502.03167",
        _normalized,
    ),
    Variant(
        "As torchvision has it, learned",
        "It has 3 × 3 where the paper has 5 × 5, and no heads.",
        "The documentation of torchvision gives this number.",
        _TORCHVISION,
        _torchvision,
        "learned",
    ),
    Variant(
        "As torchvision has it, all",
        "The same network; Keras counts the statistics of batch normalization too.",
        "Keras would print this number for torchvision's network.",
        _TORCHVISION,
        _torchvision,
    ),
    Variant(
        "Convolutions alone",
        "Only the kernels of the convolutions count: no biases, no last layer.",
        'The lecture says "4M"; even this smallest count is larger.',
        "",
        googlenet,
        "kernels",
    ),
)

GOOGLENET = Architecture(
    title="GoogLeNet",
    year=2014,
    build=googlenet,
    paper=_PAPER,
    brought=(
        "Each block looks with kernels of three sizes at once.",
        "1 × 1 convolutions first make fewer maps, which saves most of the work.",
        "The mean of each map replaces the large dense layers.",
    ),
    errors=(
        TopFive(7.89, "validation", 1, "the paper's table 3, 144 crops of each photo"),
        TopFive(6.67, "test", 7, "the paper's table 2"),
    ),
    variants=VARIANTS,
)
