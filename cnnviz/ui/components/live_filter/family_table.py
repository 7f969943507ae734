"""All kernels of a family as bytes, so that the browser can show each of them at once."""

from __future__ import annotations

from functools import cache

import numpy as np

from cnnviz.kernels import FAMILIES
from cnnviz.ui.components.headed import headed


@cache
def packed_family(name: str) -> bytes:
    """Return the numbers of a family's kernels, by size and then by angle, as float32 after a digest.

    First come the divisors of all kernels, then the weights of all kernels, row by row.

    Raises:
        KeyError: If there is no such family.
        ValueError: If float32 cannot hold a number exactly.
    """
    family = FAMILIES[name]
    kernels = [family(size, angle) for size in family.sizes for angle in family.angles or (None,)]
    exact = np.concatenate(
        [[kernel.divisor for kernel in kernels], *(np.ravel(kernel.weights) for kernel in kernels)]
    )
    numbers = exact.astype("<f4")
    if any(kernel.offset for kernel in kernels) or not np.array_equal(numbers, exact):
        raise ValueError(
            f"A family's weights and divisors are whole numbers without offset. Received: {name}"
        )
    return headed(numbers.tobytes())
