"""Files as PyTorch's old format has them, written without PyTorch; and pickles that it would never write."""

import io
import pickle
import sys
from collections import OrderedDict
from types import ModuleType
from typing import Any

import numpy as np

MAGIC, VERSION = 0x1950A86A20F9469CFC6C, 1001
TYPES = {np.dtype("<f4"): "FloatStorage", np.dtype("<i8"): "LongStorage"}


class Storage:
    """What stands for a tensor's numbers in the pickle."""

    def __init__(self, key: str, numbers: np.ndarray) -> None:
        self.key, self.numbers = key, numbers.ravel()


class Tensor:
    """Pickles as a call of PyTorch's rebuild function."""

    def __init__(self, storage: Storage, offset: Any, shape: Any, strides: Any) -> None:
        self.parts = (storage, offset, shape, strides, False, OrderedDict())

    def __reduce__(self) -> tuple[Any, ...]:
        return sys.modules["torch._utils"]._rebuild_tensor_v2, self.parts


class _Pickler(pickle._Pickler):  # the one in Python, which can be told of storages
    def persistent_id(self, obj: object) -> Any:
        if not isinstance(obj, Storage):
            return None
        kind = getattr(sys.modules["torch"], TYPES[obj.numbers.dtype])
        return ("storage", kind, obj.key, "cpu", obj.numbers.size, None)


def _stand_in(monkeypatch: Any) -> None:
    """Put modules with PyTorch's names in place, so that a pickle can name what is in them."""
    torch, inner = ModuleType("torch"), ModuleType("torch._utils")
    for name in TYPES.values():
        setattr(torch, name, type(name, (), {"__module__": "torch", "__qualname__": name}))
    exec("def _rebuild_tensor_v2(*parts): ...", inner.__dict__)
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch._utils", inner)


def written(monkeypatch: Any, tensors: Any, storages: list[Storage], *, facts: Any = None) -> bytes:
    """Return a file of these tensors."""
    with monkeypatch.context() as patch:
        _stand_in(patch)
        stream = io.BytesIO()
        keys = [storage.key for storage in storages]
        for part in (MAGIC, VERSION, facts or {"little_endian": True}, tensors, keys):
            _Pickler(stream, 2).dump(part)
    for storage in storages:
        stream.write(storage.numbers.size.to_bytes(8, "little") + storage.numbers.tobytes())
    return stream.getvalue()


def of_arrays(monkeypatch: Any, arrays: dict[str, np.ndarray]) -> bytes:
    """Return a file of these arrays, each in a storage of its own, row by row."""
    storages = [Storage(f"1{n}", array) for n, array in enumerate(arrays.values())]
    tensors = OrderedDict(
        (name, Tensor(storage, 0, array.shape, tuple(step // array.itemsize for step in array.strides)))
        for (name, array), storage in zip(arrays.items(), storages, strict=True)
    )
    return written(monkeypatch, tensors, storages)
