"""The trained networks for photographs: one in a package, and those of keras.applications on request."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.downloads import RemoteFile
from cnnviz.errors import NetworkError
from cnnviz.network import Network
from cnnviz.reading.keras_file import Weights

#: The name of the network that is always here.
PHOTOS = "efficientnet-lite0"
_HOST = "https://storage.googleapis.com/tensorflow/keras-applications"
_KERNELS = "weights_tf_dim_ordering_tf_kernels"


@dataclass(frozen=True)
class PhotoNetwork:
    """A trained network for photographs, with ImageNet's thousand classes."""

    label: str
    """Its name on the screen."""
    weights: RemoteFile | None = None
    """The file of its weights; None if they are installed with the program."""

    @property
    def is_here(self) -> bool:
        """Whether its weights are on this computer, complete."""
        return self.weights is None or self.weights.is_here()


def _of_keras(label: str, path: str, n_bytes: int, md5: str = "") -> PhotoNetwork:
    """Return a network of keras.applications. It has MD5 digests only, which find damage, not malice."""
    file = RemoteFile(
        label, f"{_HOST}/{path}", "models", n_bytes, md5, "md5", instead="choose another network"
    )
    return PhotoNetwork(label, file)


#: The networks by name. Addresses and digests are those of Keras 3.15, keras/src/applications. The sizes are
#: the server's. Those of DenseNet169, DenseNet201 and ResNet152 are computed: the server's size of the file
#: without the last layer, and the bytes of that layer. They may be off a little, and the digest decides.
#: Keras has no digest for MobileNetV2: its size must be exact, and every array must fit.
PHOTO_NETWORKS = {
    PHOTOS: PhotoNetwork("EfficientNet-Lite0"),
    "mobilenet-v2": _of_keras("MobileNetV2", f"mobilenet_v2/mobilenet_v2_{_KERNELS}_1.0_224.h5", 14_536_120),
    "densenet121": _of_keras(
        "DenseNet121",
        f"densenet/densenet121_{_KERNELS}.h5",
        33_188_688,
        "9d60b8095a5708f2dcce2bca79d332c7",
    ),
    "densenet169": _of_keras(
        "DenseNet169",
        f"densenet/densenet169_{_KERNELS}.h5",
        58_541_896,
        "d699b8f76981ab1b30698df4c175e90b",
    ),
    "densenet201": _of_keras(
        "DenseNet201",
        f"densenet/densenet201_{_KERNELS}.h5",
        82_524_592,
        "1ceb130c1ea1b78c3bf6114dbdfd8807",
    ),
    "resnet50": _of_keras(
        "ResNet50", f"resnet/resnet50_{_KERNELS}.h5", 102_967_424, "2cb95161c43110f7111970584f804107"
    ),
    "resnet101": _of_keras(
        "ResNet101", f"resnet/resnet101_{_KERNELS}.h5", 179_648_224, "f1aeb4b969a6efcfb50fad2f0c20cfc5"
    ),
    "resnet152": _of_keras(
        "ResNet152", f"resnet/resnet152_{_KERNELS}.h5", 242_900_552, "100835be76be38e30d865e96f2aaae62"
    ),
    "vgg16": _of_keras(
        "VGG16", f"vgg16/vgg16_{_KERNELS}.h5", 553_467_096, "64373286793e3c8b2b4e3219cbf3544b"
    ),
    "vgg19": _of_keras(
        "VGG19", f"vgg19/vgg19_{_KERNELS}.h5", 574_710_816, "cbe5617147190e668d6c5d5026f83318"
    ),
}
#: The networks of the history that read photos, and of which keras.applications has no trained weights.
WITHOUT_WEIGHTS = {
    "alexnet-grouped": "AlexNet",
    "zfnet": "ZF Net",
    "googlenet": "GoogLeNet",
    "resnet18": "ResNet18",
    "resnet34": "ResNet34",
}
#: The name on the screen of each network that runs with random weights: all of them.
RUNNABLE = {name: known.label for name, known in PHOTO_NETWORKS.items()} | WITHOUT_WEIGHTS


def photo_network(name: str) -> tuple[Network, Weights]:
    """Return a trained network for photographs, and its weights, node by node.

    Args:
        name: One of `PHOTO_NETWORKS`.

    Raises:
        NetworkError: If its weights are not on this computer, or damaged.
    """
    from cnnviz.architectures import ARCHITECTURES  # noqa: PLC0415 - the front page does without
    from cnnviz.reading.efficientnet_file import efficientnet  # noqa: PLC0415 - as above
    from cnnviz.reading.weights_file import read_weights  # noqa: PLC0415 - as above

    known = PHOTO_NETWORKS[name]
    if known.weights is None:
        return efficientnet()
    path = known.weights.place
    advice = f"Download it again: delete {path}, and choose the network on the page What is it?"
    if not path.is_file():
        raise NetworkError(f"{known.label} is not downloaded yet. Download it: {known.weights.megabytes}.")
    if not known.is_here:
        raise NetworkError(f"The file of {known.label} is damaged. {advice}")
    network = ARCHITECTURES[name]()
    return network, read_weights(path, network, advice)
