"""Compute a network in NumPy, layer by layer, with Keras's results."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.network.checks import check
from cnnviz.network.layer import Array
from cnnviz.network.limits import check_computable
from cnnviz.network.network import Network
from cnnviz.network.node import INPUT


def forward(network: Network, weights: Sequence[npt.ArrayLike], x: npt.ArrayLike) -> dict[str, Array]:
    """Return each layer's output for one sample, by layer name, in inference mode.

    Args:
        network: The layers.
        weights: All arrays, node by node, each node's in Keras's order.
        x: One sample (height, width, channels).

    Returns:
        Each layer's output, float32, in the order of the nodes.

    Raises:
        NetworkError: If an array does not have the shape that the network needs, or the network is too large.
    """
    check_computable(network)
    arrays = [np.asarray(array, np.float32) for array in weights]
    shapes = [shape for node_shapes in network.weight_shapes for shape in node_shapes]
    received = [array.shape for array in arrays]
    check(received == shapes, f"The network needs weights of the shapes {shapes}.", received)
    outputs = {INPUT: np.asarray(x, np.float32)}
    check(
        outputs[INPUT].shape == network.input_shape,
        f"The network takes an input of shape {network.input_shape}.",
        outputs[INPUT].shape,
    )
    for node, own in zip(network.nodes, network.weight_shapes, strict=True):
        mine, arrays = arrays[: len(own)], arrays[len(own) :]
        outputs[node.name] = node.layer.forward([outputs[name] for name in node.inputs], mine)
    return {name: outputs[name] for name in network.names}
