"""Apply a kernel to a whole image, with whichever of SciPy's methods is fastest for it."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import fft, ndimage

from cnnviz.errors import ImageError, KernelError
from cnnviz.kernels import Kernel

Pixels: TypeAlias = NDArray[np.float32]
Weights: TypeAlias = NDArray[np.float64]
Way: TypeAlias = Callable[[Pixels, Weights, list[int], str], Pixels]


class Border(NamedTuple):
    """The names of a border mode in `numpy.pad` and `keras.ops.pad`; None if Keras does not have it."""

    numpy: str
    keras: str | None


BORDERS = {
    "reflect": Border("symmetric", "symmetric"),  # d c b a | a b c d | d c b a
    "nearest": Border("edge", None),  # a a a a | a b c d | d d d d
    "mirror": Border("reflect", "reflect"),  # d c b | a b c d | c b a
    "wrap": Border("wrap", None),  # a b c d | a b c d | a b c d
    "constant": Border("constant", "constant"),  # 0 0 0 0 | a b c d | 0 0 0 0
}
"""Maps SciPy's name of a border mode to its other names. Keras's `padding="same"` is "constant"."""

# The cost of each method in products per pixel, measured on a 12-megapixel photo (0.65 ns for a product).
DIRECT = 3  # plus one for each nonzero weight
SEPARABLE = 10  # plus these for each row and column of the kernel:
EVEN_TAP, ODD_TAP = 0.33, 0.55  # a symmetric line needs half of the products
OVERLAP_SAVE = 17
# The largest pixel times the sum of weights: beyond it, float32 could overflow inside the Fourier transform.
LARGEST = 1e25
# Rows of one strip in the Fourier method, so that its data stay in the processor's cache.
ROWS = 256
# The rounding error of a Fourier transform is below this share of the largest possible result.
ROUNDING = 2.0**-21


def apply(
    image: ArrayLike, kernel: Kernel | ArrayLike, *, border: str = "reflect", flip: bool = False
) -> NDArray[np.float32]:
    """Return the image filtered by a kernel: of the same shape, signed, not clipped.

    Each result is the sum of weight times pixel under the kernel, divided by the kernel's divisor, plus its
    offset. Channels are filtered separately.

    The kernel's centre is at row `rows // 2`, column `columns // 2`, as in `scipy.ndimage`: for even sizes it
    is the later of the two middle ones. With `flip` the centre is flipped, too.

    The results agree with `scipy.ndimage.correlate` to within a millionth of the largest possible one (the
    largest absolute pixel times the sum of all absolute weights). With the Fourier method, results smaller
    than its rounding error are set to 0, so that flat areas under an edge kernel are exactly 0.

    Args:
        image: (height, width) or (height, width, channels), real numbers of any range. Integers are not
            rescaled: 255 stays 255.
        kernel: A `Kernel`, or an array (rows, columns). It may be larger than the image.
        border: How the image continues beyond its edge, a key of `BORDERS`.
        flip: False for cross-correlation, which is what a CNN's convolution computes; True for the
            convolution of mathematics, which rotates the kernel by 180 degrees.

    Returns:
        An array of the image's shape, float32.

    Raises:
        ImageError: If the image is empty, does not have two or three axes, or holds NaN, infinity or huge
            numbers.
        KernelError: If the array is not a kernel, or the border is unknown.

    >>> apply([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    array([[9., 8., 7.],
           [6., 5., 4.],
           [3., 2., 1.]], dtype=float32)
    """
    pixels = _pixels(image)
    weights, divisor, offset = _parts(kernel)
    if border not in BORDERS:
        raise KernelError(f"The border must be one of {', '.join(BORDERS)}. Received: {border!r}")
    if flip:
        weights = weights[::-1, ::-1]
    _check_range(pixels, float(np.abs(weights).sum()))
    # Flipped, the centre of an even size is the earlier of the two middle ones.
    before = [(size - flip) // 2 for size in weights.shape]
    way = fastest_way(weights, pixels.shape)
    result = way(pixels, weights, before, border)
    if divisor != 1:
        result /= np.float32(divisor)
    if offset:
        result += np.float32(offset)
    return result.reshape(np.shape(image))


def _pixels(image: ArrayLike) -> Pixels:
    """Return the image as float32 (height, width, channels)."""
    values = np.asarray(image)
    if values.dtype.kind not in "buif":
        raise ImageError(f"A picture's values must be real numbers. Received: {values.dtype}")
    if values.ndim not in (2, 3) or values.size == 0:
        raise ImageError(
            "A picture must be (height, width) or (height, width, channels), each at least 1. "
            f"Received: {values.shape}"
        )
    with np.errstate(over="ignore"):  # `_check_range` rejects infinity
        return values.astype(np.float32, copy=False).reshape(*values.shape[:2], -1)


def _parts(kernel: Kernel | ArrayLike) -> tuple[Weights, float, float]:
    """Return the kernel's weights, divisor and offset."""
    if isinstance(kernel, Kernel):
        return np.array(kernel.weights), kernel.divisor, kernel.offset
    weights = np.asarray(kernel)
    if weights.dtype.kind not in "buif" or weights.ndim != 2 or weights.size == 0:
        raise KernelError(
            f"A kernel is a table of real numbers, (rows, columns). Received: {weights.dtype} {weights.shape}"
        )
    weights = weights.astype(np.float64)
    if not np.abs(weights).sum() <= LARGEST:
        raise KernelError(f"A kernel's weights must be finite, and their sum less than {LARGEST:g}.")
    return weights, 1.0, 0.0


def _check_range(pixels: Pixels, strength: float) -> None:
    """Raise an ImageError if a value is NaN, infinite, or too large for the kernel."""
    limit = LARGEST / max(strength, 1)
    flat = pixels.ravel()
    with np.errstate(over="ignore", invalid="ignore"):
        largest = float(np.sqrt(flat @ flat))  # an upper bound, computed quickly; it suffices for most images
        if not largest <= limit:  # also true for NaN
            largest = _largest(pixels)
    if not largest <= limit:
        raise ImageError(
            f"A picture's values must be finite and below {limit:.0e}; check it for NaN and infinity."
        )


def _largest(pixels: Pixels) -> float:
    """Return the largest absolute value, or NaN if there is one."""
    return float(max(pixels.max(), -pixels.min()))


def fastest_way(weights: Weights, shape: tuple[int, ...]) -> Way:
    """Return the fastest method for this kernel; a kernel larger than the image needs padding first."""
    if any(window > size for window, size in zip(weights.shape, shape, strict=False)):
        return _padded  # SciPy 1.17 reads outside a 2-pixel image when it reflects it for a kernel of 16
    if (weights == weights[0, 0]).all() and weights.size > 1:
        return _box
    costs: dict[Way, float] = {_direct: DIRECT + int(np.count_nonzero(weights)), _overlap_save: OVERLAP_SAVE}
    if (column_and_row := _separated(weights)) is not None:
        taps = [len(line) * (EVEN_TAP if _symmetric(line) else ODD_TAP) for line in column_and_row]
        costs[_separable] = SEPARABLE + sum(taps)
    return min(costs, key=costs.__getitem__)


def _separated(weights: Weights) -> tuple[Weights, Weights] | None:
    """Return a column and a row whose outer product is the weights, or None."""
    row, column = np.unravel_index(int(np.abs(weights).argmax()), weights.shape)
    if weights[row, column] == 0:
        return None
    parts = weights[:, column], weights[row] / weights[row, column]
    return parts if np.allclose(np.outer(*parts), weights, rtol=1e-12, atol=0) else None


def _symmetric(line: Weights) -> bool:
    return bool(np.array_equal(line, line[::-1]))


def _origins(weights: Weights, before: list[int]) -> list[int]:
    """Return how far the window's centre is from SciPy's default, for each axis; channels are not mixed."""
    return [*(first - size // 2 for first, size in zip(before, weights.shape, strict=True)), 0]


def _direct(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """Correlate product by product."""
    table = weights[..., np.newaxis]
    values: Pixels = ndimage.correlate(pixels, table, mode=border, origin=_origins(weights, before))
    return values


def _box(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """Multiply the mean of each window, from a running sum, by the sum of the equal weights."""
    origins = _origins(weights, before)
    means: Pixels = ndimage.uniform_filter(pixels, (*weights.shape, 1), mode=border, origin=origins)
    means *= np.float32(weights.sum())
    return means


def _separable(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """Correlate along the columns first, then along the rows."""
    parts = _separated(weights)
    values = pixels
    for axis, (line, origin) in enumerate(zip(parts or (), _origins(weights, before), strict=False)):
        values = ndimage.correlate1d(values, line, axis, mode=border, origin=origin)
    return values


def _padded(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """Correlate product by product on the padded image."""
    values = _direct(_with_border(pixels, weights, before, border), weights, before, "constant")
    return values[before[0] : before[0] + pixels.shape[0], before[1] : before[1] + pixels.shape[1]]


def _overlap_save(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """Correlate by Fourier transforms of strips of rows, each with all rows that its windows reach.

    The transform is circular: the first results, whose windows wrap around, are dropped.
    Source: A. V. Oppenheim, R. W. Schafer, Discrete-Time Signal Processing, "overlap-save".
    """
    (height, width, n_channels), (rows, columns) = pixels.shape, weights.shape
    n_rows = min(height, max(ROWS, 4 * rows) - rows + 1)
    ring = [fft.next_fast_len(size, real=True) for size in (n_rows + rows - 1, width + columns - 1)]
    spectrum = fft.rfft2(weights[::-1, ::-1].astype(np.float32), ring)
    noise = np.float32(ROUNDING * np.abs(weights).sum() * _largest(pixels))
    values = np.empty(pixels.shape, np.float32)
    for channel in range(n_channels):
        plane = _with_border(pixels[..., channel, np.newaxis], weights, before, border)[..., 0]
        for top in range(0, height, n_rows):
            strip = plane[top : top + n_rows + rows - 1]
            sums = fft.irfft2(fft.rfft2(strip, ring) * spectrum, ring)
            whole = sums[rows - 1 : len(strip), columns - 1 : width + columns - 1]
            np.multiply(whole, np.abs(whole) >= noise, out=values[top : top + n_rows, :, channel])
    return values


def _with_border(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """Return the image padded by as much as the kernel reaches beyond it."""
    around = [(first, window - 1 - first) for first, window in zip(before, weights.shape, strict=True)]
    padded: Pixels = np.pad(pixels, [*around, (0, 0)], BORDERS[border].numpy)  # type: ignore[call-overload]
    return padded
