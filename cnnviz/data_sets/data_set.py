"""A data set: pictures with labels, the names of the classes, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.errors import DataError

Pictures = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.integer[Any]]
Shape = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class DataSet:
    """Labelled pictures, some to train a network on and others to test it with.

    Args:
        x_train: Grey pictures (n, height, width) or colour pictures (n, height, width, 3), uint8.
        y_train: The class of each picture (n,), an index into `class_names`.
        x_test: Pictures of the same shape.
        y_test: Their classes.
        class_names: A name for each class.
        name: Its name within a sentence, such as "the complete MNIST".
        source: Its origin: authors, licence, file.

    Raises:
        DataError: If the arrays do not match.
    """

    x_train: Pictures
    y_train: Labels
    x_test: Pictures
    y_test: Labels
    class_names: tuple[str, ...]
    name: str
    source: str

    def __post_init__(self) -> None:
        for pictures, labels in ((self.x_train, self.y_train), (self.x_test, self.y_test)):
            _check_pictures(pictures)
            _check_labels(labels, len(pictures), self.n_classes)
        if self.x_train.shape[1:] != self.x_test.shape[1:]:
            raise DataError(
                "Training and test pictures need the same shape. "
                f"Received: {self.x_train.shape} and {self.x_test.shape}"
            )

    @property
    def input_shape(self) -> Shape:
        """The shape of one picture as a network's input: (height, width, channels)."""
        height, width, *channels = self.x_train.shape[1:]
        return (height, width, *(channels or (1,)))

    @property
    def n_classes(self) -> int:
        """The number of classes."""
        return len(self.class_names)

    @property
    def arrays(self) -> dict[str, Any]:
        """The four arrays by their names in an .npz file."""
        return {
            "x_train": self.x_train,
            "y_train": self.y_train,
            "x_test": self.x_test,
            "y_test": self.y_test,
        }


def encode(pictures: Pictures) -> npt.NDArray[np.float32]:
    """Return pictures as a network's input: (n, height, width, channels) float32 from 0 to 1.

    Args:
        pictures: (n, height, width) or (n, height, width, channels), uint8.

    >>> encode(np.array([[[0, 255]]], np.uint8)).tolist()
    [[[[0.0], [1.0]]]]
    """
    with_channels = pictures[..., np.newaxis] if pictures.ndim == 3 else pictures
    return with_channels.astype(np.float32) / np.float32(255)


def _check_pictures(pictures: Pictures) -> None:
    grey, colour = pictures.ndim == 3, pictures.ndim == 4 and pictures.shape[-1] == 3
    if not (grey or colour) or pictures.dtype != np.uint8 or pictures.size == 0:
        raise DataError(
            "Pictures need the shape (n, height, width) or (n, height, width, 3), and bytes. "
            f"Received: {pictures.shape} {pictures.dtype}"
        )


def _check_labels(labels: Labels, n: int, n_classes: int) -> None:
    fits = labels.shape == (n,) and labels.dtype.kind in "ui"
    if not fits or labels.min() < 0 or labels.max() >= n_classes:
        raise DataError(
            f"Each picture needs one label from 0 to {n_classes - 1}. "
            f"Received: {labels.shape} {labels.dtype} for {n:,} pictures"
        )
