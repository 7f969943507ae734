"""The network for photographs with a visitor's own classes, and back from it to its last layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.lessons.own_classes.head import OwnHead
from cnnviz.lessons.own_classes.own_pictures import MAX_CLASSES
from cnnviz.network import Dense, Network, Node

Array = npt.NDArray[np.float32]

OTHER = "This is not a network with classes of your own. Load a .keras file that this page has saved."


def with_head(network: Network, weights: Sequence[Array], head: OwnHead) -> tuple[Network, list[Array]]:
    """Return a network with another last layer, and its weights, node by node.

    Args:
        network: A network that ends in a fully connected layer.
        weights: All its weights.
        head: The new last layer.
    """
    *body, last = network.nodes
    end = Node(Dense(len(head.classes), activation="softmax"), last.inputs, last.name)
    changed = Network(
        network.input_shape, [*body, end], classes=head.classes, preparation=network.preparation
    )
    return changed, [*_without_last(network, weights), head.weights, head.bias]


def head_in(
    network: Network, weights: Sequence[Array], expected: Network, expected_weights: Sequence[Array]
) -> OwnHead:
    """Return the last layer of a network, which otherwise must be the expected one.

    Args:
        network: The network, with the names of its classes.
        weights: All its weights.
        expected: The network that it was made from.
        expected_weights: All weights of that one.

    Raises:
        NetworkError: If another layer differs, or it has no names of classes, or too many.
    """
    n_classes = len(network.classes)
    if not 2 <= n_classes <= MAX_CLASSES or len(weights) != len(expected_weights):
        raise NetworkError(f"{OTHER} Received: {n_classes} classes")
    head = OwnHead(tuple(network.classes), weights[-2], weights[-1])
    wanted, wanted_weights = with_head(expected, expected_weights, head)
    if network != wanted:
        raise NetworkError(OTHER)
    if not all(map(np.array_equal, weights, wanted_weights)):
        raise NetworkError(OTHER)
    return head


def _without_last(network: Network, weights: Sequence[Array]) -> list[Array]:
    return list(weights[: len(weights) - len(network.weight_shapes[-1])])
