"""Whose answer is explained: a network, and the picture that it sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cnnviz import mnist, reading
from cnnviz.errors import NetworkError
from cnnviz.network import Network
from cnnviz.ui.session import (
    digit_in_use,
    network_answers,
    networks,
    photo_answers,
    photo_in_use,
    photo_networks,
)
from cnnviz.ui.session.state import current
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

#: The names of the networks on the screen.
SUBJECTS = {
    "photo": "Photo",
    **{name: reader.short for name, reader in reading.READERS.items()},
    "own": "Yours",
}
NO_OWN = "You have no network yet. Train one on the page Train, or load one on Inside a network."


@dataclass(frozen=True, eq=False)
class ExplainedSubject:
    """A network and what it reads."""

    network: NetworkFile
    described: Network
    """Its layers, and the names of its classes."""
    picture: Array
    """What the network sees: (height, width) or (height, width, 3) in [0, 1]."""
    x: Array
    """The same as the network takes it, (height, width, channels)."""
    label: str
    """What the picture is called."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes; two may be equal."""
        return self.described.classes


def subject_of(name: str) -> ExplainedSubject:
    """Return a network with the visitor's image or digit.

    Args:
        name: A key of `SUBJECTS`.

    Raises:
        ImageError: If there is no digit to read.
        NetworkError: If the visitor has no network of their own, or the photo network is not installed.
    """
    find: dict[str, Callable[[], ExplainedSubject]] = {"photo": _photo, "own": lambda: _digit(own_network())}
    return find[name]() if name in find else _digit(networks.SHIPPED[name])


def reads_digits(name: str) -> bool:
    """Return whether this network reads the digit in use, not the photo."""
    return name != "photo"


def is_drawn(name: str) -> bool:
    """Return whether this network reads a digit that the visitor draws on the page."""
    return reads_digits(name) and current().digit.source == "drawing"


def _photo() -> ExplainedSubject:
    network = photo_networks.in_use()
    image = photo_in_use.picture()
    photo = photo_answers.prepared(image, network)
    return ExplainedSubject(network, photo_networks.described(network.name), photo.seen, photo.x, image.label)


def _digit(network: NetworkFile) -> ExplainedSubject:
    digit = digit_in_use.prepared_digit().digit
    described = network_answers.with_classes(network, mnist.CLASS_NAMES)
    return ExplainedSubject(network, described, digit, digit[..., np.newaxis], "The digit")


def own_network() -> NetworkFile:
    """Return the visitor's network that is in use, or their latest one.

    Raises:
        NetworkError: If they have none.
    """
    mine = [one for one in networks.networks() if not one.name]
    found = networks.own() or (mine[-1] if mine else None)
    if found is None:
        raise NetworkError(NO_OWN)
    return found
