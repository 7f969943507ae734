"""Six ways to ask a network why: what each does, how it misleads, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz.lessons.deletion_curve import DeletionCurve
from cnnviz.network import Activation, BatchNormalization, Network, Node
from cnnviz.network.families import Convolving
from cnnviz.network.kinds.add import Add
from cnnviz.network.kinds.concatenate import Concatenate
from cnnviz.network.kinds.relu import ReLU
from cnnviz.network.kinds.scaled_tanh import ScaledTanh

Array = npt.NDArray[np.float32]

#: The layers that complete the maps of a convolution, place by place.
COMPLETING = (BatchNormalization, Activation, ReLU, ScaledTanh, Add, Concatenate)
#: The sides of occlusion's patch, as parts of the picture's shorter side: 7 is a seventh.
PATCH_PARTS = (2, 4, 7, 14)


class Method(NamedTuple):
    """A way to find the pixels that speak for a class."""

    label: str
    does: str
    misleads: str
    signed: bool = False
    """Whether its map has negative values, which speak against the class."""


#: The methods by the names of their functions in `cnnviz.attribution`.
METHODS = {
    "grad_cam": Method(
        "Grad-CAM",
        "It adds up a layer's feature maps. Maps that raise the score count more.",
        "The map is coarse, and enlarging makes it look finer than it is.",
    ),
    "saliency": Method(
        "Saliency",
        "It shows each pixel's gradient: how much a small change moves the score.",
        "Gradients are noisy: neighbouring pixels can have very different ones.",
    ),
    "smooth_grad": Method(
        "SmoothGrad",
        "It makes 25 noisy copies of the picture and averages their saliency maps.",
        "The noise is a choice: another amount gives another map.",
    ),
    "integrated_gradients": Method(
        "Integrated gradients",
        "It fades in the picture from black and shares the score's rise among the pixels.",
        "A black pixel always gets 0, even if its blackness matters.",
        signed=True,
    ),
    "guided_backprop": Method(
        "Guided back-propagation",
        "It computes gradients as saliency does, but each ReLU drops the negative ones.",
        "It draws sharp edges, often the same ones for every class.",
    ),
    "occlusion": Method(
        "Occlusion",
        "It hides one patch at a time and measures how far the probability falls.",
        "If two parts can replace each other, hiding one of them changes nothing.",
        signed=True,
    ),
}


@dataclass(frozen=True)
class Asked:
    """What a map is asked for.

    Attributes:
        method: A key of `METHODS`.
        class_index: The class.
        layer: The name of the layer whose maps Grad-CAM takes; "" for the last convolution, and for the other
            methods.
        patch: The side of occlusion's patch in pixels; 0 for the other methods.
        is_random: Whether the network is asked with random weights instead of its own.
    """

    method: str
    class_index: int
    layer: str = ""
    patch: int = 0
    is_random: bool = False

    @property
    def arguments(self) -> dict[str, str | int]:
        """The arguments of the method's function beyond network, picture and class."""
        given: dict[str, str | int] = {"layer": self.layer} if self.layer else {}
        return given | ({"patch": self.patch} if self.patch else {})


class Explanation(NamedTuple):
    """A map, and for integrated gradients what its sum should be."""

    values: Array
    """(height, width)."""
    total: float | None = None
    """The sum of the map; None for the other methods."""
    difference: float | None = None
    """The score of the picture less the score of black; None for the other methods."""


class Quality(NamedTuple):
    """How good a map is: the probability while pixels are taken away or given back in its order."""

    deletion: DeletionCurve
    insertion: DeletionCurve
    at_random: DeletionCurve
    """The mean of deletion in random orders; `mirrored` is that of insertion."""


def patch_side(height: int, width: int, part: int) -> int:
    """Return the side of a patch that is a part of the picture's shorter side.

    >>> patch_side(28, 28, 7), patch_side(224, 224, 7), patch_side(3, 3, 14)
    (4, 32, 1)
    """
    return max(1, min(height, width) // part)


def map_layers(network: Network) -> tuple[str, ...]:
    """Return the names of the layers that Grad-CAM can take, from the last to the first.

    Each completes the maps of a convolution, with more than one place: the last of the batch normalizations,
    activations and additions that follow it alone.

    >>> from cnnviz.network import Conv2D, Dense, Flatten
    >>> map_layers(Network((8, 8, 1), [Conv2D(2), ReLU(), Conv2D(2), Flatten(), Dense(2, "softmax")]))
    ('conv2d_1', 're_lu')
    """
    found = [_completed(network, node) for node in network.nodes if isinstance(node.layer, Convolving)]
    named = dict.fromkeys(name for name in found if network.shapes[name][:2] != (1, 1))
    return tuple(reversed(named))


def _completed(network: Network, node: Node) -> str:
    """Return the name of the layer that completes a convolution's maps."""
    name = node.name
    while len(after := [one for one in network.nodes if name in one.inputs]) == 1 and isinstance(
        after[0].layer, COMPLETING
    ):
        name = after[0].name
    return name
