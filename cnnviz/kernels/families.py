"""Families of kernels of any size, some also at any angle.

All weights are integers, so that the page shows exactly the weights in use, and a smoothing kernel leaves a
flat area exactly unchanged. The angle is that of a line in the kernel, counter-clockwise from the horizontal
as seen on the screen: at 45° it runs from bottom left to top right.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.kernel import MAX_SIZE, Group, Kernel

SIZES = range(3, MAX_SIZE + 1, 2)
ANGLES = range(0, 180, 5)
_INSTANCE = re.compile(r"([a-z ]{1,40}) ([0-9]{1,2})x([0-9]{1,2})(?: ([0-9]{1,3})°)?")

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Family:
    """Kernels that differ in size and perhaps in angle. Call it to get one of them.

    >>> FAMILIES["box blur"](5).name
    'box blur 5x5'
    >>> FAMILIES["gabor"](11, 30).name
    'gabor 11x11 30°'
    """

    name: str
    group: Group
    make: Callable[[str, int, int], Kernel]
    sizes: range = SIZES
    angles: range = range(0)
    """The possible angles in degrees; empty if the kernel has no direction."""

    def __call__(self, size: int, angle: int | None = None) -> Kernel:
        """Return the kernel of this size (size x size) and angle in degrees.

        Raises:
            KernelError: If the size or the angle is not available.
        """
        if size not in self.sizes:
            raise KernelError(
                f"{self.name} has odd sizes from {self.sizes[0]} to {self.sizes[-1]}. Received: {size}"
            )
        if not self.angles:
            if angle is not None:
                raise KernelError(f"{self.name} has no angle. Received: {angle}")
            return self._member(f"{self.name} {size}x{size}", size, 0)
        if angle is None or angle not in self.angles:
            raise KernelError(
                f"{self.name} has angles from {self.angles[0]}° to {self.angles[-1]}° in steps of "
                f"{self.angles.step}°. Received: {angle}"
            )
        return self._member(f"{self.name} {size}x{size} {angle}°", size, angle)

    def _member(self, name: str, size: int, angle: int) -> Kernel:
        return replace(self.make(name, size, angle), group=self.group)


def instance(name: str) -> Kernel:
    """Return a family's kernel by its full name, such as "gaussian blur 9x9" or "gabor 11x11 30°".

    Raises:
        KernelError: If there is no such kernel.
    """
    parts = _INSTANCE.fullmatch(name)
    if parts and parts[1] in FAMILIES:
        kernel = FAMILIES[parts[1]](int(parts[2]), None if parts[4] is None else int(parts[4]))
        if kernel.name == name:
            return kernel
    raise KernelError(f"There is no kernel of this name; choose one from the list. Received: {name[:60]!r}")


def _box(name: str, size: int, _angle: int) -> Kernel:
    return Kernel(
        name,
        _table(np.ones((size, size))),
        divisor=size**2,
        effect=f"Blurs. Each pixel becomes the mean of the {size**2} pixels around it.",
        source="The mean filter; NumPy: np.ones((n, n)) / n**2.",
    )


def _gaussian(name: str, size: int, _angle: int) -> Kernel:
    """Return textbook binomial weights up to 7x7; larger ones would be too narrow, so sample a Gaussian."""
    if size <= 7:
        row = np.ones(1)
        for _ in range(size - 1):
            row = np.convolve(row, [1, 1])
        weights, source = "binomial numbers", "Pascal's triangle: row n, times itself."
    else:
        sigma = 0.3 * (size / 2 - 1.5) + 0.8
        row = np.rint(100 * np.exp(-(_steps(size) ** 2) / (2 * sigma**2)))
        weights = f"a bell curve with σ = {sigma:.1f} pixels"
        source = "The Gaussian function; σ by the size as in OpenCV's getGaussianKernel."
    return Kernel(
        name,
        _table(np.outer(row, row)),
        divisor=row.sum() ** 2,
        effect=f"Blurs softly. Near pixels count more than far ones. The weights are {weights}.",
        source=source,
    )


def _laplacian_of_gaussian(name: str, size: int, _angle: int) -> Kernel:
    sigma = 1.4 * size / 9
    squares = _steps(size)[:, np.newaxis] ** 2 + _steps(size) ** 2
    bell = np.exp(-squares / (2 * sigma**2))
    return _balanced(
        name,
        (squares / sigma**2 - 2) * bell,
        bell,
        effect=f"Blurs (σ = {sigma:.1f} pixels), then finds edges. They lie where the sign changes.",
        source="Marr and Hildreth, Theory of edge detection, 1980.",
    )


def _motion(name: str, size: int, angle: int) -> Kernel:
    """Return a line with one pixel in each column or, if it is steep, in each row."""
    steps = np.arange(size) - size // 2
    along, across = np.cos(np.radians(angle)), -np.sin(np.radians(angle))  # row indices grow downwards
    weights = np.zeros((size, size))
    if abs(along) >= abs(across):
        rows = np.rint(np.round(steps * across / along, 9)).astype(int)
        weights[rows + size // 2, steps + size // 2] = 1
    else:
        columns = np.rint(np.round(steps * along / across, 9)).astype(int)
        weights[steps + size // 2, columns + size // 2] = 1
    return Kernel(
        name,
        _table(weights),
        divisor=size,
        effect=f"Smears along a line at {angle}°, like a camera that moves during the exposure.",
        source="A line of ones, divided by their number.",
    )


def _gabor(name: str, size: int, angle: int) -> Kernel:
    """Return a cosine with one and a half periods across the line, times a Gaussian."""
    rows, columns = -_steps(size)[:, np.newaxis], _steps(size)
    turn = np.radians(angle)
    across = rows * np.cos(turn) - columns * np.sin(turn)
    bell = np.exp(-(rows**2 + columns**2) / (2 * (size / 5) ** 2))
    return _balanced(
        name,
        np.cos(2 * np.pi * across / (size / 1.5)) * bell,
        bell,
        effect=f"Finds bright lines at {angle}°. Some cells of the brain's visual cortex do the same.",
        source="Daugman 1985; Hubel and Wiesel's simple cells, 1959.",
    )


def _balanced(name: str, weights: Array, bell: Array, effect: str, source: str) -> Kernel:
    """Return integer weights up to ±1000 with sum 0; an image in [0, 1] gives results in [-1, 1].

    Without this correction flat areas would not give 0, because the weights are cut off and rounded.
    """
    weights = weights - bell * weights.sum() / bell.sum()
    whole = np.rint(1000 * weights / np.abs(weights).max())
    centre = len(whole) // 2
    whole[centre, centre] -= whole.sum()
    return Kernel(name, _table(whole), divisor=whole[whole > 0].sum(), effect=effect, source=source)


def _table(weights: Array) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, weights.tolist()))


def _steps(size: int) -> Array:
    """Return the distances from the centre in pixels, from negative to positive."""
    return np.linspace(-(size // 2), size // 2, size)


FAMILIES = {
    family.name: family
    for family in (
        Family("box blur", "sharpen and blur", _box),
        Family("gaussian blur", "sharpen and blur", _gaussian),
        Family("laplacian of gaussian", "lines and corners", _laplacian_of_gaussian),
        Family("motion blur", "directions", _motion, angles=ANGLES),
        Family("gabor", "directions", _gabor, angles=ANGLES),
    )
}
