"""How many numbers an image consists of, how many bytes they take, and how often each value occurs."""

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import DTypeLike, NDArray

#: Number of values of a byte, 2⁸.
N_LEVELS = 2**8


@dataclass(frozen=True)
class Count:
    """The numbers of an image of some shape: (height, width) or (height, width, channels)."""

    shape: tuple[int, ...]

    @property
    def numbers(self) -> int:
        """The number of values."""
        return prod(self.shape)

    @property
    def product(self) -> str:
        """The multiplication that gives it, as text.

        >>> Count((768, 1024, 3)).product
        '768 × 1,024 × 3 = 2,359,296'
        """
        return f"{' × '.join(f'{side:,}' for side in self.shape)} = {self.numbers:,}"

    def bytes(self, dtype: DTypeLike) -> int:
        """Return how many bytes the values take.

        >>> Count((4000, 3000, 3)).bytes("float32")
        144000000
        """
        return self.numbers * np.dtype(dtype).itemsize


#: A photo of 12 megapixels in portrait format.
PHOTO = Count((4000, 3000, 3))


def levels(image: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return pixels in [0, 1] as integers in [0, 255], of the same shape, uint8.

    >>> levels(np.array([[0, 0.5, 1]], np.float32))
    array([[  0, 128, 255]], dtype=uint8)
    """
    rounded: NDArray[np.uint8] = np.rint(image * np.float32(N_LEVELS - 1)).astype(np.uint8)
    return rounded


def histogram(image: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return how many pixels have each of the 256 values, for each channel.

    Args:
        image: (height, width) or (height, width, channels) float32 in [0, 1].

    Returns:
        (channels, 256); every row sums to the number of pixels.

    >>> histogram(np.array([[0, 0, 1]], np.float32))[0, [0, 1, 255]]
    array([2, 0, 1])
    """
    channels = levels(np.atleast_3d(image)).reshape(-1, np.atleast_3d(image).shape[2])
    return np.stack([np.bincount(values, minlength=N_LEVELS) for values in channels.T])
