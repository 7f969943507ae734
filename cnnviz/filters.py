"""One kernel over a whole picture, by the fastest of SciPy's ways for it."""

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

# What each way costs, in products per pixel: measured on a photo of 12 megapixels, where one takes 0.65 ns.
DIRECT = 3  # and one for each weight that is not 0
SEPARABLE = 10  # and these for each row and column of the kernel:
EVEN_TAP, ODD_TAP = 0.33, 0.55  # a symmetric column needs half of the products
OVERLAP_SAVE = 17
# Pixel times sum of weights: beyond this, float32 could overflow inside the Fourier transform.
LARGEST = 1e25
# Rows of a strip under a Fourier transform: what is worked on then stays in the processor's cache.
ROWS = 256
# A Fourier transform's rounding is below this share of the largest possible result.
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
    largest pixel times the sum of all weights without their signs). What is closer to 0 than the rounding
    error comes out as 0: flat areas under an edge kernel are 0.

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
    _check_range(pixels, float(np.abs(weights).sum()))
    # Flipped, the centre of an even size is the earlier one of the middle two.
    before = [(size - flip) // 2 for size in weights.shape]
    way = fastest_way(weights, pixels.shape)
    result = way(pixels, weights, before, border)
    if divisor != 1:
        result /= np.float32(divisor)
    if offset:
        result += np.float32(offset)
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


def _check_range(pixels: Pixels, strength: float) -> None:
    """Raise an ImageError where a value is NaN, infinite, or too large for the kernel."""
    limit = LARGEST / max(strength, 1)
    flat = pixels.ravel()
    with np.errstate(over="ignore", invalid="ignore"):
        largest = float(np.sqrt(flat @ flat))  # or less; one look is enough for most pictures
        if not largest <= limit:  # NaN is not, either
            largest = _largest(pixels)
    if not largest <= limit:
        raise ImageError(
            f"A picture's values must be finite and below {limit:.0e}; check it for NaN and infinity."
        )


def _largest(pixels: Pixels) -> float:
    """The largest value without its sign, or NaN."""
    return float(max(pixels.max(), -pixels.min()))


def fastest_way(weights: Weights, shape: tuple[int, ...]) -> Way:
    """The fastest way for this kernel; one larger than the picture is left to the way that pads first."""
    if any(window > size for window, size in zip(weights.shape, shape, strict=False)):
        return (
            _padded  # SciPy 1.17's own reflection reads outside of a picture of 2 pixels, with a kernel of 16
        )
    if (weights == weights[0, 0]).all() and weights.size > 1:
        return _box
    costs: dict[Way, float] = {_direct: DIRECT + int(np.count_nonzero(weights)), _overlap_save: OVERLAP_SAVE}
    if (column_and_row := _separated(weights)) is not None:
        taps = [len(line) * (EVEN_TAP if _symmetric(line) else ODD_TAP) for line in column_and_row]
        costs[_separable] = SEPARABLE + sum(taps)
    return min(costs, key=costs.__getitem__)


def _separated(weights: Weights) -> tuple[Weights, Weights] | None:
    """A column and a row whose products are the weights, or None."""
    row, column = np.unravel_index(int(np.abs(weights).argmax()), weights.shape)
    if weights[row, column] == 0:
        return None
    parts = weights[:, column], weights[row] / weights[row, column]
    return parts if np.allclose(np.outer(*parts), weights, rtol=1e-12, atol=0) else None


def _symmetric(line: Weights) -> bool:
    return bool(np.array_equal(line, line[::-1]))


def _origins(weights: Weights, before: list[int]) -> list[int]:
    """How far the window's centre is from where SciPy takes it, by axis; channels are not mixed."""
    return [*(first - size // 2 for first, size in zip(before, weights.shape, strict=True)), 0]


def _direct(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """Product by product."""
    table = weights[..., np.newaxis]
    values: Pixels = ndimage.correlate(pixels, table, mode=border, origin=_origins(weights, before))
    return values


def _box(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """The mean of a window by a running sum, times the sum of the equal weights."""
    origins = _origins(weights, before)
    means: Pixels = ndimage.uniform_filter(pixels, (*weights.shape, 1), mode=border, origin=origins)
    means *= np.float32(weights.sum())
    return means


def _separable(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """First down the columns, then along the rows."""
    parts = _separated(weights)
    values = pixels
    for axis, (line, origin) in enumerate(zip(parts or (), _origins(weights, before), strict=False)):
        values = ndimage.correlate1d(values, line, axis, mode=border, origin=origin)
    return values


def _padded(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """Product by product, on the picture with its border around it."""
    values = _direct(_with_border(pixels, weights, before, border), weights, before, "constant")
    return values[before[0] : before[0] + pixels.shape[0], before[1] : before[1] + pixels.shape[1]]


def _overlap_save(pixels: Pixels, weights: Weights, before: list[int], border: str) -> Pixels:
    """By Fourier transforms of one strip of rows after the other, each with all that its windows reach.

    A transform takes its strip as a ring: the first results, whose windows reach around it, are left out.
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
    """The picture with as much around it as the kernel reaches."""
    around = [(first, window - 1 - first) for first, window in zip(before, weights.shape, strict=True)]
    padded: Pixels = np.pad(pixels, [*around, (0, 0)], BORDERS[border].numpy)  # type: ignore[call-overload]
    return padded
