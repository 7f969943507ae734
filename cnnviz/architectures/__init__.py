"""Published architectures as network data, by name: `ARCHITECTURES["vgg16"]()`. Nothing is built before.

Each is a value with its paper, what it brought, its error in ImageNet's contest, and its variants.
"""

from dataclasses import replace

from cnnviz.architectures.alexnet import ALEXNET, alexnet
from cnnviz.architectures.architecture import Architecture, Paper, TopFive, Variant
from cnnviz.architectures.densenet import DENSENETS
from cnnviz.architectures.efficientnet_lite0 import EFFICIENTNET_LITE0, efficientnet_lite0
from cnnviz.architectures.googlenet import GOOGLENET
from cnnviz.architectures.lenet5 import LENET5
from cnnviz.architectures.mobilenet_v2 import MOBILENET_V2
from cnnviz.architectures.resnet import RESNETS
from cnnviz.architectures.vgg import VGG16, VGG19
from cnnviz.architectures.zf_net import ZF_NET
from cnnviz.network.ready import lenet5

#: Each architecture by the name under which its trained weights are loaded. Called, it returns its network.
ARCHITECTURES: dict[str, Architecture] = {
    "lenet5": replace(LENET5, build=lenet5),
    "lenet5-published": LENET5,
    "alexnet": replace(ALEXNET, build=alexnet),
    "alexnet-grouped": ALEXNET,
    "zfnet": ZF_NET,
    "googlenet": GOOGLENET,
    "vgg16": VGG16,
    "vgg19": VGG19,
    **RESNETS,
    **DENSENETS,
    "mobilenet-v2": MOBILENET_V2,
    "efficientnet-lite0": EFFICIENTNET_LITE0,
}
#: The names of the history's architectures, as published, in the order of their years.
TIMELINE = tuple(name for name in ARCHITECTURES if name not in ("lenet5", "alexnet", "mobilenet-v2"))

__all__ = ["ARCHITECTURES", "TIMELINE", "Architecture", "Paper", "TopFive", "Variant", "efficientnet_lite0"]
