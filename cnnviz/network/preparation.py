"""How pictures are prepared for a network: brought to a size, and their values to a range."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.network.checks import Pair, check
from cnnviz.network.limits import MAX_SIDE

Numbers: TypeAlias = tuple[float, ...]


@dataclass(frozen=True)
class Preparation:
    """What is done to a picture before a network takes it; by default nothing.

    Raises:
        NetworkError: if a value is out of bounds.
    """

    size: Pair | None = None
    """(height, width) that a picture is brought to; None for the size that it has."""
    fit: Literal["resize", "crop"] = "resize"
    """Whether the whole picture is resized, or its shorter side, and then its middle cut out."""
    offset: Numbers = (0.0,)
    """What is taken off: one number, or one for each channel."""
    scale: Numbers = (1.0,)
    """What the rest is divided by: one number, or one for each channel."""

    def __post_init__(self) -> None:
        sides = (1, 1) if self.size is None else self.size
        fits = len(sides) == 2 and all(isinstance(n, int) and 1 <= n <= MAX_SIDE for n in sides)
        check(fits, f"The size needs height and width from 1 to {MAX_SIDE:,}.", self.size)
        check(self.fit in ("resize", "crop"), "Pictures are brought to size by resize or crop.", self.fit)
        for name in ("offset", "scale"):
            numbers = tuple(getattr(self, name))
            plain = all(isinstance(n, int | float) and math.isfinite(n) for n in numbers)
            check(0 < len(numbers) <= 64 and plain, f"The {name} needs one number or one a channel.", numbers)
            object.__setattr__(self, name, tuple(float(n) for n in numbers))
        check(all(self.scale), "The scale must not be 0.", self.scale)

    def scaled(self, picture: npt.ArrayLike) -> npt.NDArray[np.float32]:
        """Return (picture - offset) / scale, channel by channel.

        Args:
            picture: (height, width, channels), of the right size already.

        >>> Preparation(offset=(127.0,), scale=(128.0,)).scaled([[[255.0]]])
        array([[[1.]]], dtype=float32)
        """
        values = np.asarray(picture, np.float64) - np.array(self.offset)
        return np.asarray(values / np.array(self.scale), np.float32)
