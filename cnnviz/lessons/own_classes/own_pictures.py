"""The pictures of a visitor's own classes, and why nothing can be learned from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Pictures = npt.NDArray[np.uint8]

#: The most classes, and the most pictures of each.
MAX_CLASSES, MOST_PICTURES = 3, 10
#: Two pictures whose features differ by less, as a share of their length, are the same for the network.
SAME = 1e-3


@dataclass(frozen=True, eq=False)
class ClassPicture:
    """A picture that a class has, as small as it can be kept.

    Args:
        digest: A digest of what the network sees.
        thumbnail: A small copy (height, width, 3) uint8.
        features: What the network makes of the picture, (n_features,) float32; None while it is computed.
        seen: What the network sees, (height, width, 3) uint8; None once the features are known.
    """

    digest: str
    thumbnail: Pictures
    features: Array | None = field(default=None)
    seen: Pictures | None = field(default=None)

    def with_features(self, features: Array) -> ClassPicture:
        """Return the picture with its features, and without what the network sees."""
        return replace(self, features=features, seen=None)


@dataclass(frozen=True, eq=False)
class OwnClass:
    """A class with its name and its pictures; "" is the name of a class that is not used."""

    name: str
    pictures: tuple[ClassPicture, ...] = ()

    @property
    def features(self) -> Array:
        """The features of the pictures whose features are known, (n, n_features)."""
        known = [one.features for one in self.pictures if one.features is not None]
        return np.stack(known) if known else np.zeros((0, 0), np.float32)


def used(classes: Sequence[OwnClass]) -> list[OwnClass]:
    """Return the classes that have a name."""
    return [one for one in classes if one.name]


def why_not(classes: Sequence[OwnClass]) -> str:
    """Return why these classes cannot be learned, in a sentence that says what to do; "" if they can.

    >>> why_not([OwnClass("Mug"), OwnClass("")])
    'Two classes are needed. Give at least two of them a name.'
    """
    named = used(classes)
    names = [one.name for one in named]
    if len(named) < 2:
        return "Two classes are needed. Give at least two of them a name."
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        return f"Two classes are called “{twice}”. Give one of them another name."
    if not any(one.pictures for one in named):
        return "There are no pictures yet. Record some of each class, or give photos."
    if empty := [one.name for one in named if not one.pictures]:
        listed = ", ".join(f"“{name}”" for name in empty)
        verb = "has" if len(empty) == 1 else "have"
        name = "its name" if len(empty) == 1 else "a name"
        return f"{listed} {verb} no picture yet. Record some, or delete {name}."
    for one, other in combinations(named, 2):
        if _holds(one, other) or _holds(other, one):
            return (
                f"“{one.name}” and “{other.name}” have the same pictures. "
                "Nothing can tell them apart. Clear one of them."
            )
    return ""


def _holds(one: OwnClass, other: OwnClass) -> bool:
    """Return whether a class has all pictures of another, as files or as features."""
    return all(any(_are_same(mine, its) for mine in one.pictures) for its in other.pictures)


def _are_same(one: ClassPicture, other: ClassPicture) -> bool:
    if one.digest == other.digest:
        return True
    if one.features is None or other.features is None:
        return False
    length = max(float(np.linalg.norm(one.features)), float(np.linalg.norm(other.features)))
    return float(np.linalg.norm(one.features - other.features)) <= SAME * length
