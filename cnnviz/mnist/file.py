"""Read an MNIST file in Keras's layout. All sizes are checked before an array is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from cnnviz.errors import DataError
from cnnviz.mnist import published
from cnnviz.mnist.digits import CREDIT, N_CLASSES, SIDE, Digits

ADVICE = "Use an mnist.npz file as keras.datasets.mnist saves it."
#: The largest file, and the most digits in one part of it: several times MNIST's.
MAX_FILE_BYTES = 2**28
MAX_DIGITS = 250_000
#: The longest header of an array in bytes.
MAX_HEADER = 4096
#: The number of characters of a file's name in messages.
LONGEST_NAME = 40


def read(path: str | Path) -> Digits:
    """Return the digits in an .npz file with x_train, y_train, x_test and y_test.

    Only the file that Keras downloads is named MNIST: other data sets, such as Fashion-MNIST, have the same
    layout and even the same numbers of pictures.

    Raises:
        DataError: If there is no such file, or it does not hold 28x28 pictures with labels.
    """
    file = Path(path)
    try:
        _check_file(file)
        with zipfile.ZipFile(file) as archive:
            train, test = (_part(archive, part, _named(file)) for part in ("train", "test"))
        complete = _is_kerass_own(file)
    except DataError:
        raise
    except Exception as error:
        raise DataError(f"The file {_named(file)} cannot be read as MNIST. {ADVICE}") from error
    if complete:
        return Digits(*train, *test, name="the complete MNIST", source=CREDIT)
    return Digits(*train, *test, source=f"the file {_named(file)}, in MNIST's layout")


def _is_kerass_own(file: Path) -> bool:
    """Return whether the file is identical to the one that `keras.datasets.mnist` downloads."""
    return published.PUBLISHED.is_whole(file)


def _named(file: Path) -> str:
    """Return the file's name for messages, quoted and shortened."""
    return repr(file.name if len(file.name) <= LONGEST_NAME else f"{file.name[:LONGEST_NAME]}…")


def _check_file(file: Path) -> None:
    """Raise a DataError unless it is a regular file that is not too large; a pipe might never end."""
    if not file.is_file():
        raise DataError(f"There is no file {_named(file)}. {ADVICE}")
    if file.stat().st_size > MAX_FILE_BYTES:
        raise DataError(f"The file {_named(file)} is larger than {MAX_FILE_BYTES // 2**20} MB. {ADVICE}")


def _part(
    archive: zipfile.ZipFile, part: str, name: str
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Return the pictures and labels of one part."""
    (shape, dtype), (labels_shape, labels_dtype) = (_header(archive, f"{axis}_{part}") for axis in "xy")
    if len(shape) != 3 or shape[1:] != (SIDE, SIDE) or dtype != np.uint8 or shape[0] == 0:
        raise DataError(
            f"The file {name} holds no {SIDE}x{SIDE} pictures of bytes. Received: {shape} {dtype}"
        )
    if shape[0] > MAX_DIGITS:
        raise DataError(f"The file {name} holds more than {MAX_DIGITS:,} pictures. Received: {shape[0]}")
    if labels_shape != shape[:1] or labels_dtype.kind not in "ui":
        raise _unlabelled(name, labels_shape)
    images, labels = (_array(archive, f"{axis}_{part}") for axis in "xy")
    if not ((labels >= 0) & (labels < N_CLASSES)).all():
        raise _unlabelled(name, labels_shape)
    return np.ascontiguousarray(images), labels.astype(np.uint8)


def _unlabelled(name: str, shape: tuple[int, ...]) -> DataError:
    return DataError(
        f"The file {name} needs one label from 0 to {N_CLASSES - 1} for each picture. Received: {shape}"
    )


def _header(archive: zipfile.ZipFile, name: str) -> tuple[tuple[int, ...], np.dtype]:
    """Return the shape and type in an array's header, without reading the array."""
    with archive.open(f"{name}.npy") as stream:
        header = io.BytesIO(stream.read(MAX_HEADER))
    version = npy.read_magic(header)
    read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, _, dtype = read_header(header)
    return shape, dtype


def _array(archive: zipfile.ZipFile, name: str) -> npt.NDArray[np.uint8]:
    """Return an array whose header has been checked."""
    with archive.open(f"{name}.npy") as stream:
        array: npt.NDArray[np.uint8] = npy.read_array(stream, allow_pickle=False)
    return array
