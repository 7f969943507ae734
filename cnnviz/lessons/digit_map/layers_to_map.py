"""Which layer's outputs a map shows."""

from __future__ import annotations

from cnnviz.network import INPUT, Network
from cnnviz.network.families import Convolving
from cnnviz.network.kinds.dense import Dense
from cnnviz.network.kinds.dropout import Dropout
from cnnviz.network.kinds.radial_basis_output import RadialBasisOutput

#: The layers that stand for one of any network, and their names on the screen.
LAYERS = {"pixels": "Pixels", "convolution": "First convolution", "hidden": "Last hidden layer"}
#: The layers that give one number for each class.
_JUDGING = (Dense, RadialBasisOutput)


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
    found = (node.name for node in network.nodes if isinstance(node.layer, Convolving))
    return next(found, "")


def last_hidden_layer(network: Network) -> str:
    """Return the name of the layer whose outputs the last Dense or RadialBasisOutput layer takes.

    Dropout, which changes nothing after training, is passed over. A network without such a layer ends in an
    activation or a mean: there it is what the last layer takes.
    """
    nodes = {node.name: node for node in network.nodes}
    last = next((node for node in reversed(network.nodes) if isinstance(node.layer, _JUDGING)), None)
    before = (last or nodes[network.outputs[0]]).inputs[0]
    while before != INPUT and isinstance(nodes[before].layer, Dropout):
        before = nodes[before].inputs[0]
    return before
