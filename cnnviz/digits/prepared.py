"""A digit as MNIST has it, and the steps that led to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cnnviz.errors import ImageError
from cnnviz.mnist import SIDE

Array = npt.NDArray[np.float32]

#: MNIST's digits fit into BOX x BOX pixels of SIZE x SIZE, with their centre of mass in the middle.
BOX, SIZE = 20, SIDE
#: The stroke width in pixels. Nine in ten of the bundled digits have 2.0 to 3.8; at 2.4 the lecture's network
#: reads real pen strokes best.
STROKE = 2.4

NO_INK = "There is no ink in the picture. Draw a digit first."


class PreparationStep(NamedTuple):
    """One step: its name, the picture after it (h, w) float32 in [0, 1], and what it did."""

    name: str
    picture: Array
    sentence: str


@dataclass(frozen=True, eq=False)
class PreparedDigit:
    """A digit as in MNIST, (28, 28) float32 in [0, 1], bright ink on dark, and the steps that led to it."""

    digit: Array
    steps: tuple[PreparationStep, ...]


def from_mnist(image: npt.NDArray[np.uint8]) -> PreparedDigit:
    """Return one of MNIST's own digits, which only needs division by 255.

    Args:
        image: (28, 28) uint8.

    Raises:
        ImageError: If the shape or dtype differs.
    """
    if image.shape != (SIZE, SIZE) or image.dtype != np.uint8:
        raise ImageError(f"A digit of MNIST must be 28x28 bytes. Received: {image.shape} {image.dtype}")
    digit = image.astype(np.float32) / np.float32(255)
    return PreparedDigit(
        digit,
        (
            PreparationStep("0…255", digit, "MNIST stores each pixel as a number: 0 is paper, 255 is ink."),
            PreparationStep("0…1", digit, "Divided by 255. Networks learn best from small numbers."),
        ),
    )


def placed(box: Array, centre: Sequence[float]) -> Array:
    """Return 28x28 with a digit's centre of mass in pixel (14, 14), or as near as the box allows.

    Args:
        box: The digit, at most (20, 20).
        centre: The row and column of its centre of mass.
    """
    digit = np.zeros((SIZE, SIZE), np.float32)
    top, left = (
        int(np.clip(np.floor(SIZE / 2 + 0.5 - middle), 0, SIZE - n))
        for middle, n in zip(centre, box.shape, strict=True)
    )
    digit[top : top + box.shape[0], left : left + box.shape[1]] = box
    return digit


def last_step(digit: Array) -> PreparationStep:
    """Return the step from a digit in its box to the one that `placed` has returned."""
    return PreparationStep(
        "28x28, centre of mass in the middle", digit, "Moved so that the ink is balanced in the middle."
    )
