"""Read one array of a stranger's HDF5 file, after checking what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.network import Shape

if TYPE_CHECKING:
    import h5py

Array = npt.NDArray[np.float32]


def array_at(file: h5py.Group, path: str, shape: Shape, *, layer: str, advice: str) -> Array:
    """Return an array after checking that it is plain, in this file, of floats, and has the layer's shape.

    A link to another file, a virtual dataset or a larger array is refused before anything is read.

    Args:
        file: The file, or a group of it.
        path: The way to the array from there, such as "layers/conv2d/vars/0".
        shape: The shape that the layer needs.
        layer: What the messages call the layer.
        advice: The sentence at the end of the messages.

    Raises:
        NetworkError: If there is no such array, or it does not fit.
    """
    found = entry_at(file, path)
    if found is None:
        raise NetworkError(f"The weights of {layer} are missing from the file. {advice}")
    if not _is_plain(found) or found.shape != shape or found.dtype.kind != "f":
        raise NetworkError(f"The weights of {layer} must have the shape {shape}. {advice}")
    array = np.asarray(found[()], dtype=np.float32)
    if not np.isfinite(array).all():
        raise NetworkError(f"The weights of {layer} contain NaN or infinity. {advice}")
    return array


def entry_at(file: h5py.Group, path: str) -> Any:
    """Return the group or dataset at a path if each link on the way stays in this file, or else None."""
    import h5py  # noqa: PLC0415 - a page that reads no network does not pay for this import

    group: Any = file
    for part in path.split("/"):
        if not isinstance(group, h5py.Group) or not isinstance(group.get(part, getlink=True), h5py.HardLink):
            return None
        group = group[part]
    return group


def _is_plain(found: Any) -> bool:
    """Return whether a dataset has its numbers in this file."""
    import h5py  # noqa: PLC0415 - as above

    return isinstance(found, h5py.Dataset) and not found.external and not found.is_virtual
