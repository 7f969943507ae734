"""Eight ways to distort a digit by an amount: turned, shifted, scaled, sheared, thickened, blurred, noisy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from cnnviz.errors import ImageError

Array: TypeAlias = npt.NDArray[np.float32]
Doubles: TypeAlias = npt.NDArray[np.float64]

#: The Gaussian kernel of a blur ends at this many standard deviations, as in SciPy by default.
TRUNCATE = 4.0
#: The seed of the noise on the page.
SEED = 1


class Distortion(NamedTuple):
    """One way to distort a digit, and the amounts of it.

    Attributes:
        title: Its name on the screen.
        unit: The unit of its amounts.
        least, most: The smallest and the largest amount.
        neutral: The amount that changes nothing.
        step: The difference between neighbouring amounts on its slider.
        stride: A curve is computed at every `stride`-th of these amounts.
        low, high: What a smaller and a larger amount do, in one or two words.
    """

    title: str
    unit: str
    least: float
    most: float
    neutral: float
    step: float
    stride: int
    low: str
    high: str

    @property
    def amounts(self) -> tuple[float, ...]:
        """The amounts at which a curve is computed, from the smallest to the largest."""
        width = self.step * self.stride
        return tuple(
            round(self.least + n * width, 2) for n in range(round((self.most - self.least) / width) + 1)
        )


#: In the order in which they are applied: those that move pixels first, then pen, lens and sensor.
DISTORTIONS: dict[str, Distortion] = {
    "turn": Distortion("Turn", "°", -90, 90, 0, 1, 5, "to the right", "to the left"),
    "right": Distortion("Shift right", "px", -10, 10, 0, 0.25, 2, "to the left", "to the right"),
    "down": Distortion("Shift down", "px", -10, 10, 0, 0.25, 2, "up", "down"),
    "scale": Distortion("Scale", "%", 40, 160, 100, 1, 3, "smaller", "larger"),
    "shear": Distortion("Shear", "°", -60, 60, 0, 1, 3, "leans left", "leans right"),
    "thickness": Distortion("Thickness", "px", -1.5, 2.5, 0, 0.05, 2, "thinner", "thicker"),
    "blur": Distortion("Blur", "px", 0, 4, 0, 0.05, 2, "", "more blur"),
    "noise": Distortion("Noise", "%", 0, 80, 0, 1, 2, "", "more noise"),
}


def distorted(digit: npt.ArrayLike, amounts: Mapping[str, float], *, seed: int = SEED) -> Array:
    """Return a digit that is distorted by all given amounts.

    It is scaled, sheared, turned and shifted about its centre in one step, with bilinear interpolation. Then
    its strokes get thicker, then it is blurred, then noise is added. Around the picture everything is 0.

    Args:
        digit: (height, width) in [0, 1].
        amounts: The amount of each of `DISTORTIONS` by name; those left out change nothing.
        seed: The seed of the noise.

    Returns:
        (height, width) float32 in [0, 1].

    Raises:
        ImageError: If a name is unknown, or an amount is out of range.

    >>> distorted(np.array([[0, 0.5, 1]]), {"right": -1})
    array([[0.5, 1. , 0. ]], dtype=float32)
    """
    given = {name: one.neutral for name, one in DISTORTIONS.items()} | _checked(amounts)
    picture = moved(digit, **{name: given[name] for name in ("turn", "right", "down", "scale", "shear")})
    picture = thickened(picture, given["thickness"])
    picture = ndimage.gaussian_filter(picture, given["blur"], mode="constant", truncate=TRUNCATE)
    picture = picture + given["noise"] / 100 * normal_numbers(picture.shape, seed)
    result: Array = np.clip(picture, 0, 1).astype(np.float32)
    return result


def _checked(amounts: Mapping[str, float]) -> dict[str, float]:
    """Return the amounts, or raise an ImageError."""
    for name, amount in amounts.items():
        if name not in DISTORTIONS:
            raise ImageError(f"A distortion must be one of {', '.join(DISTORTIONS)}. Received: {name!r}")
        least, most = DISTORTIONS[name].least, DISTORTIONS[name].most
        if not least <= amount <= most:
            raise ImageError(f"The amount of {name} must lie between {least} and {most}. Received: {amount}")
    return dict(amounts)


def moved(
    digit: npt.ArrayLike,
    *,
    turn: float = 0,
    right: float = 0,
    down: float = 0,
    scale: float = 100,
    shear: float = 0,
) -> Doubles:
    """Return a digit that is scaled, then sheared, then turned about its centre, then shifted.

    Args:
        digit: (height, width).
        turn: In degrees, counter-clockwise.
        right: The shift to the right in pixels.
        down: The shift downwards in pixels.
        scale: In percent of the size.
        shear: The angle in degrees by which an upright stroke leans to the right.
    """
    picture = np.asarray(digit, np.float64)
    sine, cosine = np.sin(np.radians(turn)), np.cos(np.radians(turn))
    slope = np.tan(np.radians(shear))
    # From a row and a column of the result back to those of the digit: turn, shear and scale undone.
    back = np.array([[cosine, sine], [slope * cosine - sine, cosine + slope * sine]]) * 100 / scale
    centre = (np.array(picture.shape) - 1) / 2
    offset = centre - back @ (centre + np.array([down, right]))
    values: Doubles = ndimage.affine_transform(picture, back, offset=offset, order=1, mode="grid-constant")
    return values


def thickened(digit: npt.ArrayLike, radius: float) -> Doubles:
    """Return a digit whose strokes are thicker by a radius in pixels; thinner, if it is negative.

    Each pixel becomes the largest of its neighbours times their weights. A neighbour at a distance of up to
    the radius has the weight 1, which falls to 0 within one more pixel. This is a grey dilation whose disk
    has a soft edge, so a small change of the radius makes a small change of the picture. Thinner strokes are
    a thicker background.

    Args:
        digit: (height, width) in [0, 1].
        radius: In pixels.

    >>> thickened([[0, 0, 1, 0, 0]], 0.5)
    array([[0. , 0.5, 1. , 0.5, 0. ]])
    """
    picture = np.asarray(digit, np.float64)
    if radius < 0:
        return 1 - _dilated(1 - picture, -radius, outside=1)
    return _dilated(picture, radius, outside=0)


def _dilated(picture: Doubles, radius: float, *, outside: float) -> Doubles:
    reach = int(np.ceil(radius))
    rows, columns = picture.shape
    padded = np.pad(picture, reach, constant_values=outside)
    result = np.zeros_like(picture)
    for down in range(2 * reach + 1):
        for right in range(2 * reach + 1):
            weight = np.clip(radius + 1 - np.hypot(down - reach, right - reach), 0, 1)
            np.maximum(result, weight * padded[down : down + rows, right : right + columns], out=result)
    return result


def normal_numbers(shape: tuple[int, ...], seed: int) -> Doubles:
    """Return random numbers of the normal distribution with mean 0 and standard deviation 1.

    The browser draws the same ones. Two hashes of a counter become two numbers in (0, 1), and those become
    a normal one by the transform of Box and Muller. The hash is the last step of MurmurHash3.

    Args:
        shape: The shape of the result.
        seed: An integer of at least 0.

    Source: Box and Muller, A note on the generation of random normal deviates, 1958. A. Appleby, MurmurHash3.
    """
    counter = np.arange(2 * int(np.prod(shape)), dtype=np.uint32)
    start = mixed(np.array([seed], np.uint32))
    uniform = (mixed(counter ^ start) + 0.5) / 2**32
    first, second = uniform[0::2], uniform[1::2]
    normal: Doubles = np.sqrt(-2 * np.log(first)) * np.cos(2 * np.pi * second)
    return normal.reshape(shape)


def mixed(numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return the hash of each 32-bit number: the last step of MurmurHash3, `fmix32`.

    >>> hex(int(mixed(np.array([1], np.uint32))[0]))
    '0x514e28b7'
    """
    hashed = numbers ^ (numbers >> np.uint32(16))
    hashed = hashed * np.uint32(0x85EBCA6B)
    hashed ^= hashed >> np.uint32(13)
    hashed = hashed * np.uint32(0xC2B2AE35)
    hashed ^= hashed >> np.uint32(16)
    return hashed
