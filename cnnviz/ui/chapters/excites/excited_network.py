"""Whose filters are shown, and among which pictures: those at hand, and the visitor's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cnnviz import mnist
from cnnviz.lessons.exciting import FilterLayer, filter_layers, layers_on_one_screen
from cnnviz.network import Network
from cnnviz.ui.session import (
    digit_in_use,
    image_in_use,
    network_answers,
    networks,
    photo_answers,
    pictures_at_hand,
)
from cnnviz.ui.session.explained_subject import own_network
from cnnviz.ui.session.pictures_at_hand import AtHand
from cnnviz.ui.session.state import current
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]

#: The sample images that the network for photographs looks at.
PHOTOS = ("cat", "cup", "photographer", "china", "flower", "test card", "phone number", "smiley")


@dataclass(frozen=True, eq=False)
class OwnPicture:
    """The visitor's own picture."""

    x: Array
    """(height, width, channels) as the network takes it."""
    seen: Array
    """What the network sees: (height, width) or (height, width, 3) in [0, 1]."""
    label: str


@dataclass(frozen=True, eq=False)
class ExcitedNetwork:
    """A network, and the pictures among which its filters find what excites them."""

    network: NetworkFile
    described: Network
    pictures: AtHand
    own: OwnPicture | None

    @property
    def layers(self) -> tuple[FilterLayer, ...]:
        """All layers with filters, from the first to the last."""
        return _layers(self.described)[0]

    @property
    def screen(self) -> tuple[FilterLayer, ...]:
        """Those that one screen shows."""
        return _layers(self.described)[1]

    @property
    def opened(self) -> FilterLayer | None:
        """The layer that the visitor has opened; None if there is none, or the network has no such layer."""
        name = current().excites.layer
        return next((one for one in self.layers if one.name == name), None)

    def seen(self, index: int) -> Array:
        """Return a picture by its number; the visitor's own comes after those at hand."""
        if self.own is not None and index == self.pictures.n_pictures:
            return self.own.seen
        return self.pictures.seen(index)

    def label(self, index: int) -> str:
        """Return what a picture is called."""
        return self.own.label if self.own and self.is_own(index) else self.pictures.label(index)

    def is_own(self, index: int) -> bool:
        """Return whether a picture is the visitor's own."""
        return index == self.pictures.n_pictures

    @property
    def words(self) -> str:
        """What the pictures are, for a sentence."""
        return f"{self.pictures.words}{' and yours' if self.own else ''}"


@lru_cache(maxsize=8)
def _layers(described: Network) -> tuple[tuple[FilterLayer, ...], tuple[FilterLayer, ...]]:
    """Return all layers of a network that have filters, and those of one screen."""
    return tuple(filter_layers(described)), tuple(layers_on_one_screen(described))


def reads_photos() -> bool:
    """Return whether the chosen network reads photographs."""
    return current().excites.subject == "photo"


def chosen_network() -> ExcitedNetwork:
    """Return the chosen network with its pictures.

    Raises:
        DataError: If the digits cannot be read.
        ImageError: If there is no digit in the visitor's drawing or image.
        NetworkError: If the visitor has no network of their own, or the photo network is not installed.
    """
    name = current().excites.subject
    if name == "photo":
        network = photo_answers.PHOTO_NETWORK
        pictures = pictures_at_hand.sample_photos(PHOTOS)
        return ExcitedNetwork(network, network_answers.parts(network)[0], pictures, _own_photo())
    network = own_network() if name == "own" else networks.SHIPPED[name]
    described = network_answers.with_classes(network, mnist.CLASS_NAMES)
    return ExcitedNetwork(
        network, described, pictures_at_hand.digits_at_hand(current().excites.source), _own_digit()
    )


def _own_photo() -> OwnPicture | None:
    """Return the visitor's own photo, if they have chosen one that is no sample."""
    if not image_in_use.is_chosen() or current().image.name in PHOTOS:
        return None
    image = image_in_use.chosen()
    photo = photo_answers.prepared(image)
    return OwnPicture(photo.x, photo.seen, image.label)


def _own_digit() -> OwnPicture | None:
    """Return the digit that the visitor has drawn or found in their image."""
    if current().digit.source == "bundled" or digit_in_use.is_awaited():
        return None
    digit = digit_in_use.prepared_digit().digit
    return OwnPicture(digit[..., np.newaxis], digit, "Your digit")
