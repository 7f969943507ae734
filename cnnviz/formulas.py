"""The arithmetic of one cell as a line of text with its numbers."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from cnnviz.figures.captions import number
from cnnviz.filters import BORDERS, apply
from cnnviz.kernels import Kernel
from cnnviz.layers import conv2d_cost, dense_cost

Array = npt.NDArray[np.float32]


#: A sum with more products than this is shortened.
MOST_TERMS = 9


def filtered(
    image: Array, kernel: Kernel, at: tuple[int, int], border: str, flip: bool, *, value: float | None = None
) -> str:
    """Return the arithmetic of one cell of `filters.apply`.

    Args:
        image: (height, width) float32.
        kernel: The kernel applied to it.
        at: Row and column of the cell.
        border: How the image continues beyond its edge, a key of `filters.BORDERS`.
        flip: Whether the kernel is rotated by 180 degrees.
        value: The cell's value, if the image has been filtered already; saves filtering it again.
    """
    weights = kernel.array[::-1, ::-1] if flip else kernel.array
    if np.count_nonzero(weights) > MOST_TERMS or not all(side % 2 for side in weights.shape):
        if value is None:
            value = float(apply(image, kernel, border=border, flip=flip)[at])
        return f"the sum of {np.count_nonzero(weights)} products = {number(value)}"
    rows, columns = (side // 2 for side in weights.shape)
    around = np.pad(image, ((rows, rows), (columns, columns)), mode=BORDERS[border].numpy)  # type: ignore[call-overload]
    window = around[at[0] : at[0] + weights.shape[0], at[1] : at[1] + weights.shape[1]]
    return convolution(window, weights, kernel.divisor, kernel.offset)


def convolution(window: Array, weights: Array, divisor: float = 1, offset: float = 0) -> str:
    """Return the products of a window and the kernel's nonzero weights, and their sum.

    >>> convolution(np.array([[0.5, 0.25]]), np.array([[1, -2]]))
    '1·0.5 − 2·0.25 = 0'
    """
    terms = [(w, x) for w, x in zip(weights.ravel().tolist(), window.ravel().tolist(), strict=True) if w]
    text = " ".join(_term(w, x, n == 0) for n, (w, x) in enumerate(terms)) or "0"
    total = sum(w * x for w, x in terms) / divisor + offset
    if divisor != 1:
        text = f"({text}) / {number(divisor)}"
    if offset:
        text += f" {'−' if offset < 0 else '+'} {number(abs(offset))}"
    return f"{text} = {number(_clean(total))}"


def _term(weight: float, value: float, first: bool) -> str:
    sign = ("−" if first else "− ") if weight < 0 else ("" if first else "+ ")
    return f"{sign}{number(abs(weight))}·{_factor(value)}"


def _factor(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def _clean(value: float) -> float:
    """Return the value, or 0 if it is only float rounding."""
    return 0.0 if abs(value) < 1e-6 else value


def relu(value: float) -> str:
    """Return the arithmetic of ReLU for one value.

    >>> relu(-0.5)
    'max(0, −0.5) = 0'
    """
    return f"max(0, {number(value)}) = {number(max(0.0, value))}"


def pooling(window: Array, kind: str) -> str:
    """Return the arithmetic of "max" or "average" pooling for one window.

    >>> pooling(np.array([[1.0, 2.0], [3.0, 6.0]]), "average")
    '(1 + 2 + 3 + 6) / 4 = 3'
    """
    values = window.ravel().tolist()
    listed = [number(value) for value in values]
    if kind == "max":
        return f"max({', '.join(listed)}) = {number(max(values))}"
    return f"({' + '.join(map(_factor, values))}) / {len(values)} = {number(sum(values) / len(values))}"


def convolution_cost(
    input_shape: tuple[int, ...], kernel_size: tuple[int, int], output_shape: tuple[int, ...]
) -> tuple[str, str]:
    """Return two sentences: how much smaller the map is, and the cost compared with a dense layer.

    Args:
        input_shape: (height, width, channels).
        kernel_size: (rows, columns).
        output_shape: (height, width, filters).
    """
    rows, columns = kernel_size
    channels, filters = input_shape[2], output_shape[2]
    cost = conv2d_cost(kernel_size, channels, (output_shape[0], output_shape[1], filters))
    n_inputs, n_outputs = math.prod(input_shape), math.prod(output_shape)
    dense = dense_cost(n_inputs, n_outputs)
    kept = f"{n_inputs:,} {'numbers' if n_inputs > 1 else 'number'} became {n_outputs:,}."
    few = (
        f"**Weights:** {rows}·{columns}·{channels}·{filters} + {filters} bias = {cost.parameters:,}. "
        f"All {output_shape[0]}·{output_shape[1]} places share them. Each place sees only its own window. "
        f"That takes {cost.multiplications:,} multiplications.  \n"
        f"A fully connected layer needs {n_inputs:,}·{n_outputs:,} + {n_outputs:,} = "
        f"**{dense.parameters:,}** weights for the same map. "
        f"That takes {dense.multiplications:,} multiplications."
    )
    return kept, few
