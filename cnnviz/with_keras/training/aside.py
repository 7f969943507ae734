"""A run that is put aside, as bytes: arrays and numbers without pickles, readable on any machine."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.with_keras.training.progress import Progress

#: Lists of arrays by what they belong to: the model, the optimizer, ...
State: TypeAlias = Mapping[str, Sequence[npt.NDArray[Any]]]

_PROGRESS = "progress"


def packed(progress: Progress, state: State) -> bytes:
    """Return a NumPy .npz file of a run's progress and arrays."""
    members = {f"{owner} {n}": array for owner, arrays in state.items() for n, array in enumerate(arrays)}
    members[_PROGRESS] = np.frombuffer(progress.to_json(), np.uint8)
    stream = io.BytesIO()
    np.savez(stream, **members)  # type: ignore[arg-type]  # it takes the keywords for its own
    return stream.getvalue()


def progress_in(data: bytes) -> Progress:
    """Return the progress that `packed` has written, without reading the arrays."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        return Progress.from_json(file[_PROGRESS].tobytes())


def unpacked(data: bytes) -> dict[str, list[npt.NDArray[Any]]]:
    """Return the arrays that `packed` has written; owners without arrays are missing."""
    state: dict[str, list[npt.NDArray[Any]]] = {}
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        for name in file.files:  # in the order in which they were written
            if name != _PROGRESS:
                state.setdefault(name.rpartition(" ")[0], []).append(file[name])
    return state
