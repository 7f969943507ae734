"""What is known of each published network beside its layers: its year, what it brought, and its error.

The error is that of one network on the validation photos of ILSVRC 2012 with its five best names. Papers
measure it differently, so each number has its source and how it was measured. In the contest itself, several
networks voted together.
"""

from __future__ import annotations

from typing import NamedTuple


class TopFiveError(NamedTuple):
    """The share of photos whose class is not among a network's five best."""

    percent: float
    measured: str
    """How it was measured, such as "ten crops of each photo"."""
    source: str
    """Where it stands, such as "the paper's table 2"."""


class Published(NamedTuple):
    """A published network."""

    title: str
    family: str
    """The networks of a family share a paper; they differ in depth."""
    year: int
    brought: str
    """What was new in it, in a sentence or two."""
    contest: str
    """Its part in the contest ILSVRC."""
    paper: str
    error: TopFiveError | None = None
    """None for a network that was never in the contest."""

    @property
    def number(self) -> str:
        """What tells it from others of its family, such as "50"; its title if the family has only one."""
        return self.title.removeprefix(f"{self.family}-")


LENET = (
    'Y. LeCun et al., "Gradient-Based Learning Applied to Document Recognition", Proceedings of the IEEE 1998'
)
ALEXNET = (
    'A. Krizhevsky, I. Sutskever, G. E. Hinton, "ImageNet Classification with Deep Convolutional Neural '
    'Networks", NIPS 2012'
)
ZFNET = 'M. D. Zeiler, R. Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014'
GOOGLENET = 'C. Szegedy et al., "Going Deeper with Convolutions", CVPR 2015'
VGG = (
    'K. Simonyan, A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", '
    "ICLR 2015"
)
RESNET = 'K. He, X. Zhang, S. Ren, J. Sun, "Deep Residual Learning for Image Recognition", CVPR 2016'
DENSENET = (
    'G. Huang, Z. Liu, L. van der Maaten, K. Q. Weinberger, "Densely Connected Convolutional Networks", '
    "CVPR 2017"
)
EFFICIENTNET = 'R. Liu, "Higher accuracy on vision models with EfficientNet-Lite", TensorFlow Blog 2020'
TORCHVISION = "torchvision's own training, from its documentation"

TEN_CROPS = "ten crops of each photo"
ONE_CROP = "one crop of each photo"
WHOLE_PHOTO = "the whole photo at one size"
NEVER = "It was never in the contest."
BEFORE = "It is older than the contest, and reads digits."
VGG_CONTEST = "ILSVRC 2014: second, with 7.3 % by seven networks together."
RESNET_CONTEST = "ILSVRC 2015: first, with 3.6 % by six networks together."


def _resnet(depth: int, brought: str, percent: float, measured: str, source: str) -> Published:
    error = TopFiveError(percent, measured, source)
    return Published(f"ResNet-{depth}", "ResNet", 2015, brought, RESNET_CONTEST, RESNET, error)


def _densenet(depth: int, brought: str) -> Published:
    return Published(f"DenseNet-{depth}", "DenseNet", 2016, brought, NEVER, DENSENET)


#: The networks in the order of their years, by their names in `ARCHITECTURES`.
HISTORY: dict[str, Published] = {
    "lenet5-published": Published(
        "LeNet-5",
        "LeNet",
        1998,
        "Convolution and pooling take turns, and all kernels are learned. It read digits on bank cheques.",
        BEFORE,
        LENET,
    ),
    "alexnet-grouped": Published(
        "AlexNet",
        "AlexNet",
        2012,
        "ReLU, dropout and two graphics cards: a deep network learned from a million photos.",
        "ILSVRC 2012: first, with 15.3 % by seven networks together.",
        ALEXNET,
        TopFiveError(18.2, TEN_CROPS, "the paper's table 2"),
    ),
    "zfnet": Published(
        "ZF Net",
        "ZF Net",
        2013,
        "Its authors looked inside AlexNet and saw coarse kernels. Smaller kernels and strides did better.",
        "ILSVRC 2013: Clarifai won with 11.7 %, the company of one of its authors.",
        ZFNET,
        TopFiveError(16.5, TEN_CROPS, "the paper's table 2"),
    ),
    "googlenet": Published(
        "GoogLeNet",
        "GoogLeNet",
        2014,
        "An Inception block looks with three kernel sizes at once. 1×1 convolutions save most parameters.",
        "ILSVRC 2014: first, with 6.7 % by seven networks together.",
        GOOGLENET,
        TopFiveError(9.15, TEN_CROPS, "the paper's table 3"),
    ),
    "vgg16": Published(
        "VGG-16",
        "VGG",
        2014,
        "All kernels are 3×3, two or three in a row. Depth made it better.",
        VGG_CONTEST,
        VGG,
        TopFiveError(8.1, WHOLE_PHOTO, "the paper's table 3"),
    ),
    "vgg19": Published(
        "VGG-19",
        "VGG",
        2014,
        "VGG-16 with three more convolutions. It is hardly better: such depth has a limit.",
        VGG_CONTEST,
        VGG,
        TopFiveError(8.0, WHOLE_PHOTO, "the paper's table 3"),
    ),
    "resnet18": _resnet(
        18,
        "Each block adds its input to what it computes. These shortcuts let deep networks learn.",
        10.92,
        ONE_CROP,
        TORCHVISION,
    ),
    "resnet34": _resnet(
        34,
        "With shortcuts, 34 layers beat 18. Without them, 34 layers were worse.",
        7.46,
        TEN_CROPS,
        "the paper's table 3",
    ),
    "resnet50": _resnet(
        50,
        "Bottlenecks: a 1×1 convolution reduces the channels, a 3×3 looks, a 1×1 restores them.",
        6.71,
        TEN_CROPS,
        "the paper's table 3",
    ),
    "resnet101": _resnet(
        101,
        "The same blocks, 23 of them in one stage. More depth still helps.",
        6.05,
        TEN_CROPS,
        "the paper's table 3",
    ),
    "resnet152": _resnet(
        152,
        "Eight times as deep as VGG-19. Two of the six winning networks were this deep.",
        5.71,
        TEN_CROPS,
        "the paper's table 3",
    ),
    "densenet121": _densenet(
        121,
        "Each layer takes the maps of all layers before it in its block. Reuse saves parameters.",
    ),
    "densenet169": _densenet(169, "The same idea, with twice as many layers in the last block."),
    "densenet201": _densenet(201, "The same idea, with 48 layers in one block."),
    "efficientnet-lite0": Published(
        "EfficientNet-Lite0",
        "EfficientNet-Lite0",
        2020,
        "It runs in a phone today. Depthwise convolutions save parameters and work.",
        NEVER,
        EFFICIENTNET,
    ),
}
