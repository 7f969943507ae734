"""A phone number on lined paper, like a photo: written with MNIST's digits, in the light of a lamp.

It belongs to nobody: Ofcom keeps 020 7946 0000 to 020 7946 0999 free for films.
"""

import numpy as np
from numpy.typing import NDArray

from cnnviz import mnist

_Floats = NDArray[np.float64]

_HEIGHT, _WIDTH = 520, 832
_PAPER, _INK, _LINE = (0.95, 0.93, 0.87), (0.10, 0.16, 0.44), (0.62, 0.74, 0.86)
#: The distance between two lines of the paper, and where the first one is.
_SPACING, _FIRST_LINE = 52, 34
#: The height of a digit with MNIST's margin, and the distance to the next digit.
_SIDE, _STEP = 132, 100
#: Each group: the row and the column where it begins, and its digits, each with its place in its class among
#: the bundled digits. No network has been trained on every fifth bundled digit.
_TEXT = (
    (92, 30, ((0, 380), (2, 120), (0, 220))),
    (92, 386, ((7, 375), (9, 420), (4, 230), (6, 370))),
    (302, 120, ((0, 295), (3, 10), (5, 140), (8, 315))),
)


def draw() -> NDArray[np.float32]:
    """Return the photo.

    Returns:
        `(520, 832, 3)` float32 in [0, 1], each value a multiple of 1/255; always the same.
    """
    photo = np.empty((_HEIGHT, _WIDTH, 3))
    photo[:] = _PAPER
    lines = (np.arange(_HEIGHT) - _FIRST_LINE) % _SPACING < 2
    photo[lines] = _LINE
    ink = _written()[..., None]
    photo = photo * (1 - ink) + np.asarray(_INK) * ink
    photo = photo * _light()[..., None] + np.random.default_rng(0).normal(0, 0.008, photo.shape)
    return np.rint(np.clip(photo, 0, 1) * 255).astype(np.float32) / np.float32(255)


def _written() -> _Floats:
    """Return the ink of all digits, `(520, 832)` in [0, 1]."""
    pictures, _ = mnist.bundled()
    ink = np.zeros((_HEIGHT, _WIDTH))
    for top, left, group in _TEXT:
        for n, (label, place) in enumerate(group):
            pen = _enlarged(pictures[label * mnist.BUNDLED_PER_CLASS + place])
            row, column = top + (5, -4, 2)[n % 3], left + _STEP * n
            room = ink[row : row + _SIDE, column : column + _SIDE]
            np.maximum(room, pen, out=room)
    return ink


def _enlarged(digit: NDArray[np.uint8]) -> _Floats:
    """Return a digit with the sharp edges of a pen, `(132, 132)` in [0, 1]."""
    from scipy import ndimage  # noqa: PLC0415 - the other samples do not pay for this import

    fine = ndimage.gaussian_filter(ndimage.zoom(digit / 255, _SIDE / mnist.SIDE, order=3), 1.5)
    return np.asarray(np.clip((fine - 0.35) * 4, 0, 1) * 0.92)


def _light() -> _Floats:
    """Return the light on each pixel: a lamp at the upper left, and the soft shadow of a hand below."""
    down, right = np.indices((_HEIGHT, _WIDTH)) / np.array([_HEIGHT, _WIDTH])[:, None, None]
    lamp = 1.02 - 0.3 * down - 0.3 * right
    shadow = 1 / (1 + np.exp(-30 * (right + 0.7 * down - 1.17)))
    return np.asarray(lamp * (1 - 0.5 * shadow))
