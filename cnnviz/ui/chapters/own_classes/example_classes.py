"""What the page begins with: three sample photos, cut into pieces, as the pictures of three classes."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cnnviz import images
from cnnviz.lessons.own_classes import ClassPicture, OwnClass
from cnnviz.ui.session import class_pictures, photo_features
from cnnviz.ui.session.background_answers import Answers

Array = npt.NDArray[np.float32]

#: The samples by the names of their classes.
SAMPLES = {"cat": "cat", "cup": "cup", "flower": "flower"}
#: The side of a piece as a share of the photo's shorter side, and where the pieces stand.
SHARE = 0.7
PLACES = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0), (0.5, 0.25), (0.5, 0.75))

_features: Answers[list[Array]] = Answers()


def classes() -> list[OwnClass]:
    """Return the classes, with the features of their pictures once they are known.

    Raises:
        NetworkError: If the network's package is not installed.
        WorkerError: If the worker does not answer.
    """
    found = _features.answer(__name__, _compute)
    if found is None:
        return _pieces()
    left = iter(found)
    return [
        OwnClass(one.name, tuple(picture.with_features(next(left)) for picture in one.pictures))
        for one in _pieces()
    ]


def is_ready() -> bool:
    """Return whether the features are known, or why they are not."""
    return _features.is_ready(__name__, _compute)


def pieces_of(photo: Array) -> list[Array]:
    """Return square pieces of a photo (height, width, 3), in the order of `PLACES`."""
    side = round(SHARE * min(photo.shape[:2]))
    corners = [
        [round(share * (length - side)) for share, length in zip(place, photo.shape[:2], strict=True)]
        for place in PLACES
    ]
    return [photo[top : top + side, left : left + side] for top, left in corners]


@cache
def _pieces() -> list[OwnClass]:
    samples = images.sample_images()
    return [
        OwnClass(name, tuple(map(class_pictures.own_picture, pieces_of(samples[sample]()))))
        for name, sample in SAMPLES.items()
    ]


def _compute() -> list[Array]:
    pictures: list[ClassPicture] = [picture for one in _pieces() for picture in one.pictures]
    return [photo_features.compute(one.seen) for one in pictures if one.seen is not None]
