"""Read a PyTorch file of the old format as data: named tensors, without PyTorch, and no code is run.

The file holds five pickles: a magic number, the version, facts about the machine, the tensors, and the keys
of the storages. Then come the numbers of each storage. A pickle can name any function and have it called.
Here it reaches three kinds of names only, and each stands for a value of this module.

Source: `_legacy_save` in PyTorch's torch/serialization.py.
"""

from __future__ import annotations

import hashlib
import io
import math
import pickle
import pickletools
import re
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError

Array = npt.NDArray[np.float32]

_MAGIC, _VERSION = 0x1950A86A20F9469CFC6C, 1001
#: The most bytes of the file before the numbers, and the largest number of values that its pickles remember.
_MAX_PICKLED, _MAX_REMEMBERED = 2**20, 2**16
#: The bytes before each storage: how many numbers follow.
_COUNT_BYTES = 8
_NO_FILE = "This is not a PyTorch file of the old format, or it is damaged."
_CODE = "The file asks for code to run, so it is not read. A PyTorch file of weights holds tensors only."


class _NumberType(NamedTuple):
    """The type of a storage's numbers, in NumPy; it stands for a class of `torch`."""

    dtype: str


class _Storage(NamedTuple):
    """A row of numbers in the file."""

    key: str
    dtype: str
    size: int


class _Tensor(NamedTuple):
    """A tensor: places in a storage."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


_TYPES = {"FloatStorage": _NumberType("<f4"), "LongStorage": _NumberType("<i8")}


class _Unpickler(pickle.Unpickler):
    """An unpickler that knows three kinds of names, and refuses all others."""

    def find_class(self, module: str, name: str) -> object:
        """Return the value that stands for a name; no module is imported."""
        match module, name:
            case "collections", "OrderedDict":
                return OrderedDict
            case "torch._utils", "_rebuild_tensor_v2":
                # A new function each time: a pickle can set the attributes of one that it gets.
                return lambda *parts: _Tensor(*parts[:4])
            case "torch", kind if kind in _TYPES:
                return _TYPES[kind]
        raise NetworkError(f"{_CODE} Received: {module[:40]}.{name[:40]}")

    def persistent_load(self, pid: object) -> _Storage:
        """Return the storage that ("storage", type, key, place, size, view) means."""
        match pid:
            case ("storage", _NumberType(dtype), str(key), str(), int(size), None) if size >= 0:
                return _Storage(key, dtype, size)
        raise NetworkError(_NO_FILE)


def read_hashed(path: Path) -> dict[str, Array]:
    """Return the float32 tensors of a file whose name ends in the beginning of its SHA-256, by their names.

    Raises:
        NetworkError: If the file is not the one that its name promises, or is not a PyTorch file.
    """
    named = re.search(r"-([0-9a-f]{8,64})\.pth$", path.name)
    if named is None:
        raise NetworkError(f"The file's name must end in its SHA-256. Received: {path.name!r}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NetworkError(f"The file {path.name} cannot be opened. Install it again.") from error
    if not hashlib.sha256(data).hexdigest().startswith(named[1]):
        raise NetworkError(f"The file {path.name} is damaged: its SHA-256 differs. Install it again.")
    return read_tensors(data)


def read_tensors(data: bytes) -> dict[str, Array]:
    """Return the float32 tensors of a PyTorch file of the old format, by their names, in its order.

    Tensors of whole numbers, such as counters of batches, are left out.

    Raises:
        NetworkError: If it is no such file, is damaged, or names anything but tensors.
    """
    try:
        return _read(data)
    except NetworkError:
        raise
    except Exception as error:
        raise NetworkError(_NO_FILE) from error


def _read(data: bytes) -> dict[str, Array]:
    stream = io.BytesIO(data)
    start = (_unpickled(stream), _unpickled(stream))
    _require(start == (_MAGIC, _VERSION) and _unpickled(stream)["little_endian"] is True)
    tensors, keys = _unpickled(stream), _unpickled(stream)
    _require(isinstance(tensors, OrderedDict) and isinstance(keys, list))
    _require(all(isinstance(name, str) and isinstance(one, _Tensor) for name, one in tensors.items()))
    numbers = _numbers(stream, keys, (one.storage for one in tensors.values()))
    floats = {name: one for name, one in tensors.items() if one.storage.dtype == "<f4"}
    return {name: _array(one, numbers[one.storage.key]) for name, one in floats.items()}


def _require(fits: bool) -> None:
    """Raise a NetworkError unless something fits."""
    if not fits:
        raise NetworkError(_NO_FILE)


def _unpickled(stream: io.BytesIO) -> Any:
    """Return the next pickle of the stream, which is left behind it."""
    start = stream.tell()
    for code, value, _ in pickletools.genops(stream):
        # The place of a remembered value reserves memory for all places before it.
        _require("PUT" not in code.name or int(str(value)) < _MAX_REMEMBERED)
    size = stream.tell() - start
    _require(size <= _MAX_PICKLED)
    stream.seek(start)
    return _Unpickler(io.BytesIO(stream.read(size))).load()


def _numbers(
    stream: io.BytesIO, keys: list[str], storages: Iterable[_Storage]
) -> dict[str, npt.NDArray[np.generic]]:
    """Return the numbers of each storage, which follow each other in the order of the keys."""
    known = {storage.key: storage for storage in storages}
    numbers: dict[str, npt.NDArray[np.generic]] = {}
    for key in keys:
        storage = known[key]
        dtype = np.dtype(storage.dtype)
        content = stream.read(_COUNT_BYTES + storage.size * dtype.itemsize)
        _require(int.from_bytes(content[:_COUNT_BYTES], "little") == storage.size)
        numbers[storage.key] = np.frombuffer(content, dtype, storage.size, _COUNT_BYTES)
    return numbers


def _array(tensor: _Tensor, numbers: npt.NDArray[np.generic]) -> Array:
    """Return a tensor's numbers, after checking that all of its places lie in its storage."""
    shape, strides = tensor.shape, tensor.strides
    whole = all(type(n) is int and n >= 0 for n in (tensor.offset, *shape, *strides))
    _require(whole and len(shape) == len(strides) and 0 < math.prod(shape) <= numbers.size)
    last = tensor.offset + sum((n - 1) * step for n, step in zip(shape, strides, strict=True))
    _require(last < numbers.size)
    steps = [numbers.itemsize * step for step in strides]
    view = np.lib.stride_tricks.as_strided(numbers[tensor.offset :], shape, steps)
    array = np.array(view, np.float32)
    if not np.isfinite(array).all():
        raise NetworkError("The weights in the file contain NaN or infinity.")
    return array
