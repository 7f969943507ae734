"""The network that the page opens, and what it reads."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cnnviz.network import Network
from cnnviz.network.repeated_blocks import RepeatedBlock, repeated_blocks
from cnnviz.ui.session import network_answers, photo_answers, photo_in_use
from cnnviz.ui.session.state import current
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class InsideSubject:
    """A network for photographs with the visitor's photo."""

    file: NetworkFile
    network: Network
    weights: list[Array] = field(repr=False)
    label: str
    """What the photo is called."""
    seen: Array = field(repr=False)
    """What the network sees, (height, width, 3) in [0, 1]."""
    x: Array = field(repr=False)
    """The same as the network takes it."""

    @property
    def layers(self) -> list[str]:
        """The names of the layers that have maps, in their order."""
        return [name for name in self.network.names if len(self.network.shapes[name]) == 3]

    @property
    def blocks(self) -> list[RepeatedBlock]:
        """The blocks before the answer."""
        return [block for block in repeated_blocks(self.network) if block.output not in self.network.outputs]


def subject() -> InsideSubject:
    """Return the network for photographs with the visitor's photo.

    Raises:
        NetworkError: If the network's package is not installed.
    """
    file, image = photo_answers.PHOTO_NETWORK, photo_in_use.picture()
    network, weights = network_answers.parts(file)
    photo = photo_answers.prepared(image)
    return InsideSubject(file, network, weights, image.label, photo.seen, photo.x)


def chosen_layer(given: InsideSubject) -> str:
    """Return the layer whose maps are shown; the first one where the network has no layer of that name."""
    name = current().photo_network.layer
    return name if name in given.layers else given.layers[0]
