"""What is to be learned: a kernel, from an image and the picture that the kernel makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import images, pipeline
from cnnviz.errors import NetworkError

Array: TypeAlias = npt.NDArray[np.float64]
Pair: TypeAlias = tuple[int, int]

#: The longest side of the picture that is learned from, in pixels: a browser convolves it for every step.
LONGEST = 192
#: A spread below this share of the largest possible value is rounding.
ROUNDING = 1e-12
#: So many numbers of patches are multiplied at once.
_BLOCK = 2**20


@dataclass(frozen=True)
class Problem:
    """A kernel of `size` x `size` is to make `target` of `x`; all arrays are float64.

    Before the descent both are standardised: the mean is subtracted, and what is left is divided by the
    spread (the standard deviation), so that one learning rate suits every image and every kernel. With
    standardised weights v and bias b, the kernel in the image's units is v · target_spread / spread, and what
    is added to each pixel is target_mean + target_spread · b - mean · (sum of the kernel). The loss is the
    mean squared error of the standardised picture: 1 is an error as large as the target's own spread.
    """

    x: Array = field(repr=False)
    """The image, (height, width), 0 … 1."""
    target: Array = field(repr=False)
    """What is wanted, (rows, columns): each window of the image under the wanted kernel."""
    kernel: Array = field(repr=False)
    """The kernel that makes the target, in its own size, and what it adds to each pixel:"""
    offset: float
    kernel_corner: Pair
    """Row and column in `x` of its first window."""
    size: int
    corner: Pair
    """Row and column in `x` of the first window of the kernel that is learned."""
    mean: float
    spread: float
    """The image's; 1 for an image that is the same everywhere."""
    target_mean: float
    target_spread: float
    """The target's; 1 for one that is flat."""
    flat: bool
    """Whether the target is the same everywhere."""
    wanted: Array | None = field(repr=False)
    """The wanted kernel as (size, size) with zeros around; None where it is larger than that."""
    gram: Array = field(repr=False)
    """The mean of patch times patch, (size² + 1, size² + 1): standardised patches, and a 1 for the bias."""
    optimum: Array = field(repr=False)
    """Standardised weights, and the bias last, that make the least loss: (size² + 1,)."""
    least: float
    """The least loss: 0 where the wanted kernel fits into `size` x `size`."""

    @property
    def n_patches(self) -> int:
        """How many windows there are."""
        return int(self.target.size)

    def loss(self, weights: Array) -> float:
        """Return the mean squared error of standardised weights with their bias, (size² + 1,)."""
        away = weights - self.optimum
        return max(0.0, float(away @ self.gram @ away)) + self.least

    def gradient(self, weights: Array) -> Array:
        """Return the derivative of the loss by each weight and the bias, (size² + 1,)."""
        return 2 * self.gram @ (weights - self.optimum)

    def made(self, kernel: Array, added: float) -> Array:
        """Return what a kernel (size, size) makes of the image, as large as the target."""
        views = windows(self.x, kernel.shape, self.corner, (self.target.shape[0], self.target.shape[1]))
        sums: Array = np.einsum("rcij,ij->rc", views, kernel)
        return sums + added

    def in_image_units(self, weights: Array) -> tuple[Array, Array]:
        """Return kernels (..., size, size) and what each adds to a pixel, (...), of (..., size² + 1)."""
        kernels = weights[..., :-1] * (self.target_spread / self.spread)
        added = self.target_mean + self.target_spread * weights[..., -1] - self.mean * kernels.sum(axis=-1)
        return kernels.reshape(*weights.shape[:-1], self.size, self.size), added


