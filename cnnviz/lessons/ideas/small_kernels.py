"""Small kernels: two convolutions of 3x3 against one of 5x5, which sees as much."""

from __future__ import annotations

from cnnviz.lessons.ideas.idea import Contender, Idea, Options, classified, training
from cnnviz.lessons.ideas.inception_block import convolution
from cnnviz.mnist import INPUT_SHAPE
from cnnviz.network import Brick, Conv2D, Node

FILTERS = 24
EPOCHS = 6


def contenders(options: Options) -> tuple[Contender, ...]:  # noqa: ARG001 - the interface of all ideas
    """Return a network with two small kernels in a row, and one with a large one."""
    stem = Conv2D(FILTERS, (3, 3), (2, 2), "same", activation="relu")
    blocks: dict[str, list[Brick]] = {
        "Two 3 × 3": [Node(convolution(FILTERS, 3), name=name) for name in ("first", "second")],
        "One 5 × 5": [Node(convolution(FILTERS, 5), name="large")],
    }
    return tuple(
        Contender(
            name,
            training(classified(INPUT_SHAPE, [stem, *block]), EPOCHS),
            tuple(brick.name for brick in block if isinstance(brick, Node)),
        )
        for name, block in blocks.items()
    )


IDEA = Idea(
    title="Small kernels",
    question="Why two small kernels instead of a large one?",
    watch="Both see 5 × 5 numbers. Which one needs fewer weights, and which one learns faster?",
    source="K. Simonyan, A. Zisserman, “Very Deep Convolutional Networks”, ICLR 2015, section 2.3.",
    contenders=contenders,
)
