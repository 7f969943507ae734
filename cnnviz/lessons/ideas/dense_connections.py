"""Dense connections: each layer takes the maps of all layers before it, and reuses some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.ideas.idea import Contender, Idea, Options, classified, training
from cnnviz.lessons.ideas.inception_block import convolution
from cnnviz.mnist import INPUT_SHAPE
from cnnviz.network import Brick, Conv2D, Network, Node
from cnnviz.network.kinds.concatenate import Concatenate

Array = npt.NDArray[np.float32]

#: The maps that each layer adds, the number of layers, and the maps that enter.
GROWTH, N_LAYERS, ENTERING = 8, 4, 16
EPOCHS = 6
DENSE = "Dense connections"
STEM = Node(Conv2D(ENTERING, (3, 3), (2, 2), "same", activation="relu"), name="stem")
LAYERS = tuple(f"layer{n}" for n in range(1, N_LAYERS + 1))
#: The filters of the row without dense connections, which so has about as many weights.
FILTERS = 15


def dense_block() -> Iterator[Brick]:
    """Yield the layers of the block; each takes the stem's maps and those of all layers before it."""
    sources = ["stem"]
    for n, name in enumerate(LAYERS):
        if n:
            yield Node(Concatenate(), tuple(sources), f"joined{n}")
        yield Node(convolution(GROWTH, 3), name=name)
        sources.append(name)
    yield Node(Concatenate(), tuple(sources), f"joined{N_LAYERS}")


def contenders(options: Options) -> tuple[Contender, ...]:  # noqa: ARG001 - the interface of all ideas
    """Return a network with dense connections, and a row with as many layers and about as many weights."""
    blocks: dict[str, list[Brick]] = {
        DENSE: list(dense_block()),
        "In a row": [Node(convolution(FILTERS, 3), name=name) for name in LAYERS],
    }
    return tuple(
        Contender(
            name,
            training(classified(INPUT_SHAPE, [STEM, *block]), EPOCHS),
            tuple(brick.name for brick in block if isinstance(brick, Node)),
        )
        for name, block in blocks.items()
    )


def reuse(network: Network, weights: Sequence[Array]) -> tuple[list[str], list[str], Array]:
    """Return how much each layer uses each earlier one's maps: the mean of its absolute weights for them.

    Args:
        network: A network with a `dense_block`.
        weights: All its arrays, node by node.

    Returns:
        The names of the layers, the names of their sources, and the means (n_layers, n_sources); NaN where a
        layer does not see a source.

    Source: G. Huang, Z. Liu, L. van der Maaten, K. Weinberger, "Densely Connected Convolutional Networks",
    CVPR 2017, figure 5.
    """
    sources = ["stem", *LAYERS[:-1]]
    left = iter(weights)
    arrays = {
        name: [next(left) for _ in shapes]
        for name, shapes in zip(network.names, network.weight_shapes, strict=True)
    }
    found = np.full((len(LAYERS), len(sources)), np.nan, np.float32)
    for row, name in enumerate(LAYERS):
        sizes = [network.shapes[source][-1] for source in sources[: row + 1]]
        parts = np.split(np.abs(arrays[name][0]), np.cumsum(sizes)[:-1], axis=2)
        found[row, : row + 1] = [part.mean() for part in parts]
    return list(LAYERS), sources, found


IDEA = Idea(
    title="Dense connections",
    question="Which earlier maps does a layer use again?",
    watch="Each layer adds a few maps and sees all earlier ones. Does that help?",
    source="G. Huang et al., “Densely Connected Convolutional Networks”, CVPR 2017, figures 1 and 5.",
    contenders=contenders,
)
