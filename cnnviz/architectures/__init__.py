"""Published architectures as network data, by name: `ARCHITECTURES["vgg16"]()`. Nothing is built before."""

from collections.abc import Callable
from functools import partial

from cnnviz.architectures import densenet as _densenet
from cnnviz.architectures import resnet as _resnet
from cnnviz.architectures.efficientnet_lite0 import efficientnet_lite0
from cnnviz.architectures.vgg import vgg16, vgg19
from cnnviz.network import Network

#: A function that makes each architecture, by the name under which its trained weights are loaded.
ARCHITECTURES: dict[str, Callable[[], Network]] = {
    "vgg16": vgg16,
    "vgg19": vgg19,
    **{f"resnet{depth}": partial(_resnet.resnet, depth) for depth in _resnet.BLOCKS},
    **{f"densenet{depth}": partial(_densenet.densenet, depth) for depth in _densenet.LAYERS},
    "efficientnet-lite0": efficientnet_lite0,
}

__all__ = ["ARCHITECTURES", "efficientnet_lite0", "vgg16", "vgg19"]
