"""NumPy arrays as Python source."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz import kernels
from cnnviz.errors import KernelError

#: A kernel with more numbers is called by its name, if it has one.
MOST_NUMBERS = 25


def array(values: npt.NDArray[np.floating]) -> str:
    """Return the Python source of an array, every number exact; a matrix has one line for each row.

    >>> print(array(np.array([[0, 1.5], [-1, 0]])))
    np.array([
        [0, 1.5],
        [-1, 0],
    ], "float32")
    """
    if values.ndim != 2 or len(values) == 1:
        return f'np.array({_listed(values)}, "float32")'
    rows = "".join(f"    {_listed(row)},\n" for row in values)
    return f'np.array([\n{rows}], "float32")'


def kernel_array(values: npt.NDArray[np.floating], name: str) -> str:
    """Return the source of a kernel (rows, columns): its numbers, or for a large one a call with its name.

    The call needs `kernels` of this package.

    Args:
        values: The kernel's numbers, also flipped or with zeros around them.
        name: Its name. `kernels.get` may not know it.

    >>> kernel_array(kernels.get("gaussian blur 9x9").array, "gaussian blur 9x9")
    'kernels.get("gaussian blur 9x9").array'
    """
    if values.size > MOST_NUMBERS:
        for source, same in _by_name(name, values.shape):
            if np.array_equal(same, values):
                return source
    return array(values)


def _by_name(name: str, shape: tuple[int, ...]) -> list[tuple[str, npt.NDArray[np.float32]]]:
    """Return sources of arrays made of the kernel with this name, each with its array; [] if unknown."""
    try:
        known = kernels.get(name).array
    except KernelError:
        return []
    source = f'kernels.get("{name}").array'
    if known.shape != shape:
        before = [side // 2 - own // 2 for side, own in zip(shape, known.shape, strict=True)]
        around = [
            (first, side - own - first) for first, side, own in zip(before, shape, known.shape, strict=True)
        ]
        if min(map(min, around)) < 0:
            return []
        known, source = np.pad(known, around), f"np.pad({source}, {around})"
    return [(source, known), (f"{source}[::-1, ::-1]", known[::-1, ::-1])]


def _listed(values: npt.NDArray[np.floating]) -> str:
    """Return nested lists of the shortest texts that restore the same float32 numbers."""
    shortest = np.vectorize(lambda value: float(str(np.float32(value))), otypes=[float])(values)
    return repr(shortest.tolist()).replace(".0,", ",").replace(".0]", "]")
