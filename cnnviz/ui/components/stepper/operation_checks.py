"""Checks of an operation's numbers, each with an error message that says what they must be."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError

Array: TypeAlias = npt.NDArray[np.float32]
Pair: TypeAlias = tuple[int, int]
Padding: TypeAlias = tuple[Pair, Pair]

#: The maximum number of rows and columns that can be told apart on the screen.
MAX_SIDE = 64
#: The maximum number of channels of a convolution, which are shown one below the other.
MAX_CHANNELS = 3
MAX_PADDING = 32


def check_input(x: Array) -> None:
    """Raise NetworkError unless `x` is (height, width, channels), finite and small enough."""
    check_numbers("x", x)
    if x.ndim != 3 or x.size == 0 or max(x.shape[:2]) > MAX_SIDE:
        raise NetworkError(
            f"`x` must have shape (height, width, channels), none of them 0 and no side above {MAX_SIDE}. "
            f"Received: x.shape={x.shape}"
        )


def check_kernel(x: Array, weights: Array, bias: Array | None) -> None:
    """Raise NetworkError unless weights and bias are finite and belong to `x`."""
    check_numbers("weights", weights)
    channels = x.shape[2]
    if weights.ndim != 4 or weights.size == 0 or weights.shape[2] != channels or channels > MAX_CHANNELS:
        raise NetworkError(
            "`weights` must have shape (kernel height, kernel width, channels, filters), with the "
            f"channels of `x`, {MAX_CHANNELS} at most. "
            f"Received: weights.shape={weights.shape}, x.shape={x.shape}"
        )
    if max(weights.shape[:2]) > MAX_SIDE:
        raise NetworkError(
            f"A kernel can have at most {MAX_SIDE} rows and columns. Received: weights.shape={weights.shape}"
        )
    if bias is None:
        return
    check_numbers("bias", bias)
    if bias.shape != weights.shape[3:]:
        raise NetworkError(f"`bias` must have one number per filter. Received: bias.shape={bias.shape}")


def check_numbers(name: str, values: Any) -> None:
    """Raise NetworkError unless `values` is an array of finite numbers."""
    if not isinstance(values, np.ndarray) or not np.isfinite(values).all():
        raise NetworkError(f"`{name}` must be an array of finite numbers. Received: {repr(values)[:80]}")


def check_settings(window_or_strides: Pair, padding: Padding, others: Pair) -> None:
    """Raise NetworkError unless all are at least 1 and the padding is within its limits."""
    if min(*window_or_strides, *others) < 1:
        raise NetworkError(
            f"Windows, strides and dilation must be at least 1. Received: {window_or_strides} and {others}"
        )
    sides = [side for axis in padding for side in axis]
    if not 0 <= min(sides) <= max(sides) <= MAX_PADDING:
        raise NetworkError(f"`padding` must be 0 to {MAX_PADDING} on each side. Received: padding={padding}")