def picture(image: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the picture that a kernel is learned from: grey, `LONGEST` pixels a side at most, in 256 levels.

    Args:
        image: (height, width) or (height, width, 3) float32 in [0, 1].
    """
    small = images.shrink(pipeline.grey(image), LONGEST)
    levels: npt.NDArray[np.float32] = np.rint(small * np.float32(255))
    return levels / np.float32(255)


def problem(image: npt.ArrayLike, weights: npt.ArrayLike, *, offset: float = 0.0, size: int = 3) -> Problem:
    """Return what it takes to learn `weights` from `image` and what they make of it.

    Only windows inside the image count (padding "valid"), and where one of the two kernels is larger, only
    those that hold both; the kernels' middles, rows // 2 and columns // 2, lie on the same pixel.

    Args:
        image: (height, width), finite.
        weights: the wanted kernel, (rows, columns), finite, in the image's units.
        offset: what the wanted kernel adds to each pixel.
        size: rows and columns of the kernel that is learned, an odd number.

    Raises:
        NetworkError: if a kernel does not fit into the image.

    >>> problem([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 0]], [[2]], size=3).target
    array([[2.],
           [0.]])
    """
    x, kernel = np.asarray(image, np.float64), np.asarray(weights, np.float64)
    before, after = _around(kernel.shape, size)
    _check_fits(x.shape, before, after)
    shape = x.shape[0] - before[0] - after[0], x.shape[1] - before[1] - after[1]
    corner, kernel_corner = _corner(before, (size, size)), _corner(before, kernel.shape)
    target = np.einsum("rcij,ij->rc", windows(x, kernel.shape, kernel_corner, shape), kernel) + offset
    largest = float(np.abs(x).max())
    mean, spread, _ = _standard(x, largest)
    target_mean, target_spread, flat = _standard(target, largest * float(np.abs(kernel).sum()) + abs(offset))
    patches = windows((x - mean) / spread, (size, size), corner, shape)
    standardised = (target - target_mean) / target_spread
    gram, cross = _products(patches, standardised)
    wanted, least = _embedded(kernel, size), 0.0
    if wanted is None:
        optimum = np.linalg.pinv(gram, rcond=ROUNDING, hermitian=True) @ cross
        least = max(0.0, float(np.mean(standardised**2) - cross @ optimum))
    else:
        bias = (mean * float(kernel.sum()) + offset - target_mean) / target_spread
        optimum = np.append(wanted.ravel() * (spread / target_spread), bias)
    return Problem(
        x=x,
        target=target,
        kernel=kernel,
        offset=float(offset),
        kernel_corner=kernel_corner,
        size=size,
        corner=corner,
        mean=mean,
        spread=spread,
        target_mean=target_mean,
        target_spread=target_spread,
        flat=flat,
        wanted=wanted,
        gram=gram,
        optimum=optimum,
        least=least,
    )


def windows(x: Array, shape: tuple[int, ...], corner: Pair, count: Pair) -> Array:
    """Return `count` rows and columns of windows of `shape`, the first of them at `corner`, as a view."""
    views = np.lib.stride_tricks.sliding_window_view(x, shape)
    return views[corner[0] : corner[0] + count[0], corner[1] : corner[1] + count[1]]


def _around(shape: tuple[int, ...], size: int) -> tuple[list[int], list[int]]:
    """Return how many pixels both kernels together reach before and after the middle, (rows, columns)."""
    before = [max(cells // 2, size // 2) for cells in shape]
    after = [max(cells - cells // 2, size - size // 2) - 1 for cells in shape]
    return before, after


def _corner(before: list[int], shape: tuple[int, ...]) -> Pair:
    """Return where the first window of a kernel of `shape` lies, of those that reach `before` the middle."""
    return before[0] - shape[0] // 2, before[1] - shape[1] // 2


def _check_fits(shape: tuple[int, ...], before: list[int], after: list[int]) -> None:
    """Raise NetworkError unless at least one window lies inside the image."""
    spans = [b + a + 1 for b, a in zip(before, after, strict=True)]
    if any(span > side for span, side in zip(spans, shape, strict=True)):
        raise NetworkError(
            f"The kernel spans {spans[0]} × {spans[1]} pixels, and the image has only "
            f"{shape[0]} × {shape[1]}. Choose a smaller kernel or a larger image."
        )


def _standard(values: Array, largest: float) -> tuple[float, float, bool]:
    """Return mean, standard deviation, and whether that is only rounding: then it is given as 1."""
    spread = float(values.std())
    flat = spread <= ROUNDING * largest
    return float(values.mean()), 1.0 if flat else spread, flat


def _products(patches: Array, target: Array) -> tuple[Array, Array]:
    """Return the means of patch times patch, and of patch times target; each patch has a 1 at its end."""
    n = patches.shape[2] * patches.shape[3] + 1
    gram, cross = np.zeros((n, n)), np.zeros(n)
    n_rows = max(1, _BLOCK // (patches.shape[1] * n))
    for top in range(0, len(patches), n_rows):
        some = patches[top : top + n_rows].reshape(-1, n - 1)
        block = np.column_stack([some, np.ones(len(some))])
        gram += block.T @ block
        cross += block.T @ target[top : top + n_rows].ravel()
    return gram / target.size, cross / target.size


def _embedded(kernel: Array, size: int) -> Array | None:
    """Return the kernel with zeros around it, middle on middle, or None where it does not fit."""
    if max(kernel.shape) > size:
        return None
    around = [(size // 2 - n // 2, size - size // 2 - (n - n // 2)) for n in kernel.shape]
    return np.pad(kernel, around)
