"""One kernel over a whole picture, by the fastest of three ways.

A box is summed by doubling; another small kernel is applied column by column, as a product with a banded
matrix; a large one by Fourier transform. All work on tiles that stay in the processor's cache, so that a
photo needs little memory beside itself and its result. They use one thread, as visitors share the machine.
"""

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np
import scipy.fft
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import ImageError, KernelError
from cnnviz.kernels import Kernel

Pixels: TypeAlias = NDArray[np.float32]
Weights: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]


class Border(NamedTuple):
    """What `numpy.pad` and `keras.ops.pad` call a border; None where Keras has none."""

    numpy: str
    keras: str | None


BORDERS = {
    "reflect": Border("symmetric", "symmetric"),  # d c b a | a b c d | d c b a
    "nearest": Border("edge", None),  # a a a a | a b c d | d d d d
    "mirror": Border("reflect", "reflect"),  # d c b | a b c d | c b a
    "wrap": Border("wrap", None),  # a b c d | a b c d | a b c d
    "constant": Border("constant", "constant"),  # 0 0 0 0 | a b c d | 0 0 0 0
}
"""SciPy's name of a border -> its names elsewhere. Keras's `padding="same"` is "constant"."""

# Rows that one banded product gives. More would multiply more zeros, fewer would make more calls.
BAND = 8
# Multiplications a product may have. OpenBLAS splits larger ones (from 2**18 on) among threads; when other
# processes keep the cores busy these wait for each other, and a photo takes 20 s instead of 0.3 s.
MAX_PRODUCT = 200_000
# Columns of a tile of a box, times channels; its rows are 64.
BOX_TILE = 3000
# A kernel's columns times (rows + 20) from which on the Fourier transform is faster: 12x12, 32x7, 1x18.
MAX_BANDED = 360
# Values in a transform: larger ones spend less on overlaps, smaller ones stay in the cache.
FOURIER_TILE = 300_000
# Pixel times sum of weights: beyond this, float32 could overflow inside the Fourier transform.
LARGEST = 1e25
# Where weights cancel out, the rounding error is below this share of the largest possible result.
ROUNDING = 2.0**-21


