"""The network that the page opens, and what it reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cnnviz.network import Network
from cnnviz.network.repeated_blocks import RepeatedBlock, repeated_blocks
from cnnviz.ui.session import network_answers, photo_answers, photo_in_use, photo_networks
from cnnviz.ui.session.state import current
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class InsideSubject:
    """A network for photographs with the visitor's photo."""

    file: NetworkFile
    network: Network
    label: str
    """What the photo is called."""
    seen: Array = field(repr=False)
    """What the network sees, (height, width, 3) in [0, 1]."""
    x: Array = field(repr=False)
    """The same as the network takes it."""

    @property
    def weights(self) -> Sequence[Array]:
        """All weights; they are read, or made, when a number is opened."""
        return network_answers.parts(self.file)[1]

    @property
    def layers(self) -> list[str]:
        """The names of the layers that have maps, in their order."""
        return [name for name in self.network.names if len(self.network.shapes[name]) == 3]

    @property
    def blocks(self) -> list[RepeatedBlock]:
        """The blocks before the answer."""
        return [block for block in repeated_blocks(self.network) if block.output not in self.network.outputs]


def subject() -> InsideSubject:
    """Return the network for photographs with the visitor's photo."""
    file, image = photo_networks.running(), photo_in_use.picture()
    photo = photo_answers.prepared(image, file)
    network = photo_networks.described(file.name)
    return InsideSubject(file, network, image.label, photo.seen, photo.x)


def chosen_layer(given: InsideSubject) -> str:
    """Return the layer whose maps are shown; the first one where the network has no layer of that name."""
    name = current().photo_network.layer
    return name if name in given.layers else given.layers[0]
