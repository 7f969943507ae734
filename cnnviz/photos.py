"""Photographs as a network for photographs takes them: cut from the middle, resized and scaled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.errors import NetworkError
from cnnviz.network import Preparation

Array = npt.NDArray[np.float32]

#: How the network learned. All of Pillow's filters name the sample photographs alike.
RESAMPLING = Image.Resampling.BICUBIC


class CropBox(NamedTuple):
    """A part of a picture, in its pixels; bottom and right are exclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class PreparedPhoto:
    """A photograph on its way into a network."""

    box: CropBox
    """The part of the photograph that the network sees."""
    seen: Array
    """This part in the network's size, (height, width, 3) float32 in [0, 1], multiples of 1/255."""
    x: Array
    """The network's input, (height, width, 3) float32: `seen` in the range that the network learned from."""


class Guess(NamedTuple):
    """A class that a network thinks possible."""

    class_index: int
    """The class's index; a few of ImageNet's names stand twice."""
    name: str
    probability: float


def best(probabilities: Array, classes: Sequence[str], n: int = 5) -> list[Guess]:
    """Return the most probable classes, the best first.

    Args:
        probabilities: (n_classes,), each in [0, 1].
        classes: The classes' names, by index.
        n: The largest number of guesses.

    >>> best(np.array([0.2, 0.5, 0.3]), ("cat", "dog", "cat"), 2)
    [Guess(class_index=1, name='dog', probability=0.5), Guess(class_index=2, name='cat', probability=0.3)]
    """
    order = np.argsort(-probabilities, kind="stable")[:n]
    return [Guess(int(index), classes[index], float(probabilities[index])) for index in order]


def crop_box(height: int, width: int, preparation: Preparation) -> CropBox:
    """Return the part of a picture that a network sees.

    Args:
        height: Rows of the picture.
        width: Columns of the picture.
        preparation: The network's preparation; its size must not be None.

    Raises:
        NetworkError: If the network takes pictures of any size.

    >>> crop_box(300, 451, Preparation((224, 224), "crop", share=224 / 256))
    CropBox(top=19, left=95, bottom=281, right=357)
    """
    rows, columns = _target(preparation)
    if preparation.fit == "resize":
        return CropBox(0, 0, height, width)
    scale = preparation.share * min(height / rows, width / columns)
    n_rows, n_columns = max(1, int(scale * rows)), max(1, int(scale * columns))
    top, left = (height - n_rows + 1) // 2, (width - n_columns + 1) // 2
    return CropBox(top, left, top + n_rows, left + n_columns)


def prepared(image: Array, preparation: Preparation) -> PreparedPhoto:
    """Return a photograph as a network takes it.

    Args:
        image: (height, width, 3), or (height, width) in grey, float32 in [0, 1].
        preparation: The network's preparation; its size must not be None.

    Raises:
        NetworkError: If the network takes pictures of any size.
    """
    rows, columns = _target(preparation)
    box = crop_box(image.shape[0], image.shape[1], preparation)
    part = image[box.top : box.bottom, box.left : box.right]
    levels = Image.fromarray(np.rint(part * 255).astype(np.uint8)).convert("RGB")
    resized = np.asarray(levels.resize((columns, rows), RESAMPLING), np.float32)
    return PreparedPhoto(box, resized / np.float32(255), preparation.scaled(resized))


def _target(preparation: Preparation) -> tuple[int, int]:
    if preparation.size is None:
        raise NetworkError("This network takes pictures of any size, so a photo needs no preparation.")
    return preparation.size
