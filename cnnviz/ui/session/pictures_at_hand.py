"""The pictures among which filters find what excites them: digits of a data set, or photographs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import digits, mnist
from cnnviz.mnist import Digits
from cnnviz.photos import PreparedPhoto
from cnnviz.ui.session import complete_mnist, image_in_use, loaded_digits, photo_answers

Array = npt.NDArray[np.float32]

#: How many digits, or photos, the worker looks at before it turns to other questions.
DIGITS_AT_ONCE, PHOTOS_AT_ONCE = 250, 1
#: The most places of one photo: there are few photos, and none is shown nine times.
PLACES_IN_A_PHOTO = 3


@dataclass(frozen=True, eq=False)
class DigitsAtHand:
    """Digits of a data set."""

    key: str
    """Equal for equal digits only."""
    data: Digits
    only_test: bool
    at_once = DIGITS_AT_ONCE
    per_picture = 1

    @cached_property
    def pictures(self) -> npt.NDArray[np.uint8]:
        """(n, 28, 28): the digits."""
        if self.only_test:
            return self.data.x_test
        return np.concatenate([self.data.x_train, self.data.x_test])

    @cached_property
    def _labels(self) -> list[int]:
        labels = [self.data.y_test] if self.only_test else [self.data.y_train, self.data.y_test]
        return [int(label) for label in np.concatenate(labels)]

    @property
    def n_pictures(self) -> int:
        """The number of digits."""
        return len(self.pictures)

    def inputs(self, start: int, stop: int) -> Array:
        """Return some digits as a network takes them, (n, 28, 28, 1)."""
        return mnist.encode(self.pictures[start:stop])

    def seen(self, index: int) -> Array:
        """Return what the network sees, (28, 28) in [0, 1]."""
        return digits.from_mnist(self.pictures[index]).digit

    def label(self, index: int) -> str:
        """Return what a picture is called."""
        return f"A digit, {self._labels[index]}"

    @property
    def words(self) -> str:
        """What these pictures are, for a sentence."""
        kind = "test digits" if self.only_test else "digits"
        return f"{self.n_pictures:,} {kind}"


@dataclass(frozen=True, eq=False)
class PhotosAtHand:
    """Photographs, as the network for photographs sees them."""

    photos: tuple[PreparedPhoto, ...]
    labels: tuple[str, ...]
    key: str
    at_once = PHOTOS_AT_ONCE
    per_picture = PLACES_IN_A_PHOTO

    @property
    def n_pictures(self) -> int:
        """The number of photographs."""
        return len(self.photos)

    def inputs(self, start: int, stop: int) -> Array:
        """Return some photographs as the network takes them, (n, height, width, 3)."""
        return np.stack([photo.x for photo in self.photos[start:stop]])

    def seen(self, index: int) -> Array:
        """Return what the network sees, (height, width, 3) in [0, 1]."""
        return self.photos[index].seen

    def label(self, index: int) -> str:
        """Return what a picture is called."""
        return self.labels[index]

    @property
    def words(self) -> str:
        """What these pictures are, for a sentence."""
        return f"{self.n_pictures} sample pictures"


AtHand = DigitsAtHand | PhotosAtHand


def digits_at_hand(source: str) -> AtHand:
    """Return the digits of a source: "test", "bundled" or "complete".

    The complete MNIST is not on every machine: the bundled digits then take its place.

    Raises:
        DataError: If its file cannot be read.
    """
    path = complete_mnist.path() if source == "complete" else None
    name = "bundled" if path is None else str(path)
    key = f"{name} {mnist.stamp(name)} {source == 'test'}"
    return _digits(key, name, only_test=source == "test")


@st.cache_resource(max_entries=3, show_spinner=False)
def _digits(key: str, name: str, *, only_test: bool) -> AtHand:
    return DigitsAtHand(key, loaded_digits.loaded(name), only_test)


@lru_cache(maxsize=1)
def sample_photos(names: tuple[str, ...]) -> AtHand:
    """Return sample images as photographs."""
    samples = [image_in_use.sample(name) for name in names]
    photos = tuple(photo_answers.prepared(one) for one in samples)
    return PhotosAtHand(photos, tuple(one.label for one in samples), " ".join(names))


def sources() -> list[str]:
    """Return the sources of digits on this machine, the smallest first."""
    return ["test", "bundled", *(["complete"] if complete_mnist.path() is not None else [])]
