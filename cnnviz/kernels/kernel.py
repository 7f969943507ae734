"""The data of one kernel."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError

MAX_SIZE = 31
MAX_WEIGHT = 1e6
# The sum of a kernel's weights is a common divisor, and it can be this large.
MAX_DIVISOR = MAX_WEIGHT * MAX_SIZE**2
MIN_DIVISOR = 1e-6
#: The sum of a balanced kernel's weights, as a share of the sum of their absolute values: that of a family of
#: kernels is not exactly 0.
ALMOST_BALANCED = 0.02


@dataclass(frozen=True)
class Kernel:
    """A kernel: each result is the sum of weight times pixel, divided by `divisor`, plus `offset`.

    Args:
        name: Its key in `KERNELS` or for `get`; "custom" for a visitor's own kernel.
        weights: Rows of numbers, 1x1 to 31x31, each within ±1,000,000.
        divisor: Any number except 0.
        offset: In units of the image: GIMP's 128 is 128/255.
        effect: What it does, in one sentence.
        source: Where it comes from.

    Raises:
        KernelError: If the numbers do not make a kernel.

    >>> Kernel("mean", ((1, 1), (1, 1)), divisor=4).shape
    (2, 2)
    """

    name: str
    weights: tuple[tuple[float, ...], ...]
    divisor: float = 1.0
    offset: float = 0.0
    effect: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", _rows(self.weights))
        object.__setattr__(self, "divisor", _number(self.divisor, "divisor", MAX_DIVISOR))
        object.__setattr__(self, "offset", _number(self.offset, "offset", MAX_WEIGHT))
        if abs(self.divisor) < MIN_DIVISOR:
            raise KernelError(f"A kernel's divisor must not be 0 or nearly 0. Received: {self.divisor:g}")

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return len(self.weights), len(self.weights[0])

    @property
    def balanced(self) -> bool:
        """Whether an even area gives about 0: the weights add up to about 0, and nothing is added.

        >>> Kernel("edge", ((-1, 1),)).balanced, Kernel("mean", ((1, 1),), divisor=2).balanced
        (True, False)
        """
        weights = self.array
        return self.offset == 0 and bool(abs(weights.sum()) <= ALMOST_BALANCED * np.abs(weights).sum())

    @property
    def array(self) -> NDArray[np.float32]:
        """The weights as typed, before the division: (rows, columns) float32, a new array each time."""
        return np.array(self.weights, dtype=np.float32)


def _rows(rows: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """Return the weights as floats. Raise a KernelError unless they are a table of a valid size."""
    lengths = {len(row) for row in rows}
    if len(lengths) > 1:
        raise KernelError(
            "Every row of a kernel needs as many numbers as the first. "
            f"Received rows of {', '.join(map(str, sorted(lengths)))}."
        )
    if not all(1 <= size <= MAX_SIZE for size in (len(rows), *lengths)):
        size = f"{len(rows)} rows of {max(lengths, default=0)} numbers"
        raise KernelError(f"A kernel has 1 to {MAX_SIZE} rows of 1 to {MAX_SIZE} numbers. Received: {size}")
    return tuple(tuple(_number(weight, "weight", MAX_WEIGHT) for weight in row) for row in rows)


def _number(value: float, what: str, limit: float) -> float:
    """Return the number as a float. Raise a KernelError unless it is a number within the limit."""
    number = float(value)
    if not math.isfinite(number) or abs(number) > limit:
        raise KernelError(
            f"A kernel's {what} must lie between −{limit:,.0f} and {limit:,.0f}. Received: {number:g}"
        )
    return number + 0.0  # −0 becomes 0
