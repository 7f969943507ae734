"""Operations on an image's pixels before any filter: grey, digest, crop, shrink."""

import hashlib

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnviz.errors import ImageError

_LUMA = (19_595, 38_470, 7_471)  # 0.299, 0.587, 0.114 of 65,536, as in Pillow


def to_grey(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the brightness of each pixel, rounded to a multiple of 1/255.

    Args:
        image: `(height, width, 3)` float32 in [0, 1], or `(height, width)`, which is already grey.

    Returns:
        `(height, width)` float32 in [0, 1]; equal to Pillow's mode "L" for multiples of 1/255.

    Raises:
        ImageError: If the shape is different.

    Source: ITU-R BT.601, luma 0.299 R + 0.587 G + 0.114 B.

    >>> to_grey(np.array([[[1, 0, 0], [0, 1, 0], [0, 0, 1]]], np.float32)) * 255
    array([[ 76., 150.,  29.]], dtype=float32)
    """
    if image.ndim == 2:
        return image
    if image.ndim != 3 or image.shape[2] != 3:
        raise ImageError(
            f"A picture has the shape (height, width, 3) or (height, width). Received: {image.shape}."
        )
    red, green, blue = np.moveaxis(np.rint(image * 255).astype(np.uint32), -1, 0)
    luma = (red * _LUMA[0] + green * _LUMA[1] + blue * _LUMA[2] + 32_768) >> 16
    return np.asarray(luma, dtype=np.float32) / np.float32(255)


def channel_mean(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean of the channels, bit by bit as `image.mean(axis=-1)`, in a twentieth of the time.

    A convolution whose kernel is the same in each channel gives what it gives of this mean.

    Args:
        image: `(height, width, channels)` float32, or `(height, width)`, which is returned as it is.

    Returns:
        `(height, width)` float32.

    >>> channel_mean(np.array([[[0, 1, 2], [3, 3, 3]]], np.float32))
    array([[1., 3.]], dtype=float32)
    """
    if image.ndim == 2:
        return image
    first, *others = np.moveaxis(image, -1, 0)
    total: NDArray[np.float32] = sum(others, first)
    return total / np.float32(image.shape[2])


def digest(image: NDArray[np.float32]) -> str:
    """Return a key for the image: equal for equal shape, dtype and values, and for nothing else.

    (Streamlit's own hash of an array uses only a sample of its values.)

    (Streamlit's own hash of an array looks at a sample of its values only.)

    Args:
        image: An array of any shape and dtype.

    Returns:
        16 hexadecimal digits.

    >>> digest(np.zeros((2, 3), np.float32)) == digest(np.zeros((3, 2), np.float32))
    False
    """
    key = hashlib.blake2b(f"{image.dtype.str}{image.shape}".encode(), digest_size=8)
    key.update(np.ascontiguousarray(image).data)
    return key.hexdigest()


def crop(image: NDArray[np.float32], rows: tuple[int, int], columns: tuple[int, int]) -> NDArray[np.float32]:
    """Return a copy of the part of the image between two rows and two columns, as far as it lies inside.

    Args:
        image: `(height, width, 3)` or `(height, width)`.
        rows: `(top, bottom)`: the first row, and the first row after the last one.
        columns: `(left, right)`, in the same way.

    Returns:
        A copy, `(bottom - top, right - left, 3)` or `(bottom - top, right - left)`.

    Raises:
        ImageError: If the cut-out is empty.

    >>> crop(np.arange(12).reshape(3, 4), rows=(1, 3), columns=(2, 9))
    array([[ 6,  7],
           [10, 11]])
    """
    height, width = image.shape[:2]
    (top, bottom), (left, right) = rows, columns
    cut = image[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    if not cut.size:
        raise ImageError(
            f"The cut-out is empty: rows {top} to {bottom} and columns {left} to {right} "
            f"of {height} rows and {width} columns. Choose one inside the picture."
        )
    return cut.copy()


def shrink(image: NDArray[np.float32], longest: int) -> NDArray[np.float32]:
    """Return the image with at most `longest` pixels a side, each pixel a mean, accurate to 1/255.

    Args:
        image: `(height, width, 3)` or `(height, width)` float32 in [0, 1].
        longest: The maximum side length, at least 1.

    Returns:
        `image` itself if it is small enough; else a smaller image of the same proportions, each value a
        multiple of 1/255.

    >>> shrink(np.array([[0, 2, 100, 200]], np.float32) / 255, longest=2) * 255
    array([[  1., 150.]], dtype=float32)
    """
    height, width = image.shape[:2]
    if max(height, width) <= longest:
        return image
    size = [max(1, round(side * longest / max(height, width))) for side in (width, height)]
    levels = Image.fromarray(np.rint(image * 255).astype(np.uint8))
    return np.asarray(levels.resize((size[0], size[1]), Image.Resampling.BOX), np.float32) / np.float32(255)
