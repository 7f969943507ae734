"""A network for the browser: its structure as plain data, and its weights as bytes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.network.checks import check
from cnnviz.network.limits import multiplications
from cnnviz.network.network import Network
from cnnviz.network.node import Node
from cnnviz.network.readable import readable_names


def described(network: Network) -> dict[str, Any]:
    """Return the structure of a network as values that JSON can hold.

    Returns:
        "input" is the shape of the input, "outputs" names the output nodes, "classes" may be empty;
        "multiplications" and "n_weights" are totals. Each of "nodes" has its "name", its "kind" as Keras
        names it, its "title" for readers, its "short" name with settings, its "group", all its "settings",
        the names of its "inputs", its output "shape", its "weights" and its "multiplications". Each of the
        "weights" has a "name", a "shape" and an "offset": where it begins in `packed`, in numbers, not bytes.

    >>> from cnnviz.network import lecture_network
    >>> first = described(lecture_network())["nodes"][0]
    >>> first["kind"], first["inputs"], first["shape"], first["weights"][1]
    ('Conv2D', ['input'], [26, 26, 32], {'name': 'bias', 'shape': [32], 'offset': 288})
    """
    titles = readable_names(network.names)
    starts = np.cumsum([0, *network.parameters]).tolist()
    return {
        "input": list(network.input_shape),
        "nodes": [
            _described(network, node, titles[node.name], start)
            for node, start in zip(network.nodes, starts, strict=False)
        ],
        "outputs": list(network.outputs),
        "classes": list(network.classes),
        "multiplications": multiplications(network),
        "n_weights": network.n_weights,
    }


def _described(network: Network, node: Node, title: str, start: int) -> dict[str, Any]:
    layer, shapes = node.layer, network.input_shapes(node)
    weights = []
    for weight in layer.weights(*shapes):
        weights.append({"name": weight.name, "shape": list(weight.shape), "offset": start})
        start += math.prod(weight.shape)
    return {
        "name": node.name,
        "kind": type(layer).__name__,
        "title": title,
        "short": layer.short_name,
        "group": layer.group,
        "settings": {name: _listed(value) for name, value in layer.values.items()},
        "inputs": list(node.inputs),
        "shape": list(network.shapes[node.name]),
        "weights": weights,
        "multiplications": layer.multiplications(*shapes),
    }


def _listed(value: Any) -> Any:
    """Return a setting with lists in place of tuples."""
    return [_listed(one) for one in value] if isinstance(value, tuple) else value


def packed(network: Network, weights: Sequence[npt.ArrayLike]) -> bytes:
    """Return all weights as bytes: float32, little-endian, node by node.

    Args:
        network: The layers.
        weights: All arrays, node by node, each node's in Keras's order.

    Raises:
        NetworkError: If an array does not have the shape that the network needs.
    """
    arrays = [np.asarray(array, "<f4") for array in weights]
    shapes = [shape for node_shapes in network.weight_shapes for shape in node_shapes]
    received = [array.shape for array in arrays]
    check(received == shapes, f"The network needs weights of the shapes {shapes}.", received)
    return b"".join(array.tobytes() for array in arrays)
