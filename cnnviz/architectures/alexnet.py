"""AlexNet: five convolutions and three dense layers, trained on two graphics cards.

The paper says that its photos have 224x224 pixels. Its first layer makes maps of 55x55, and this takes 227.

Source: A. Krizhevsky, I. Sutskever, G. E. Hinton, "ImageNet Classification with Deep Convolutional Neural
Networks", NIPS 2012, section 3.5 and figure 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cnnviz.architectures.architecture import Architecture, Paper, TopFive, Variant
from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.photo_input import SIDE, mean_free
from cnnviz.data_sets.imagenet import class_names
from cnnviz.network import INPUT, Conv2D, Dense, Dropout, Flatten, MaxPooling2D, Network
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

#: Rows and columns of a photo for which the paper's numbers are right.
EXACT_SIDE = 227
FILTERS = (96, 256, 384, 384, 256)
UNITS = 4096
NORM = LocalResponseNormalization(depth_radius=2, bias=2.0, alpha=1e-4, beta=0.75)
POOL = MaxPooling2D((3, 3), (2, 2))


def alexnet(
    *, groups: int = 1, side: int = EXACT_SIDE, classes: Sequence[str] | None = None, answers: bool = True
) -> Network:
    """Return AlexNet.

    Args:
        groups: 2 for the paper's two towers, which meet only in the third convolution; 1 for a single tower.
        side: Rows and columns of a photo.
        classes: The names of the classes; None for ImageNet's thousand.
        answers: Whether the last layer, with one unit for each class, is there.

    >>> alexnet().n_weights, alexnet(groups=2).n_weights
    (62378344, 60965224)
    """
    names = tuple(class_names() if classes is None else classes)
    first = Conv2D(FILTERS[0], (11, 11), (4, 4), activation="relu")
    steps: list[Step] = [
        *[("conv1", first), ("norm1", NORM), ("pool1", POOL)],
        *[("conv2", _conv(FILTERS[1], 5, groups)), ("norm2", NORM), ("pool2", POOL)],
        *[("conv3", _conv(FILTERS[2], 3)), ("conv4", _conv(FILTERS[3], 3, groups))],
        *[("conv5", _conv(FILTERS[4], 3, groups)), ("pool5", POOL), ("flatten", Flatten())],
        *[("fc6", Dense(UNITS, "relu")), ("drop6", Dropout(0.5))],
        *[("fc7", Dense(UNITS, "relu")), ("drop7", Dropout(0.5))],
    ]
    last: list[Step] = [("fc8", Dense(len(names), "softmax"))] if answers else []
    return Network(
        (side, side, 3),
        chain(INPUT, [*steps, *last]),
        classes=names if answers else (),
        preparation=mean_free(side),
    )


def torchvision_alexnet() -> Network:
    """Return AlexNet as torchvision has it: fewer kernels in one tower, and no normalization.

    Source: A. Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014.

    >>> torchvision_alexnet().n_weights
    61100840
    """
    first = Conv2D(64, (11, 11), (4, 4), activation="relu")
    steps: list[Step] = [
        *[("pad1", ZeroPadding2D(((2, 2), (2, 2)))), ("conv1", first), ("pool1", POOL)],
        *[("conv2", _conv(192, 5)), ("pool2", POOL), ("conv3", _conv(384, 3))],
        *[("conv4", _conv(256, 3)), ("conv5", _conv(256, 3)), ("pool5", POOL), ("flatten", Flatten())],
        *[("drop6", Dropout(0.5)), ("fc6", Dense(UNITS, "relu"))],
        *[("drop7", Dropout(0.5)), ("fc7", Dense(UNITS, "relu"))],
        ("fc8", Dense(len(class_names()), "softmax")),
    ]
    nodes = chain(INPUT, steps)
    return Network((SIDE, SIDE, 3), nodes, classes=class_names(), preparation=mean_free(SIDE))


def _conv(filters: int, kernel: int, groups: int = 1) -> Conv2D:
    return Conv2D(filters, (kernel, kernel), padding="same", activation="relu", groups=groups)


_PAPER = Paper(
    "A. Krizhevsky, I. Sutskever, G. E. Hinton",
    "ImageNet Classification with Deep Convolutional Neural Networks",
    "NIPS 2012",
    "https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks",
)
_CAFFE = "https://github.com/BVLC/caffe/tree/master/models/bvlc_alexnet"
_COUNTED = "https://learnopencv.com/number-of-parameters-and-tensor-sizes-in-convolutional-neural-network/"
_TORCHVISION = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.alexnet.html"
_EIGHT = tuple(f"class {n}" for n in range(1, 9))

VARIANTS = (
    Variant(
        "Two groups",
        "Each of two graphics cards holds half of the kernels; they rarely exchange maps.",
        'The paper says "60 million parameters". Caffe\'s AlexNet has these groups.',
        _CAFFE,
        partial(alexnet, groups=2),
    ),
    Variant(
        "One tower",
        "Every kernel sees all maps of the layer before.",
        "LearnOpenCV counts its layers one by one.",
        _COUNTED,
        alexnet,
    ),
    Variant(
        "As torchvision has it",
        "A later paper has fewer kernels in one tower, and no normalization.",
        "The documentation of torchvision gives this number.",
        _TORCHVISION,
        torchvision_alexnet,
    ),
    Variant(
        "Two groups, 8 classes",
        "The last layer has 8 units in place of 1,000.",
        'Some tables say "56.9 million" after training for few classes.',
        "",
        partial(alexnet, groups=2, classes=_EIGHT),
    ),
    Variant(
        "Two groups, no last layer",
        "The last layer is gone, so its 4,096 inputs are features of the photo.",
        'Some tables say "56.9 million" where AlexNet only computes features.',
        "",
        partial(alexnet, groups=2, answers=False),
    ),
    Variant(
        "One tower, 224 × 224",
        "Photos of 224 × 224 leave maps of 5 × 5, not 6 × 6.",
        'Programs that use the paper\'s 224 as it stands have "50.8 million".',
        _PAPER.link,
        partial(alexnet, side=SIDE),
    ),
)

ALEXNET = Architecture(
    title="AlexNet",
    year=2012,
    build=partial(alexnet, groups=2),
    paper=_PAPER,
    brought=(
        "A deep network won ImageNet's contest by a wide margin.",
        "ReLU made it learn several times faster than tanh.",
        "Dropout and altered copies of the photos kept it from learning them by heart.",
    ),
    errors=(
        TopFive(18.2, "validation", 1, "the paper's table 2"),
        TopFive(15.3, "test", 7, "the paper's table 2; two of the seven learned from more photos"),
    ),
    variants=VARIANTS,
)
