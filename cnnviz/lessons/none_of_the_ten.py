"""What a network of ten digits says about things that are no digit: a face, a letter, noise, nothing."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from cnnviz import images
from cnnviz.digits.prepared import BOX, placed
from cnnviz.errors import ImageError
from cnnviz.lessons.evaluation import Evaluation
from cnnviz.mnist import SIDE

Array: TypeAlias = npt.NDArray[np.float32]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: The largest seed of the noise.
MAX_SEED = 9999
#: The face in the portrait: its first row and column, and its side, in pixels.
_FACE = (110, 115, 290)
#: The side of a drawn letter in pixels, before it is shrunk.
_LETTER_SIDE = 320


class Seen(NamedTuple):
    """A thing, and what the network sees of it.

    Attributes:
        picture: (height, width) or (height, width, 3) float32 in [0, 1].
        digit: (28, 28) float32 in [0, 1], multiples of 1/255.
    """

    picture: Array
    digit: Array


class Trust(NamedTuple):
    """The share of right answers among test pictures read with some confidence or more, and their number."""

    share: float
    n: int


def seen(name: str, *, letter: str = LETTERS[0], seed: int = 0) -> Seen:
    """Return one of `THINGS`, and what the network sees of it.

    Args:
        name: The name of the thing.
        letter: One of `LETTERS`, for "letter".
        seed: The seed of the random numbers, from 0 to MAX_SEED, for "noise".

    Raises:
        KeyError: If the name is unknown.
        ImageError: If the portrait is not installed.
    """
    return THINGS[name](letter, seed)


def shrunk(picture: Array) -> Array:
    """Return the middle square of a picture in 28x28 grey pixels, as a program does that checks nothing.

    Args:
        picture: (height, width) or (height, width, 3) float32 in [0, 1].

    Returns:
        (28, 28) float32 in [0, 1], multiples of 1/255.
    """
    grey = images.to_grey(picture)
    side = min(grey.shape)
    top, left = ((length - side) // 2 for length in grey.shape)
    levels = np.rint(grey[top : top + side, left : left + side] * 255).astype(np.uint8)
    return _shares(np.asarray(Image.fromarray(levels).resize((SIDE, SIDE), Image.Resampling.BOX)))


def trust(evaluation: Evaluation, confidence: float) -> Trust | None:
    """Return how often a network was right when it was at least this sure; None if it never was.

    Args:
        evaluation: The network's predictions for test pictures.
        confidence: The largest probability of an answer, from 0 to 1.
    """
    sure = evaluation.probabilities.max(axis=1) >= confidence
    return Trust(float(evaluation.right[sure].mean()), int(sure.sum())) if sure.any() else None


def _face(_letter: str, _seed: int) -> Seen:
    picture = _portrait()
    return Seen(picture, shrunk(picture))


@lru_cache(maxsize=1)
def _portrait() -> Array:
    """Return the face of Grace Hopper, from a photograph that comes with matplotlib.

    It is located without importing matplotlib, which would take a second.
    Source: US Navy, 1984, in the public domain.
    """
    package = importlib.util.find_spec("matplotlib")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder, "mpl-data", "sample_data", "grace_hopper.jpg")
        if path.is_file():
            top, left, side = _FACE
            whole = images.load_image(path.read_bytes())
            return images.crop(whole, (top, top + side), (left, left + side))
    raise ImageError("The portrait comes with matplotlib. Install it: pip install matplotlib")


def _letter(letter: str, _seed: int) -> Seen:
    """Return a letter, with its ink where MNIST's digits have theirs."""
    font = ImageFont.load_default(_LETTER_SIDE * 0.8)
    sheet = Image.new("L", (_LETTER_SIDE, _LETTER_SIDE))
    middle = (_LETTER_SIDE / 2, _LETTER_SIDE / 2)
    ImageDraw.Draw(sheet).text(middle, letter, 255, font, anchor="mm")
    left, top, right, bottom = sheet.getbbox() or (0, 0, 1, 1)
    cut = sheet.crop((left, top, right, bottom))
    scale = BOX / max(cut.size)
    small = cut.resize(
        (max(1, round(cut.width * scale)), max(1, round(cut.height * scale))), Image.Resampling.BOX
    )
    box = _shares(np.asarray(small))
    return Seen(_shares(np.asarray(sheet)), placed(box, ndimage.center_of_mass(box)))


def _smiley(_letter: str, _seed: int) -> Seen:
    picture = images.sample_images()["smiley"]()
    return Seen(picture, shrunk(picture))


def _noise(_letter: str, seed: int) -> Seen:
    levels = np.random.default_rng(seed).integers(0, 256, (SIDE, SIDE), dtype=np.uint8)
    return Seen(_shares(levels), _shares(levels))


def _nothing(_letter: str, _seed: int) -> Seen:
    blank = np.zeros((SIDE, SIDE), np.float32)
    return Seen(blank, blank)


def _shares(levels: npt.NDArray[np.uint8]) -> Array:
    return levels.astype(np.float32) / np.float32(255)


#: The things by name, each made of a letter and a seed.
THINGS: dict[str, Callable[[str, int], Seen]] = {
    "letter": _letter,
    "face": _face,
    "smiley": _smiley,
    "noise": _noise,
    "nothing": _nothing,
}
