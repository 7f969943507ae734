"""VGG: small kernels of 3x3 only, one after the other.

The layers have the names of `keras.applications`, so that its weights can be read by name.

Source: K. Simonyan, A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", ICLR
2015, table 1, columns D and E.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnnviz.architectures.architecture import Architecture, Paper, TopFive
from cnnviz.architectures.chain import Step, chain
from cnnviz.architectures.photo_input import CAFFE, INPUT_SHAPE
from cnnviz.data_sets.imagenet import class_names
from cnnviz.network import INPUT, Conv2D, Dense, Flatten, MaxPooling2D, Network

#: The filters of each block's convolutions, and the units of the first two dense layers.
FILTERS = (64, 128, 256, 512, 512)
UNITS = 4096


def vgg16() -> Network:
    """Return VGG with 13 convolutions and 3 dense layers: column D.

    >>> vgg16().n_weights
    138357544
    """
    return _vgg((2, 2, 3, 3, 3))


def vgg19() -> Network:
    """Return VGG with 16 convolutions and 3 dense layers: column E.

    >>> vgg19().n_weights
    143667240
    """
    return _vgg((2, 2, 4, 4, 4))


def _vgg(convolutions: Sequence[int]) -> Network:
    """Return the network with so many convolutions in each block."""
    steps = [*_blocks(convolutions), *_classifier()]
    return Network(INPUT_SHAPE, chain(INPUT, steps), classes=class_names(), preparation=CAFFE)


def _blocks(convolutions: Sequence[int]) -> Iterator[Step]:
    """Yield the convolutions of all blocks; each block ends with a pooling that halves the maps."""
    for block, (filters, n_convolutions) in enumerate(zip(FILTERS, convolutions, strict=True), start=1):
        for n in range(1, n_convolutions + 1):
            yield f"block{block}_conv{n}", Conv2D(filters, (3, 3), padding="same", activation="relu")
        yield f"block{block}_pool", MaxPooling2D()


def _classifier() -> list[Step]:
    return [
        ("flatten", Flatten()),
        ("fc1", Dense(UNITS, "relu")),
        ("fc2", Dense(UNITS, "relu")),
        ("predictions", Dense(len(class_names()), "softmax")),
    ]


_PAPER = Paper(
    "K. Simonyan, A. Zisserman",
    "Very Deep Convolutional Networks for Large-Scale Image Recognition",
    "ICLR 2015",
    "https://arxiv.org/abs/1409.1556",
)
_ENTRY = TopFive(7.3, "test", 7, "the paper's table 7: the contest entry, networks of several depths")
_BROUGHT = (
    "All its kernels are 3 × 3, with several in a row.",
    "Two of them see as much as one of 5 × 5, with fewer weights.",
)

VGG16 = Architecture(
    title="VGG-16",
    year=2014,
    build=vgg16,
    paper=_PAPER,
    brought=_BROUGHT,
    errors=(TopFive(7.2, "validation", 1, "the paper's table 5, many crops of each photo"), _ENTRY),
)
VGG19 = Architecture(
    title="VGG-19",
    year=2014,
    build=vgg19,
    paper=_PAPER,
    brought=_BROUGHT,
    errors=(TopFive(7.1, "validation", 1, "the paper's table 5, many crops of each photo"), _ENTRY),
)
