"""The learning problem: find a kernel, given an image and the picture that the kernel makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz import images
from cnnviz.errors import NetworkError

Array: TypeAlias = npt.NDArray[np.float64]
Pair: TypeAlias = tuple[int, int]

#: The longest side of the image, in pixels: the browser convolves it in every step.
LONGEST = 192
#: A spread below this share of the largest possible value is rounding error.
ROUNDING = 1e-12
#: The number of patch values that are multiplied at once.
BLOCK = 2**20


@dataclass(frozen=True)
class Problem:
    """Find the `size` x `size` kernel that makes `target` of `x`. All arrays are float64.

    Image and target are standardised first: the mean is subtracted, and the rest is divided by the spread
    (the standard deviation), so that one learning rate suits every image and every kernel. With standardised
    weights v and bias b, the kernel in the image's units is v · target_spread / spread, and each pixel adds
    target_mean + target_spread · b - mean · (sum of the kernel). The loss is the mean squared error of the
    standardised picture: 1 is an error as large as the target's own spread.
    """

    x: Array = field(repr=False)
    """The image, (height, width), in [0, 1]."""
    target: Array = field(repr=False)
    """The target, (rows, columns): each window of the image under the wanted kernel."""
    kernel: Array = field(repr=False)
    """The kernel that makes the target, in its own size; `offset` is what it adds to each pixel."""
    offset: float
    kernel_corner: Pair
    """Row and column in `x` of its first window."""
    size: int
    corner: Pair
    """Row and column in `x` of the learned kernel's first window."""
    mean: float
    spread: float
    """Mean and spread of the image; the spread of a constant image is set to 1."""
    target_mean: float
    target_spread: float
    """Mean and spread of the target; the spread of a constant target is set to 1."""
    flat: bool
    """Whether the target is constant."""
    wanted: Array | None = field(repr=False)
    """The wanted kernel padded with zeros to (size, size); None if it is larger."""
    gram: Array = field(repr=False)
    """The mean of patch times patch, (size² + 1, size² + 1): standardised patches, and a 1 for the bias."""
    optimum: Array = field(repr=False)
    """The standardised weights and, last, the bias with the least loss, (size² + 1,)."""
    least: float
    """The least loss; 0 if the wanted kernel fits into `size` x `size`."""

    @property
    def n_patches(self) -> int:
        """Number of windows."""
        return int(self.target.size)

    def loss(self, weights: Array) -> float:
        """Return the mean squared error for standardised weights and bias, (size² + 1,)."""
        away = weights - self.optimum
        return max(0.0, float(away @ self.gram @ away)) + self.least

    def gradient(self, weights: Array) -> Array:
        """Return the gradient of the loss by the weights and the bias, (size² + 1,)."""
        return 2 * self.gram @ (weights - self.optimum)

    def made(self, kernel: Array, added: float) -> Array:
        """Return the picture that a kernel (size, size) makes of the image, in the target's shape."""
        views = windows(self.x, kernel.shape, self.corner, (self.target.shape[0], self.target.shape[1]))
        sums: Array = np.einsum("rcij,ij->rc", views, kernel)
        return sums + added

    def in_image_units(self, weights: Array) -> tuple[Array, Array]:
        """Return kernels (..., size, size) and what they add to each pixel (...), for (..., size² + 1)."""
        kernels = weights[..., :-1] * (self.target_spread / self.spread)
        added = self.target_mean + self.target_spread * weights[..., -1] - self.mean * kernels.sum(axis=-1)
        return kernels.reshape(*weights.shape[:-1], self.size, self.size), added


def picture(image: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the image to learn from: grey, at most `LONGEST` pixels a side, in 256 levels.

    Args:
        image: (height, width) or (height, width, 3) float32 in [0, 1].
    """
    small = images.shrink(images.channel_mean(image), LONGEST)
    levels: npt.NDArray[np.float32] = np.rint(small * np.float32(255))
    return levels / np.float32(255)


def problem(image: npt.ArrayLike, weights: npt.ArrayLike, *, offset: float = 0.0, size: int = 3) -> Problem:
    """Return the problem of learning `weights` from `image`.

    Only windows inside the image count (padding "valid"). If one of the two kernels is larger, only windows
    that hold both count; the kernels' centres, rows // 2 and columns // 2, lie on the same pixel.

    Args:
        image: (height, width), finite.
        weights: The wanted kernel, (rows, columns), finite, in the image's units.
        offset: What the wanted kernel adds to each pixel.
        size: Rows and columns of the learned kernel, an odd number.

    Raises:
        NetworkError: If a kernel does not fit into the image.

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
    """Return `count` rows and columns of windows of `shape` as a view, the first at `corner`."""
    views = np.lib.stride_tricks.sliding_window_view(x, shape)
    return views[corner[0] : corner[0] + count[0], corner[1] : corner[1] + count[1]]


def _around(shape: tuple[int, ...], size: int) -> tuple[list[int], list[int]]:
    """Return how far both kernels together reach before and after the centre, as [rows, columns]."""
    before = [max(cells // 2, size // 2) for cells in shape]
    after = [max(cells - cells // 2, size - size // 2) - 1 for cells in shape]
    return before, after


def _corner(before: list[int], shape: tuple[int, ...]) -> Pair:
    """Return the first window of a kernel of `shape`, if the kernels together reach `before` the centre."""
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
    """Return mean, standard deviation, and whether the latter is only rounding error; then it is set to 1."""
    spread = float(values.std())
    flat = spread <= ROUNDING * largest
    return float(values.mean()), 1.0 if flat else spread, flat


def _products(patches: Array, target: Array) -> tuple[Array, Array]:
    """Return the means of patch times patch and of patch times target; each patch ends with a 1."""
    n = patches.shape[2] * patches.shape[3] + 1
    gram, cross = np.zeros((n, n)), np.zeros(n)
    n_rows = max(1, BLOCK // (patches.shape[1] * n))
    for top in range(0, len(patches), n_rows):
        some = patches[top : top + n_rows].reshape(-1, n - 1)
        block = np.column_stack([some, np.ones(len(some))])
        gram += block.T @ block
        cross += block.T @ target[top : top + n_rows].ravel()
    return gram / target.size, cross / target.size


def _embedded(kernel: Array, size: int) -> Array | None:
    """Return the kernel padded with zeros to `size`, centre on centre; None if it does not fit."""
    if max(kernel.shape) > size:
        return None
    around = [(size // 2 - n // 2, size - size // 2 - (n - n // 2)) for n in kernel.shape]
    return np.pad(kernel, around)
