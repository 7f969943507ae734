"""The stepper's operations: convolution, pooling and activation, checked before a browser gets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

import numpy as np

from cnnviz.errors import NetworkError
from cnnviz.layers import ACTIVATIONS, output_size
from cnnviz.pipeline import POOLINGS
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES
from cnnviz.ui.components.stepper.operation_checks import (
    Array,
    Padding,
    Pair,
    check_input,
    check_kernel,
    check_numbers,
    check_settings,
)

NO_PADDING: Padding = ((0, 0), (0, 0))


@dataclass(frozen=True, eq=False)
class Convolution:
    """The operation of `keras.layers.Conv2D` on one sample; with `divisor` and `offset`, that of a filter.

    An output cell is (sum of input · weight) / divisor + offset + bias.

    Args:
        x: (height, width, channels) float32, up to 64 x 64 x 3.
        weights: (kernel height, kernel width, channels, filters).
        bias: (filters,), or None.
        strides: (rows, columns) from one window to the next.
        padding: ((top, bottom), (left, right)) cells around `x`.
        mode: how the padding is filled, a key of `PADDING_MODES`.
        dilation_rate: (rows, columns) from one cell of the window to the next.
        divisor: any number except 0.
        offset: is added to every output cell.
        others: what input maps that are not shown add to each output cell, (rows, columns, filters); or None.
        n_others: the number of these maps.
        pixels: whether `x` holds pixels, 0 to 1; three channels are then red, green and blue.

    Raises:
        NetworkError: If shapes do not match, or a number is not finite or out of range.
    """

    x: Array
    weights: Array
    bias: Array | None = None
    strides: Pair = (1, 1)
    padding: Padding = NO_PADDING
    mode: str = "zeros"
    dilation_rate: Pair = (1, 1)
    divisor: float = 1.0
    offset: float = 0.0
    others: Array | None = None
    n_others: int = 0
    pixels: bool = False
    kind: ClassVar[str] = "convolution"

    def __post_init__(self) -> None:
        check_input(self.x)
        check_kernel(self.x, self.weights, self.bias)
        check_settings(self.strides, self.padding, self.dilation_rate)
        if self.mode not in PADDING_MODES:
            raise NetworkError(
                f"`mode` must be one of {', '.join(PADDING_MODES)}. Received: mode={self.mode!r}"
            )
        if not np.isfinite([self.divisor, self.offset]).all() or self.divisor == 0:
            raise NetworkError(
                "`divisor` and `offset` must be numbers, and the divisor not 0. "
                f"Received: divisor={self.divisor}, offset={self.offset}"
            )
        if self.others is not None:
            check_numbers("others", self.others)
            if self.others.shape != output_shape(self):
                raise NetworkError(
                    f"`others` must have a number for each output cell. Received: {self.others.shape}"
                )

    @property
    def window(self) -> Pair:
        """Rows and columns of the kernel."""
        return self.weights.shape[0], self.weights.shape[1]

    @property
    def outputs(self) -> int:
        """The number of output maps: one per filter."""
        return int(self.weights.shape[3])


@dataclass(frozen=True, eq=False)
class Pooling:
    """The operation of `keras.layers.MaxPooling2D` or `AveragePooling2D` on one sample, channel by channel.

    Padding cells do not count in an average and are never the maximum.

    Args:
        x: (height, width, channels) float32, up to 64 x 64.
        pooling: "max" or "average".
        pool_size: (rows, columns) of the window.
        strides: (rows, columns) from one window to the next; None for `pool_size`.
        padding: ((top, bottom), (left, right)) cells around `x`.
        pixels: whether `x` holds pixels, 0 to 1.

    Raises:
        NetworkError: If a number is not finite or out of range, or a window covers only padding.
    """

    x: Array
    pooling: Literal["max", "average"] = "max"
    pool_size: Pair = (2, 2)
    strides: Pair | None = None
    padding: Padding = NO_PADDING
    pixels: bool = False
    dilation_rate: ClassVar[Pair] = (1, 1)
    mode: ClassVar[str] = "none"
    kind: ClassVar[str] = "pooling"

    def __post_init__(self) -> None:
        check_input(self.x)
        if self.strides is None:
            object.__setattr__(self, "strides", self.pool_size)
        assert self.strides is not None  # noqa: S101 (for the type checker)
        check_settings(self.pool_size, self.padding, self.strides)
        if self.pooling not in POOLINGS:
            raise NetworkError(f'`pooling` must be "max" or "average". Received: pooling={self.pooling!r}')
        for size, window, stride, (before, after) in zip(
            self.x.shape[:2], self.pool_size, self.strides, self.padding, strict=True
        ):
            last = (size + before + after - window) // stride * stride
            if before >= window or last >= before + size:
                raise NetworkError(
                    "A window would cover only padding, where there is nothing to pool. "
                    "Use less padding. "
                    f"Received: pool_size={self.pool_size}, strides={self.strides}, padding={self.padding}"
                )

    @property
    def window(self) -> Pair:
        """Rows and columns of the window."""
        return self.pool_size

    @property
    def outputs(self) -> int:
        """The number of output maps: one per channel."""
        return int(self.x.shape[2])


@dataclass(frozen=True, eq=False)
class ActivationOperation:
    """The operation of `keras.activations` on one sample, cell by cell.

    Args:
        x: (height, width, channels) float32, up to 64 x 64.
        function: a key of `ACTIVATIONS`, the function's name in Keras.
        pixels: whether `x` holds pixels, 0 to 1.

    Raises:
        NetworkError: If a number is not finite, or there is no such function.
    """

    x: Array
    function: str = "relu"
    pixels: bool = False
    window: ClassVar[Pair] = (1, 1)
    strides: ClassVar[Pair] = (1, 1)
    dilation_rate: ClassVar[Pair] = (1, 1)
    padding: ClassVar[Padding] = NO_PADDING
    mode: ClassVar[str] = "none"
    kind: ClassVar[str] = "activation"

    def __post_init__(self) -> None:
        check_input(self.x)
        if self.function not in ACTIVATIONS:
            raise NetworkError(
                f"`function` must be one of {', '.join(ACTIVATIONS)}. Received: function={self.function!r}"
            )

    @property
    def outputs(self) -> int:
        """The number of output maps: one per channel."""
        return int(self.x.shape[2])


Operation: TypeAlias = Convolution | Pooling | ActivationOperation


def output_shape(operation: Operation) -> tuple[int, int, int]:
    """Return the output's (height, width, maps).

    Raises:
        NetworkError: If the window does not fit the padded input.

    >>> output_shape(Pooling(np.zeros((5, 4, 1), np.float32)))
    (2, 2, 1)
    """
    assert operation.strides is not None  # noqa: S101 (for the type checker)
    rows, columns = (
        output_size(size + before + after, window, stride, dilation=dilation)
        for size, (before, after), window, stride, dilation in zip(
            operation.x.shape[:2],
            operation.padding,
            operation.window,
            operation.strides,
            operation.dilation_rate,
            strict=True,
        )
    )
    return rows, columns, operation.outputs


def problem(operation: Operation) -> str:
    """Return the sentence that says why there is no output, or "" if there is one."""
    try:
        output_shape(operation)
    except NetworkError as error:
        return str(error).partition(" Received:")[0]
    return ""
