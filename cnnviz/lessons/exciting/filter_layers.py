"""The layers of a network that have filters, and which of them one screen shows from first to last."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.layers.reach import Reach
from cnnviz.network import Activation, BatchNormalization, Dense, Network, Node
from cnnviz.network.checks import Pair, Shape
from cnnviz.network.cost import reaches
from cnnviz.network.families import Convolving
from cnnviz.network.kinds.relu import ReLU

#: The activations that turn every negative number into 0.
RECTIFYING = ("relu", "relu6")
#: The most layers on one screen.
MOST_LAYERS = 7


@dataclass(frozen=True, eq=False)
class FilterLayer:
    """A convolution, whose filters give maps, or a fully connected layer, whose units count as filters."""

    name: str
    """The layer's name."""
    read: str
    """The layer whose output, before its activation, says how excited a filter is: the layer itself, or the
    normalization after it."""
    title: str
    """What such a layer is called."""
    shape: Shape
    """(height, width, filters), or (filters,)."""
    rows: Reach
    """What each unit sees of the picture's rows."""
    columns: Reach
    """What each unit sees of the picture's columns."""
    is_rectified: bool
    """Whether a ReLU follows, which turns negative numbers into 0."""
    is_output: bool
    """Whether its units are the network's classes."""

    @property
    def n_filters(self) -> int:
        """The number of filters."""
        return self.shape[-1]

    @property
    def n_places(self) -> Pair:
        """The rows and columns of its maps; one place where it has none."""
        return (self.shape[0], self.shape[1]) if len(self.shape) == 3 else (1, 1)

    @property
    def middle(self) -> Pair:
        """The place in the middle of its maps."""
        rows, columns = self.n_places
        return rows // 2, columns // 2

    @property
    def field(self) -> Pair:
        """Rows and columns of a unit's receptive field, padding included."""
        return self.rows.size, self.columns.size


def filter_layers(network: Network) -> list[FilterLayer]:
    """Return all layers of a network that have filters, from the first to the last.

    >>> from cnnviz.network import lecture_network
    >>> [(one.name, one.n_filters, one.field) for one in filter_layers(lecture_network())]
    [('conv2d', 32, (3, 3)), ('dense', 128, (28, 28)), ('dense_1', 10, (28, 28))]
    """
    rows, columns = reaches(network, 0), reaches(network, 1)
    found = []
    for node in network.nodes:
        if isinstance(node.layer, (Convolving, Dense)):
            read, after = _chain(network, node)
            found.append(
                FilterLayer(
                    name=node.name,
                    read=read.name,
                    title=node.layer.title,
                    shape=network.shapes[node.name],
                    rows=rows[node.name],
                    columns=columns[node.name],
                    is_rectified=_rectifies(read) or (after is not None and _rectifies(after)),
                    is_output=not _goes_on(network, read, after),
                )
            )
    return [one for one in found if all(one.field)]


def layers_on_one_screen(network: Network, most: int = MOST_LAYERS) -> list[FilterLayer]:
    """Return the layers that stand for a network, from the first to the last.

    All of them, if they are few. Otherwise the first, then the last of each size of maps, and the network's
    output.
    """
    layers = filter_layers(network)
    if len(layers) <= most:
        return layers
    last = {one.n_places if len(one.shape) == 3 else (): one for one in layers}
    chosen = [layers[0], *(one for one in last.values() if one is not layers[0])]
    return [*chosen[: most - 1], chosen[-1]] if len(chosen) > most else chosen


def _chain(network: Network, node: Node) -> tuple[Node, Node | None]:
    """Return the layer where a filter's output is read, and the only layer after it, if there is one."""
    after = _only_follower(network, node)
    if node.layer.final_activation == "linear" and after and isinstance(after.layer, BatchNormalization):
        return after, _only_follower(network, after)
    return node, after


def _only_follower(network: Network, node: Node) -> Node | None:
    followers = [one for one in network.nodes if node.name in one.inputs]
    return followers[0] if len(followers) == 1 else None


def _rectifies(node: Node) -> bool:
    """Return whether a layer turns negative numbers into 0."""
    if isinstance(node.layer, ReLU):
        return node.layer.negative_slope == 0
    known = isinstance(node.layer, (Activation, Dense, Convolving))
    return known and node.layer.final_activation in RECTIFYING


def _goes_on(network: Network, read: Node, after: Node | None) -> bool:
    """Return whether another layer with weights works with a filter's output."""
    ends = {read.name} | ({after.name} if after and isinstance(after.layer, Activation) else set())
    return not ends & set(network.outputs)
