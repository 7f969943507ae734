"""The Inception block: kernels of several sizes beside each other, made cheap by 1x1 convolutions."""

from __future__ import annotations

from cnnviz.lessons.ideas.idea import Contender, Idea, Options, classified, training
from cnnviz.mnist import INPUT_SHAPE
from cnnviz.network import Brick, Conv2D, Layer, MaxPooling2D, Node
from cnnviz.network.kinds.concatenate import Concatenate

#: The maps that enter the block, and those that the block makes: as many as one wide convolution.
ENTERING, LEAVING = 48, 64
EPOCHS = 6
STEM: tuple[Brick, ...] = (
    Conv2D(ENTERING, (3, 3), (2, 2), "same", activation="relu"),
    Node(MaxPooling2D(), name="stem"),
)


def convolution(filters: int, size: int) -> Conv2D:
    """Return a convolution that keeps the size of its input, with ReLU."""
    return Conv2D(filters, (size, size), padding="same", activation="relu")


def inception(*, reduced: bool) -> list[Brick]:
    """Return the layers of the block, in the proportions of GoogLeNet's first one.

    Args:
        reduced: Whether 1x1 convolutions reduce the maps before the large kernels, and after the pooling.
    """
    pool = MaxPooling2D((3, 3), (1, 1), "same")
    branches: dict[str, list[Layer]] = {
        "one": [convolution(16, 1)],
        "three": [*([convolution(16, 1)] if reduced else []), convolution(32, 3)],
        "five": [*([convolution(4, 1)] if reduced else []), convolution(8, 5)],
        "pool": [pool, *([convolution(8, 1)] if reduced else [])],
    }
    bricks: list[Brick] = []
    for name, layers in branches.items():
        last = len(layers) - 1
        for n, layer in enumerate(layers):
            bricks.append(
                Node(layer, ("previous" if n else "stem",), name if n == last else f"{name}_before")
            )
    return [*bricks, Node(Concatenate(), tuple(branches), "joined")]


def contenders(options: Options) -> tuple[Contender, ...]:  # noqa: ARG001 - the interface of all ideas
    """Return the block, the block without its 1x1 convolutions, and one wide convolution."""
    blocks: dict[str, list[Brick]] = {
        "Inception": inception(reduced=True),
        "Without 1 × 1": inception(reduced=False),
        "One wide 5 × 5": [Node(convolution(LEAVING, 5), name="wide")],
    }
    return tuple(
        Contender(
            name,
            training(classified(INPUT_SHAPE, [*STEM, *block]), EPOCHS),
            tuple(brick.name for brick in block if isinstance(brick, Node)),
        )
        for name, block in blocks.items()
    )


IDEA = Idea(
    title="Inception",
    question="What do the 1 × 1 convolutions save?",
    watch="Compare the counts first. Then see how much accuracy the savings cost.",
    source="C. Szegedy et al., “Going Deeper with Convolutions”, CVPR 2015, figure 2 and table 1.",
    contenders=contenders,
)
