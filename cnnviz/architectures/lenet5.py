"""LeNet-5: a network that reads digits, as published, and as it is taught and shipped today.

Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document Recognition",
Proceedings of the IEEE, 1998, section II B, figure 2 and table I.
"""

from __future__ import annotations

from cnnviz.architectures.architecture import Architecture, Paper, Variant
from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.digit_codes import digit_codes
from cnnviz.mnist.digits import CLASS_NAMES, INPUT_SHAPE
from cnnviz.network import INPUT, Conv2D, Dense, Flatten, MaxPooling2D, Network
from cnnviz.network.kinds.radial_basis_output import RadialBasisOutput
from cnnviz.network.kinds.scaled_tanh import ScaledTanh
from cnnviz.network.kinds.subsampling2d import Subsampling2D
from cnnviz.network.kinds.table_conv2d import TableConv2D
from cnnviz.network.ready import lenet5

#: The paper centres a digit of 28x28 in 32x32, so that a stroke's end can lie in the middle of a window.
SIDE = 32
#: Table I: the maps of S2 that each map of C3 sees.
C3_TABLE = (
    *((0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5), (0, 4, 5), (0, 1, 5)),
    *((0, 1, 2, 3), (1, 2, 3, 4), (2, 3, 4, 5), (0, 3, 4, 5), (0, 1, 4, 5), (0, 1, 2, 5)),
    *((0, 1, 3, 4), (1, 2, 4, 5), (0, 2, 3, 5), (0, 1, 2, 3, 4, 5)),
)
KERNEL = (5, 5)


def published_lenet5() -> Network:
    """Return LeNet-5 as published. Its answer is the class with the smallest output.

    >>> published_lenet5().n_weights
    60000
    """
    steps: list[Step] = [
        *[("c1", Conv2D(6, KERNEL)), ("c1_tanh", ScaledTanh())],
        *[("s2", Subsampling2D()), ("s2_tanh", ScaledTanh())],
        *[("c3", TableConv2D(C3_TABLE, KERNEL)), ("c3_tanh", ScaledTanh())],
        *[("s4", Subsampling2D()), ("s4_tanh", ScaledTanh())],
        *[("c5", Conv2D(120, KERNEL)), ("c5_tanh", ScaledTanh()), ("flatten", Flatten())],
        *[("f6", Dense(84)), ("f6_tanh", ScaledTanh()), ("distances", RadialBasisOutput(digit_codes()))],
    ]
    return Network((SIDE, SIDE, 1), chain(INPUT, steps), classes=CLASS_NAMES)


def caffe_lenet() -> Network:
    """Return the network of Caffe's example for MNIST: more maps, max pooling, one ReLU.

    >>> caffe_lenet().n_weights
    431080
    """
    steps: list[Step] = [
        *[("conv1", Conv2D(20, KERNEL)), ("pool1", MaxPooling2D())],
        *[("conv2", Conv2D(50, KERNEL)), ("pool2", MaxPooling2D()), ("flatten", Flatten())],
        *[("ip1", Dense(500, "relu")), ("ip2", Dense(len(CLASS_NAMES), "softmax"))],
    ]
    return Network(INPUT_SHAPE, chain(INPUT, steps), classes=CLASS_NAMES)


_PAPER = Paper(
    "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner",
    "Gradient-Based Learning Applied to Document Recognition",
    "Proceedings of the IEEE, 1998",
    "https://doi.org/10.1109/5.726791",
)

LENET5 = Architecture(
    title="LeNet-5",
    year=1998,
    build=published_lenet5,
    paper=_PAPER,
    brought=(
        "It joined convolution, pooling and back-propagation.",
        "Banks read millions of cheques with it.",
        "The same few weights serve every place of the image.",
    ),
    no_error="ImageNet's contest began in 2010, and LeNet-5 reads digits.",
    variants=(
        Variant(
            "As published",
            "A table says which of the first six maps each later map sees.",
            "The paper counts 60,000 parameters; its 840 fixed output codes are not learned.",
            _PAPER.link,
            published_lenet5,
        ),
        Variant(
            "Fully connected between stages",
            "Every kernel sees all maps, pooling learns nothing, and softmax gives the answer.",
            "Most courses count LeNet-5 like this.",
            "https://d2l.ai/chapter_convolutional-neural-networks/lenet.html",
            lenet5,
        ),
        Variant(
            "Caffe's example",
            "It has 20 and 50 kernels in place of 6 and 16, and 500 units.",
            'The paper "Deep Compression" calls it LeNet-5 and counts 431,000.',
            "https://arxiv.org/abs/1510.00149",
            caffe_lenet,
        ),
    ),
)
