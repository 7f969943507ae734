"""The windows of a convolution or pooling: their number, their padding, and views of them."""

import operator
from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

import numpy as np

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray

Padding: TypeAlias = Literal["valid", "same"]
#: Keras's names for the ways to pad.
PADDINGS: tuple[Padding, ...] = get_args(Padding)


def output_size(size: int, window: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Return how many windows fit along one axis: floor((size + 2 padding - span) / stride) + 1.

    The span of a window is (window - 1) dilation + 1: a dilated window has gaps between its cells.

    Args:
        size: Length of the axis in pixels, at least 1.
        window: Cells of the window along this axis, at least 1.
        stride: Pixels from one window to the next, at least 1.
        padding: Pixels added on each side, at least 0.
        dilation: Pixels from one cell of the window to the next, at least 1.

    Returns:
        The length of the output along this axis, at least 1.

    Raises:
        NetworkError: If the window does not fit, or an argument is too small.

    >>> output_size(28, window=3), output_size(28, window=3, stride=2), output_size(28, window=3, padding=1)
    (26, 13, 28)
    """
    _require_at_least(1, size=size, window=window, stride=stride, dilation=dilation)
    _require_at_least(0, padding=padding)
    span = (window - 1) * dilation + 1
    available = size + 2 * padding
    if span > available:
        raise NetworkError(
            f"The window covers {span} pixels, but only {available} are there. "
            "Use a smaller window or dilation. A larger image, more padding or less pooling also helps. "
            f"Received: size={size}, window={window}, stride={stride}, padding={padding}, dilation={dilation}"
        )
    return int((available - span) // stride + 1)


def same_padding(size: int, window: int, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Return the numbers of pixels that Keras's padding "same" adds before and after an axis.

    It adds the fewest that give ceil(size / stride) windows. If the number is odd, the extra one comes after.

    Args:
        size: Length of the axis in pixels, at least 1.
        window: Cells of the window along this axis, at least 1.
        stride: Pixels from one window to the next, at least 1.
        dilation: Pixels from one cell of the window to the next, at least 1.

    Returns:
        The numbers of pixels before and after, at least 0.

    Raises:
        NetworkError: If an argument is too small.

    >>> same_padding(28, window=3), same_padding(28, window=2), same_padding(28, window=3, stride=2)
    ((1, 1), (0, 1), (0, 1))
    """
    _require_at_least(1, size=size, window=window, stride=stride, dilation=dilation)
    span = (window - 1) * dilation + 1
    n_windows = -(-size // stride)
    total = max((n_windows - 1) * stride + span - size, 0)
    return total // 2, total - total // 2


def pad(
    x: FloatArray,
    window: tuple[int, int],
    strides: tuple[int, int],
    padding: str,
    *,
    dilation_rate: tuple[int, int] = (1, 1),
    value: float = 0.0,
) -> FloatArray:
    """Return `x` with padding.

    Args:
        x: (height, width, channels).
        window: (rows, columns) of the window.
        strides: (rows, columns) from one window to the next.
        padding: "valid" for no padding, "same" for Keras's.
        dilation_rate: (rows, columns) from one cell of the window to the next.
        value: The value of the padding.

    Returns:
        (padded height, padded width, channels).

    Raises:
        NetworkError: If `padding` is neither "valid" nor "same".
    """
    if padding == "valid":
        return x
    if padding != "same":
        raise NetworkError(f'`padding` must be "valid" or "same". Received: padding={padding!r}')
    axes = zip(x.shape[:2], window, strides, dilation_rate, strict=True)
    return np.pad(x, [*(same_padding(*axis) for axis in axes), (0, 0)], constant_values=value)


def windows(
    x: FloatArray,
    window: tuple[int, int],
    strides: tuple[int, int],
    dilation_rate: tuple[int, int],
    *,
    writeable: bool = False,
) -> FloatArray:
    """Return every window of `x` as a view, without copying.

    Args:
        x: (height, width, channels), already padded.
        window: (rows, columns) of the window.
        strides: (rows, columns) from one window to the next.
        dilation_rate: (rows, columns) from one cell of the window to the next.
        writeable: Whether `x` can be written to through the view.

    Returns:
        (output height, output width, window rows, window columns, channels).

    Raises:
        NetworkError: If the window does not fit.
    """
    for size, cells, stride, dilation in zip(x.shape[:2], window, strides, dilation_rate, strict=True):
        output_size(size, cells, stride, dilation=dilation)
    spans = [(cells - 1) * dilation + 1 for cells, dilation in zip(window, dilation_rate, strict=True)]
    views = np.lib.stride_tricks.sliding_window_view(x, spans, axis=(0, 1), writeable=writeable)
    views = views[:: strides[0], :: strides[1], :, :: dilation_rate[0], :: dilation_rate[1]]
    return views.transpose(0, 1, 3, 4, 2)


def windows_backward(
    gradient: FloatArray, shape: tuple[int, ...], strides: tuple[int, int], dilation_rate: tuple[int, int]
) -> FloatArray:
    """Return the gradient of `windows`: each pixel gets the sum over all windows that contain it.

    Args:
        gradient: (output height, output width, window rows, window columns, channels).
        shape: (height, width, channels) of the array with the windows.
        strides: (rows, columns) from one window to the next.
        dilation_rate: (rows, columns) from one cell of the window to the next.

    Returns:
        `shape`, float32; 0 outside all windows.
    """
    result = np.zeros(shape, dtype=np.float32)
    views = windows(result, gradient.shape[2:4], strides, dilation_rate, writeable=True)
    for row, column in np.ndindex(gradient.shape[2:4]):
        views[:, :, row, column] += gradient[:, :, row, column]  # within one cell no two windows overlap
    return result


def pad_backward(
    gradient: FloatArray,
    shape: tuple[int, ...],
    window: tuple[int, int],
    strides: tuple[int, int],
    padding: str,
    *,
    dilation_rate: tuple[int, int] = (1, 1),
) -> FloatArray:
    """Return the gradient of `pad`: the part inside the padding.

    Args:
        gradient: (padded height, padded width, channels).
        shape: (height, width, channels) without padding.
        window: (rows, columns) of the window.
        strides: (rows, columns) from one window to the next.
        padding: "valid" or "same".
        dilation_rate: (rows, columns) from one cell of the window to the next.

    Returns:
        `shape`, a view of `gradient`.
    """
    if padding == "valid":
        return gradient
    axes = zip(shape[:2], window, strides, dilation_rate, strict=True)
    top, left = (same_padding(*axis)[0] for axis in axes)
    return gradient[top : top + shape[0], left : left + shape[1]]


def pair(name: str, value: int | Sequence[int]) -> tuple[int, int]:
    """Return (rows, columns) of an argument that is one number for both or a pair, as in Keras.

    Raises:
        NetworkError: If `value` is not valid, or less than 1.

    >>> pair("strides", 2), pair("strides", (2, 1))
    ((2, 2), (2, 1))
    """
    try:
        rows, columns = map(operator.index, (value, value) if isinstance(value, int | np.integer) else value)
    except (TypeError, ValueError):
        raise NetworkError(
            f"`{name}` must be a whole number, or a pair of them: (rows, columns). Received: {name}={value!r}"
        ) from None
    if min(rows, columns) < 1:
        raise NetworkError(f"`{name}` must be at least 1. Received: {name}={value!r}")
    return rows, columns


def _require_at_least(minimum: int, **values: int) -> None:
    """Raise a NetworkError for the first of `values` that is not a whole number of at least `minimum`."""
    for name, value in values.items():
        if not isinstance(value, int | np.integer) or value < minimum:
            raise NetworkError(
                f"`{name}` must be a whole number of at least {minimum}. Received: {name}={value!r}"
            )
