"""Depthwise convolutions: one kernel for each map, then a 1x1 convolution that mixes the maps."""

from __future__ import annotations

from cnnviz.lessons.ideas.idea import Contender, Idea, Options, classified, training
from cnnviz.lessons.ideas.inception_block import convolution
from cnnviz.mnist import INPUT_SHAPE
from cnnviz.network import Brick, Conv2D, Node
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D

FILTERS = 48
EPOCHS = 6


def contenders(options: Options) -> tuple[Contender, ...]:  # noqa: ARG001 - the interface of all ideas
    """Return a network with two convolutions split in two steps, and the same with full convolutions."""
    stem = Conv2D(FILTERS, (3, 3), (2, 2), "same", activation="relu")
    split: list[Brick] = []
    full: list[Brick] = []
    for n in (1, 2):
        split += [
            Node(DepthwiseConv2D((3, 3), padding="same"), name=f"each{n}"),
            Node(convolution(FILTERS, 1), name=f"mix{n}"),
        ]
        full.append(Node(convolution(FILTERS, 3), name=f"full{n}"))
    return tuple(
        Contender(
            name,
            training(classified(INPUT_SHAPE, [stem, *bricks]), EPOCHS),
            block,
            repeats=2,
        )
        for name, bricks, block in (
            ("Depthwise and 1 × 1", split, ("each1", "mix1")),
            ("Full convolution", full, ("full1",)),
        )
    )


IDEA = Idea(
    title="Depthwise",
    question="What does a phone save with depthwise kernels?",
    watch="Compare multiplications and time. Fewer products do not always take less time.",
    source="A. Howard et al., “MobileNets: Efficient Convolutional Neural Networks”, arXiv:1704.04861, 2017.",
    contenders=contenders,
)
