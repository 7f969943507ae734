"""Which layer's outputs a map shows."""

from __future__ import annotations

from cnnviz.network import INPUT, Network
from cnnviz.network.kinds.conv2d import Conv2D
from cnnviz.network.kinds.dense import Dense
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.network.kinds.dropout import Dropout
from cnnviz.network.kinds.separable_conv2d import SeparableConv2D

#: The layers that stand for one of any network, and their names on the screen.
LAYERS = {"pixels": "Pixels", "convolution": "First convolution", "hidden": "Last hidden layer"}
_CONVOLUTIONS = (Conv2D, DepthwiseConv2D, SeparableConv2D)


def mapped_layer(network: Network, name: str) -> str:
    """Return the node that a name means: one of `LAYERS`, or a node's own name; "input" for the pixels.

    What this network does not have means its last hidden layer.
    """
    if name == "pixels":
        return INPUT
    if name == "convolution":
        return first_convolution(network) or last_hidden_layer(network)
    return name if name in network.names else last_hidden_layer(network)


def first_convolution(network: Network) -> str:
    """Return the name of the first convolution, or "" if there is none."""
    found = (node.name for node in network.nodes if isinstance(node.layer, _CONVOLUTIONS))
    return next(found, "")


def last_hidden_layer(network: Network) -> str:
    """Return the name of the layer whose outputs the last Dense layer takes.

    Dropout, which changes nothing after training, is passed over. A network without a Dense layer ends in an
    activation or a mean: there it is what the last layer takes.
    """
    nodes = {node.name: node for node in network.nodes}
    last = next((node for node in reversed(network.nodes) if isinstance(node.layer, Dense)), None)
    before = (last or nodes[network.outputs[0]]).inputs[0]
    while before != INPUT and isinstance(nodes[before].layer, Dropout):
        before = nodes[before].inputs[0]
    return before
