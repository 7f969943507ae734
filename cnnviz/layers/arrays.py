"""Convert arguments of layers to float32 arrays of one sample, channels last."""

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError

FloatArray = npt.NDArray[np.float32]


def as_float64(name: str, value: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return `value` as a float64 array; `name` is its name in the error message.

    Raises:
        NetworkError: If `value` is not a table of numbers.
    """
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise NetworkError(
            f"`{name}` must be numbers, in rows of equal length. Received: {name}={repr(value)[:80]}"
        ) from None


def as_float32(name: str, value: npt.ArrayLike) -> FloatArray:
    """Return `value` as a float32 array; `name` is its name in the error message.

    Raises:
        NetworkError: If `value` is not a table of numbers.
    """
    if isinstance(value, np.ndarray) and value.dtype == np.float32:
        return value
    return as_float64(name, value).astype(np.float32)


def as_feature_map(x: npt.ArrayLike) -> FloatArray:
    """Return `x` as a float32 feature map of shape (height, width, channels).

    Raises:
        NetworkError: If `x` does not have three axes, or has no pixel.
    """
    result = as_float32("x", x)
    if result.ndim != 3 or result.size == 0:
        raise NetworkError(
            "`x` must be one image or feature map of shape (height, width, channels), none of them 0. "
            "Give a grey image its channel axis with x[..., np.newaxis]; of a batch, pass one sample, x[0]. "
            f"Received: x.shape={result.shape}"
        )
    return result


def as_gradient(gradient: npt.ArrayLike, shape: tuple[int, ...]) -> FloatArray:
    """Return `gradient` as a float32 array of `shape`, the shape of the layer's output.

    Raises:
        NetworkError: If it does not have this shape, or does not consist of numbers.
    """
    result = as_float32("gradient", gradient)
    if result.shape != shape:
        raise NetworkError(
            "`gradient` must have the shape of the layer's output: one slope of the loss for each number. "
            f"Received: gradient.shape={result.shape}, output shape={shape}"
        )
    return result