def apply(
    image: ArrayLike, kernel: Kernel | ArrayLike, *, border: str = "reflect", flip: bool = False
) -> NDArray[np.float32]:
    """The picture under a kernel: of the same height and width, signed, not clipped.

    Each result is the sum of weight times pixel under the kernel, divided by the kernel's divisor, plus its
    offset. Channels are filtered one by one.

    The kernel's centre is at row `rows // 2`, column `columns // 2`, as in `scipy.ndimage`: for even sizes
    the later one of the middle two. With `flip` the centre turns with the kernel.

    The results are those of `scipy.ndimage.correlate` to within a millionth of the largest possible one (the
    largest pixel times the sum of all weights without their signs). Where weights cancel out, what is
    closer to 0 than the rounding error comes out as 0: flat areas under an edge kernel are 0.

    Args:
        image: (height, width) or (height, width, channels), real numbers of any range. Integers are taken as
            they are: 255 stays 255.
        kernel: a `Kernel`, or an array (rows, columns). It may be larger than the image.
        border: what lies around the picture, a key of `BORDERS`.
        flip: False for correlation, which is what a CNN's convolution computes; True for the convolution of
            mathematics, which turns the kernel by 180 degrees.

    Returns:
        An array of the image's shape, float32.

    Raises:
        ImageError: the image is empty, not of two or three axes, or holds NaN, infinity or huge numbers.
        KernelError: the array is no kernel, or the border is unknown.

    >>> apply([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    array([[9., 8., 7.],
           [6., 5., 4.],
           [3., 2., 1.]], dtype=float32)
    """
    pixels = _pixels(image)
    weights, divisor, offset = _parts(kernel)
    if border not in BORDERS:
        raise KernelError(f"A border is one of {', '.join(BORDERS)}. Received: {border!r}")
    if flip:
        weights = weights[::-1, ::-1]
    # Flipped, the centre of an even size is the earlier one of the middle two.
    before = [(size - flip) // 2 for size in weights.shape]
    result = np.empty(pixels.shape, np.float32)
    for part, values in _tiles(pixels, weights, before, border):
        np.divide(values, np.float32(divisor), out=values)
        np.add(values, np.float32(offset), out=result[part])
    return result.reshape(np.shape(image))


def _pixels(image: ArrayLike) -> Pixels:
    """The image as float32 with an axis of channels."""
    values = np.asarray(image)
    if values.dtype.kind not in "buif":
        raise ImageError(f"A picture's values must be real numbers. Received: {values.dtype}")
    if values.ndim not in (2, 3) or values.size == 0:
        raise ImageError(
            "A picture needs (height, width) or (height, width, channels), each at least 1. "
            f"Received: {values.shape}"
        )
    with np.errstate(over="ignore"):  # infinity is refused later, strip by strip
        return values.astype(np.float32, copy=False).reshape(*values.shape[:2], -1)


def _parts(kernel: Kernel | ArrayLike) -> tuple[Weights, float, float]:
    """The kernel's weights, divisor and offset."""
    if isinstance(kernel, Kernel):
        return np.array(kernel.weights), kernel.divisor, kernel.offset
    weights = np.asarray(kernel)
    if weights.dtype.kind not in "buif" or weights.ndim != 2 or weights.size == 0:
        raise KernelError(
            f"A kernel is a table of real numbers, (rows, columns). Received: {weights.dtype} {weights.shape}"
        )
    weights = weights.astype(np.float64)
    if not np.abs(weights).sum() <= LARGEST:
        raise KernelError(f"A kernel's weights must be finite and sum up to less than {LARGEST:g}.")
    return weights, 1.0, 0.0


def _tiles(
    pixels: Pixels, weights: Weights, before: list[int], border: str
) -> Iterator[tuple[tuple[slice, slice], Pixels]]:
    """Each tile of the result: its place, and its values before divisor and offset."""
    (height, width, _), (n_rows, n_columns) = pixels.shape, weights.shape
    rows = _around(height, before[0], n_rows - 1 - before[0], border)
    columns = _around(width, before[1], n_columns - 1 - before[1], border)
    way = _way(weights, pixels.shape)
    strength = float(np.abs(weights).sum())
    for top in range(0, height, way.rows):
        strip = _strip(pixels, rows[top : top + way.rows + n_rows - 1], columns, before[1])
        noise = ROUNDING * strength * _peak(strip, LARGEST / max(strength, 1))
        for left in range(0, width, way.columns):
            values = way.correlate(strip[:, left : left + way.columns + n_columns - 1])
            if way.rounds:
                np.copyto(values, 0, where=np.abs(values) < np.float32(noise))
            yield (slice(top, top + way.rows), slice(left, left + way.columns)), values


def _around(size: int, before: int, after: int, border: str) -> Places:
    """Where the pixels 0 … size-1 and those around them are taken from; -1 stands for a 0."""
    if border == "constant":
        return np.pad(np.arange(size), (before, after), constant_values=-1)
    places: Places = np.pad(np.arange(size), (before, after), BORDERS[border].numpy)  # type: ignore[call-overload]
    return places


def _strip(pixels: Pixels, rows: Places, columns: Places, before: int) -> Pixels:
    """These rows of the picture, with what is around it: (rows, columns, channels)."""
    strip = pixels[rows]
    strip[rows < 0] = 0
    left, right = columns[:before], columns[before + pixels.shape[1] :]
    sides = [strip[:, places] * (places >= 0)[:, np.newaxis] for places in (left, right)]
    return np.concatenate((sides[0], strip, sides[1]), axis=1)


def _peak(strip: Pixels, limit: float) -> float:
    """The largest value without its sign."""
    peak = float(max(strip.max(), -strip.min()))
    if not peak <= limit:  # NaN is not, either
        raise ImageError(
            f"A picture's values must be finite and below {limit:.0e}; check it for NaN and infinity."
        )
    return peak


class _Way(NamedTuple):
    """How to correlate wherever the kernel fits into a tile, and how large the tile's result may be."""

    correlate: Callable[[Pixels], Pixels]
    rows: int
    columns: int
    rounds: bool
    """Whether it leaves rounding errors where the result is 0."""


def _way(weights: Weights, shape: tuple[int, ...]) -> _Way:
    """The fastest way for this kernel and a picture of this shape."""
    channels = shape[2]
    if (weights == weights[0, 0]).all():
        return _Way(partial(_box, weights), 64, max(1, BOX_TILE // channels), rounds=False)
    if weights.shape[1] * (weights.shape[0] + 20) <= MAX_BANDED:
        bands = _bands(weights)
        columns = max(1, MAX_PRODUCT // bands[0].size // channels)
        return _Way(partial(_banded, bands), 8 * BAND, columns, bool(weights.min() < 0 < weights.max()))
    side = max(math.isqrt(FOURIER_TILE // channels), 4 * max(weights.shape))
    tile = [_share(size, side - window + 1) for size, window in zip(shape, weights.shape, strict=False)]
    correlate = _fourier_for(weights, tile)
    return _Way(correlate, tile[0], tile[1], rounds=True)


def _share(size: int, most: int) -> int:
    """The size of the largest of equal parts, none of them above `most`."""
    return math.ceil(size / math.ceil(size / most))


def _box(weights: Weights, tile: Pixels) -> Pixels:
    """The sums over a window of equal weights, first of rows and then of columns."""
    n_rows, n_columns = weights.shape
    sums = _sums(_sums(tile, n_rows).swapaxes(0, 1), n_columns).swapaxes(0, 1)
    return sums * np.float32(weights[0, 0])


def _sums(values: Pixels, n: int) -> Pixels:
    """The sum of every `n` successive rows: two sums of half as many, and one more row if n is odd."""
    if n == 1:
        return values
    half = _sums(values, n // 2)
    even = half[: -(n // 2)] + half[n // 2 :]
    return even[:-1] + values[n - 1 :] if n % 2 else even


def _bands(weights: Weights) -> Pixels:
    """For each column of the kernel a matrix (BAND, rows + BAND - 1): the column, each time one place later.

    a b c . . .
    . a b c . .
    . . a b c .
    """
    n_rows, n_columns = weights.shape
    bands = np.zeros((n_columns, BAND, n_rows + BAND - 1), np.float32)
    for row in range(BAND):
        bands[:, row, row : row + n_rows] = weights.T
    return bands


def _banded(bands: Pixels, tile: Pixels) -> Pixels:
    """The sum, over the kernel's columns, of that column's band times the tile moved to it."""
    n_columns, _, n_rows = bands.shape
    height, width, channels = tile.shape[0] - (n_rows - BAND), tile.shape[1] - n_columns + 1, tile.shape[2]
    lines = tile.reshape(len(tile), -1)
    total = np.zeros((height, width * channels), np.float32)
    product = np.empty((BAND, width * channels), np.float32)
    used = np.flatnonzero(bands.any(axis=(1, 2)))
    for top in range(0, height, BAND):
        part, source = total[top : top + BAND], lines[top : top + n_rows]
        for column in used:
            moved = source[:, column * channels : (column + width) * channels]
            part += np.matmul(bands[column, : len(part), : len(source)], moved, out=product[: len(part)])
    return total.reshape(height, width, channels)


def _fourier_for(weights: Weights, tile: list[int]) -> Callable[[Pixels], Pixels]:
    """The Fourier transform's way for tiles whose results are of this size."""
    shape = [
        scipy.fft.next_fast_len(size + window - 1, real=True)
        for size, window in zip(tile, weights.shape, strict=True)
    ]
    spectrum = np.conj(scipy.fft.rfft2(weights, shape)).astype(np.complex64)
    return partial(_fourier, spectrum[..., np.newaxis], shape, weights.shape)


def _fourier(
    spectrum: NDArray[np.complex64], shape: list[int], window: tuple[int, int], tile: Pixels
) -> Pixels:
    """The product of the spectra, transformed back; what wraps around lies outside of what is returned."""
    product = scipy.fft.rfft2(tile, shape, axes=(0, 1))
    product *= spectrum
    values = scipy.fft.irfft2(product, shape, axes=(0, 1), overwrite_x=True)
    valid: Pixels = values[: tile.shape[0] - window[0] + 1, : tile.shape[1] - window[1] + 1]
    return valid
