"""The small pictures of the page Where it stands, made by what the chapters themselves show."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cnnviz import images, mnist
from cnnviz.architectures import TIMELINE
from cnnviz.figures import chapter_pictures, pictures
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.architecture_history import published, single_error
from cnnviz.lessons.distortions import distorted
from cnnviz.ui.chapters.overview import thumbnails

Array = npt.NDArray[np.float32]

#: The side of a square picture, in pixels: twice that on the screen.
SIDE = 176
#: A bundled digit, a clear 4, and how far it is turned.
FOUR, TURNED = 4 * mnist.BUNDLED_PER_CLASS + 12, 60.0


@cache
def photo(name: str) -> Encoded:
    """Return the middle of a sample photo as a square."""
    whole = images.sample_images()[name]()
    side = min(whole.shape[:2])
    top, left = ((length - side) // 2 for length in whole.shape[:2])
    return pictures.pixels(images.shrink(whole[top : top + side, left : left + side], SIDE))


@cache
def digits() -> Encoded:
    """Return samples of many digits, as a network learns from them."""
    places = [label * mnist.BUNDLED_PER_CLASS + n for n in (3, 5) for label in range(8)]
    return pictures.tiles(mnist.bundled()[0][places], columns=4)


@cache
def errors() -> Encoded:
    """Return the least error of each year as bars, in the middle, of which a square shows nothing else."""
    percents: dict[int, float] = {}
    for name in TIMELINE:
        if error := single_error(name):
            year = published(name).year
            percents[year] = min(error.percent, percents.get(year, 100.0))
    beside = [0.0] * len(percents)
    shares = [*beside, *(percent / 100 for percent in percents.values()), *beside]
    return chapter_pictures.bars([""] * len(shares), shares)


@cache
def turned_digit() -> Encoded:
    """Return a digit that is turned."""
    digit = mnist.bundled()[0][FOUR] / np.float32(255)
    return pictures.tiles((255 * distorted(digit, {"turn": TURNED})).astype(np.uint8)[np.newaxis], columns=1)


def of_group(name: str) -> Encoded:
    """Return the picture of a group of chapters."""
    return thumbnails.thumbnail(name).picture
