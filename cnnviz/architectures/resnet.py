"""ResNet: each block adds its input to what it has computed.

The layers have the names of `keras.applications`, so that its weights can be read by name. Like Keras's,
the convolutions have biases, and a stage's first convolution takes the steps of two pixels.

Source: K. He, X. Zhang, S. Ren, J. Sun, "Deep Residual Learning for Image Recognition", CVPR 2016, table 1;
shortcuts of option B, section 4.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from cnnviz.architectures.architecture import Architecture, Paper, TopFive, Variant
from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.photo_input import CAFFE, INPUT_SHAPE
from cnnviz.data_sets.imagenet import class_names
from cnnviz.layers.windows import Padding
from cnnviz.network import (
    INPUT,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Node,
)
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

#: The blocks of each stage, by the number of weighted layers.
BLOCKS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}
#: The filters of each stage's first convolutions.
FILTERS = (64, 128, 256, 512)
#: From this depth on, a block is a bottleneck: 1x1 to few channels, 3x3, 1x1 to four times as many.
FIRST_WITH_BOTTLENECKS, EXPANSION = 50, 4
NORM = BatchNormalization(epsilon=1.001e-5)


@dataclass(frozen=True)
class _Style:
    """What differs between published versions of the same table."""

    bottleneck: bool
    use_bias: bool
    stride_in_3x3: bool

    def block(self, name: str, filters: int, stride: int) -> list[Step]:
        """Return the convolutions of a block, up to the addition."""
        if not self.bottleneck:
            return [
                *self.normalized(f"{name}_1", filters, 3, stride),
                (f"{name}_1_relu", Activation("relu")),
                *self.normalized(f"{name}_2", filters, 3),
            ]
        first, second = (1, stride) if self.stride_in_3x3 else (stride, 1)
        return [
            *self.normalized(f"{name}_1", filters, 1, first),
            (f"{name}_1_relu", Activation("relu")),
            *self.normalized(f"{name}_2", filters, 3, second),
            (f"{name}_2_relu", Activation("relu")),
            *self.normalized(f"{name}_3", self.width(filters), 1),
        ]

    def normalized(self, name: str, filters: int, kernel: int, stride: int = 1) -> list[Step]:
        """Return a convolution and its normalization. Only 3x3 needs padding."""
        padding: Padding = "same" if kernel > 1 else "valid"
        conv = Conv2D(filters, (kernel, kernel), (stride, stride), padding, use_bias=self.use_bias)
        return [(f"{name}_conv", conv), (f"{name}_bn", NORM)]

    def width(self, filters: int) -> int:
        """Return the number of channels after a block."""
        return EXPANSION * filters if self.bottleneck else filters


def resnet(depth: int, *, use_bias: bool = True, stride_in_3x3: bool = False) -> Network:
    """Return ResNet with so many weighted layers.

    Args:
        depth: 18, 34, 50, 101 or 152. Shortcuts with a convolution do not count.
        use_bias: Whether convolutions have biases. A normalization follows each, so they change nothing.
        stride_in_3x3: Whether a bottleneck takes its steps of two pixels in its 3x3, not its first 1x1.

    >>> resnet(50).n_weights
    25636712
    """
    style = _Style(depth >= FIRST_WITH_BOTTLENECKS, use_bias, stride_in_3x3)
    nodes = _stem(style)
    channels = FILTERS[0]
    for stage, (filters, n_blocks) in enumerate(zip(FILTERS, BLOCKS[depth], strict=True), start=2):
        for n in range(1, n_blocks + 1):
            stride = 2 if n == 1 and stage > 2 else 1
            project = style.width(filters) != channels or stride > 1
            before, name = nodes[-1].name, f"conv{stage}_block{n}"
            nodes += _residual(style, name, filters, stride, before, project=project)
            channels = style.width(filters)
    end = [
        ("avg_pool", GlobalAveragePooling2D()),
        ("predictions", Dense(len(class_names()), "softmax")),
    ]
    nodes += chain(nodes[-1].name, end)
    return Network(INPUT_SHAPE, nodes, classes=class_names(), preparation=CAFFE)


def _stem(style: _Style) -> list[Node]:
    """Return the first convolution and a pooling: a quarter of the height and width is left."""
    conv = Conv2D(FILTERS[0], (7, 7), (2, 2), use_bias=style.use_bias)
    steps = [
        ("conv1_pad", ZeroPadding2D(((3, 3), (3, 3)))),
        ("conv1_conv", conv),
        ("conv1_bn", NORM),
        ("conv1_relu", Activation("relu")),
        ("pool1_pad", ZeroPadding2D(((1, 1), (1, 1)))),
        ("pool1_pool", MaxPooling2D((3, 3), (2, 2))),
    ]
    return chain(INPUT, steps)


def _residual(
    style: _Style, name: str, filters: int, stride: int, before: str, *, project: bool
) -> list[Node]:
    """Return a block with its shortcut, which is a convolution only where the shape changes."""
    width = style.width(filters)
    shortcut = chain(before, style.normalized(f"{name}_0", width, 1, stride)) if project else []
    branch = chain(before, style.block(name, filters, stride))
    ends = (shortcut[-1].name if project else before, branch[-1].name)
    added = Node(Add(), ends, f"{name}_add")
    return [*shortcut, *branch, added, *chain(added.name, [(f"{name}_out", Activation("relu"))])]


_PAPER = Paper(
    "K. He, X. Zhang, S. Ren, J. Sun",
    "Deep Residual Learning for Image Recognition",
    "CVPR 2016",
    "https://arxiv.org/abs/1512.03385",
)
_TORCHVISION = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet{}.html"
#: The top-5 errors of one network, in percent, by depth: table 4; of 34 with shortcuts of option B.
_ERRORS = {34: 5.71, 50: 5.25, 101: 4.60, 152: 4.49}
#: The paper gives only the top-1 error of 18 layers; torchvision's weights have 89.078 % right among five.
_SHALLOWEST = TopFive(
    10.92, "validation", 1, "torchvision's table of weights; the paper counts only the first guess"
)
_ENTRY = TopFive(3.57, "test", 6, "the paper's table 5; only two of the six networks have 152 layers")


def _variants(depth: int) -> tuple[Variant, ...]:
    """Return the versions whose counts or multiplications differ."""
    as_torchvision = partial(resnet, depth, use_bias=False, stride_in_3x3=True)
    versions = (
        Variant(
            "As Keras has it",
            "The convolutions have biases, and the statistics of batch normalization count.",
            "Keras counts like this.",
            "https://keras.io/api/applications/resnet/",
            partial(resnet, depth),
        ),
        Variant(
            "As torchvision has it",
            "There are no biases before a normalization, and its statistics do not count.",
            "The documentation of torchvision gives this number.",
            _TORCHVISION.format(depth),
            as_torchvision,
            "learned",
        ),
    )
    if depth < FIRST_WITH_BOTTLENECKS:
        return versions
    return (
        *versions,
        Variant(
            "Steps in the 3 × 3",
            "A stage halves the maps in its 3 × 3, not its 1 × 1.",
            "Torchvision does this: as many parameters, but more multiplications.",
            _TORCHVISION.format(depth),
            partial(resnet, depth, stride_in_3x3=True),
        ),
    )


def _errors(depth: int) -> tuple[TopFive, ...]:
    if depth not in _ERRORS:
        return (_SHALLOWEST,)
    alone = TopFive(_ERRORS[depth], "validation", 1, "the paper's table 4, photos in several sizes")
    return (alone, _ENTRY) if depth == max(BLOCKS) else (alone,)


def _architecture(depth: int) -> Architecture:
    """Return the ResNet of this depth with what is known about it."""
    return Architecture(
        title=f"ResNet-{depth}",
        year=2015,
        build=partial(resnet, depth),
        paper=_PAPER,
        brought=(
            "Each block adds its input to its output, so it only learns the difference.",
            "With these shortcuts, 152 layers learn better than 34.",
        ),
        errors=_errors(depth),
        variants=_variants(depth),
    )


RESNETS = {f"resnet{depth}": _architecture(depth) for depth in BLOCKS}
