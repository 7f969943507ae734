"""ZF Net: AlexNet with a smaller first kernel and smaller steps, found by looking at its maps.

The paper normalizes contrast across the maps and gives no formula; here it is AlexNet's.

Source: M. D. Zeiler, R. Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, figure 3.
"""

from __future__ import annotations

from cnnviz.architectures.architecture import Architecture, Paper, TopFive, Variant
from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.photo_input import INPUT_SHAPE, SIDE, mean_free
from cnnviz.data_sets.imagenet import class_names
from cnnviz.network import INPUT, Conv2D, Dense, Dropout, Flatten, MaxPooling2D, Network
from cnnviz.network.kinds.local_response_normalization import LocalResponseNormalization
from cnnviz.network.kinds.zero_padding2d import ZeroPadding2D

UNITS = 4096
NORM = LocalResponseNormalization(depth_radius=2, bias=2.0, alpha=1e-4, beta=0.75)


def zf_net() -> Network:
    """Return ZF Net for photos of 224x224.

    >>> zf_net().n_weights
    62357608
    """
    steps: list[Step] = [
        ("pad1", ZeroPadding2D(((1, 1), (1, 1)))),
        ("conv1", Conv2D(96, (7, 7), (2, 2), activation="relu")),
        *[("pool1", MaxPooling2D((3, 3), (2, 2), "same")), ("norm1", NORM)],
        ("conv2", Conv2D(256, (5, 5), (2, 2), activation="relu")),
        *[("pool2", MaxPooling2D((3, 3), (2, 2), "same")), ("norm2", NORM)],
        *[(f"conv{n}", _conv(filters)) for n, filters in ((3, 384), (4, 384), (5, 256))],
        *[("pool5", MaxPooling2D((3, 3), (2, 2))), ("flatten", Flatten())],
        *[("fc6", Dense(UNITS, "relu")), ("drop6", Dropout(0.5))],
        *[("fc7", Dense(UNITS, "relu")), ("drop7", Dropout(0.5))],
        ("fc8", Dense(len(class_names()), "softmax")),
    ]
    nodes = chain(INPUT, steps)
    return Network(INPUT_SHAPE, nodes, classes=class_names(), preparation=mean_free(SIDE))


def _conv(filters: int) -> Conv2D:
    return Conv2D(filters, (3, 3), padding="same", activation="relu")


ZF_NET = Architecture(
    title="ZF Net",
    year=2013,
    build=zf_net,
    paper=Paper(
        "M. D. Zeiler, R. Fergus",
        "Visualizing and Understanding Convolutional Networks",
        "ECCV 2014",
        "https://arxiv.org/abs/1311.2901",
    ),
    brought=(
        "Its authors made visible what each feature map looks for.",
        "They saw dead kernels in AlexNet's first layer, and made the kernels smaller.",
    ),
    errors=(
        TopFive(16.5, "validation", 1, "the paper's table 2, on the contest of 2012"),
        TopFive(14.8, "test", 6, "the paper's table 2, on the contest of 2012"),
    ),
    variants=(
        Variant(
            "As published",
            "It has a smaller first kernel, two layers with steps of two, and one tower.",
            "The collection imgclsmob gives this number.",
            "https://github.com/osmr/imgclsmob",
            zf_net,
        ),
    ),
)
