"""The preparation of pictures for a network: their size and the range of their values."""

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
    """How a picture is resized and scaled for a network; by default not at all.

    Raises:
        NetworkError: If a value is out of bounds.
    """

    size: Pair | None = None
    """The target (height, width); None keeps the picture's size."""
    fit: Literal["resize", "crop"] = "resize"
    """"resize" resizes the whole picture; "crop" the largest part in its middle of these proportions."""
    offset: Numbers = (0.0,)
    """The number subtracted, or one for each channel in the network's order."""
    scale: Numbers = (1.0,)
    """The divisor after that, or one for each channel."""
    share: float = 1.0
    """How much of the height and width of that part "crop" keeps, in its middle."""
    order: Literal["rgb", "bgr"] = "rgb"
    """The order of the three channels that the network takes; pictures come from red to blue."""

    def __post_init__(self) -> None:
        sides = (1, 1) if self.size is None else self.size
        fits = len(sides) == 2 and all(isinstance(n, int) and 1 <= n <= MAX_SIDE for n in sides)
        check(fits, f"The size needs height and width from 1 to {MAX_SIDE:,}.", self.size)
        check(self.fit in ("resize", "crop"), "The fit must be resize or crop.", self.fit)
        for name in ("offset", "scale"):
            numbers = tuple(getattr(self, name))
            plain = all(isinstance(n, int | float) and math.isfinite(n) for n in numbers)
            check(
                0 < len(numbers) <= 64 and plain, f"The {name} needs one number, or one per channel.", numbers
            )
            object.__setattr__(self, name, tuple(float(n) for n in numbers))
        check(all(self.scale), "The scale must not be 0.", self.scale)
        check(self.order in ("rgb", "bgr"), "The order must be rgb or bgr.", self.order)
        shares = isinstance(self.share, int | float) and 0 < self.share <= 1
        check(shares, "The share must be above 0 and at most 1.", self.share)

    def scaled(self, picture: npt.ArrayLike) -> npt.NDArray[np.float32]:
        """Return (picture - offset) / scale, channel by channel, in the network's order of channels.

        Args:
            picture: (height, width, channels), already resized, from red to blue.

        >>> Preparation(offset=(127.0,), scale=(128.0,)).scaled([[[255.0]]])
        array([[[1.]]], dtype=float32)
        """
        values = np.asarray(picture, np.float64)
        values = (values[..., ::-1] if self.order == "bgr" else values) - np.array(self.offset)
        return np.asarray(values / np.array(self.scale), np.float32)
