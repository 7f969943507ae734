"""Radial basis functions: how far the inputs are from fixed codes."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float32, as_gradient


def codes_of(places: Sequence[Sequence[int]], n_inputs: int) -> FloatArray:
    """Return codes of 1 and -1.

    Args:
        places: For each code, the places of 1; all others are -1.
        n_inputs: The length of each code.

    Returns:
        (codes, n_inputs), float32.

    Raises:
        NetworkError: If a place does not exist.

    >>> codes_of([[0, 1], [2]], 3)
    array([[ 1.,  1., -1.],
           [-1., -1.,  1.]], dtype=float32)
    """
    largest = max(max(row) for row in places)
    if largest >= n_inputs:
        raise NetworkError(f"The codes need more inputs than there are. Received: {largest}, {n_inputs}")
    codes = np.full((len(places), n_inputs), -1, np.float32)
    for code, row in zip(codes, places, strict=True):
        code[list(row)] = 1
    return codes


def squared_distances(x: npt.ArrayLike, codes: npt.ArrayLike) -> FloatArray:
    """Return the squared distance of `x` from each code: the sum of (x - code) ** 2.

    Args:
        x: (inputs,), numbers of any type.
        codes: (codes, inputs).

    Returns:
        (codes,), float32, at least 0.

    Raises:
        NetworkError: If the shapes do not belong together.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-Based Learning Applied to Document
    Recognition", Proceedings of the IEEE, 1998, equation 7.

    >>> squared_distances([1, 0], [[1, 1], [-1, 1]])
    array([1., 5.], dtype=float32)
    """
    x, codes = _input_and_codes(x, codes)
    distances: FloatArray = ((x - codes) ** 2).sum(axis=1)
    return distances


def squared_distances_backward(gradient: npt.ArrayLike, x: npt.ArrayLike, codes: npt.ArrayLike) -> FloatArray:
    """Return the gradient of `squared_distances` for `x`: 2 (x - code), weighted by each code's slope.

    Args:
        gradient: (codes,), the gradient of the distances.
        x: (inputs,), numbers of any type.
        codes: (codes, inputs).

    Returns:
        (inputs,), float32.

    Raises:
        NetworkError: If the shapes do not belong together.
    """
    x, codes = _input_and_codes(x, codes)
    dx: FloatArray = 2 * as_gradient(gradient, codes.shape[:1]) @ (x - codes)
    return dx


def _input_and_codes(x: npt.ArrayLike, codes: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, codes = as_float32("x", x), as_float32("codes", codes)
    if x.ndim != 1 or codes.ndim != 2 or codes.shape[1:] != x.shape:
        raise NetworkError(
            "`codes` must have shape (codes, inputs), with one number for each input. "
            f"Received: codes.shape={codes.shape}, x.shape={x.shape}"
        )
    return x, codes
