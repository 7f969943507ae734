"""A digit is read rightly however its picture is framed: cut tightly, stretched, with a rim, in a box."""

import numpy as np
import pytest
from PIL import Image

from cnnviz import mnist
from cnnviz.digits import from_picture
from cnnviz.errors import ImageError
from tests.photos.judging import read
from tests.photos.scenes import as_jpeg

#: So many of MNIST's digits are framed in each way; at least this share is read rightly.
N, ENOUGH = 50, 0.97
#: The side of a picture in pixels, five for each of MNIST's.
SIDE = 140


def plain(ink):
    return 1 - ink


def jpeg(ink):
    return as_jpeg(1 - ink, 50)


def tight(ink):
    """Return the digit without a margin."""
    rows, columns = np.flatnonzero((ink > 0.1).any(axis=1)), np.flatnonzero((ink > 0.1).any(axis=0))
    return 1 - ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def tight_jpeg(ink):
    return as_jpeg(tight(ink), 70)


def stretched(ink):
    """Return the digit without a margin, as wide as it is high."""
    square = Image.fromarray(tight(ink)).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    return np.asarray(square).clip(0, 1)


def rim(ink):
    """Return a bright digit on black, with a white rim on two sides, as in a screenshot."""
    picture = ink.copy()
    picture[:8] = picture[:, :8] = 1
    return picture


def box(ink):
    """Return the digit in a drawn box, as on a form."""
    picture = 1 - np.pad(ink, 30)
    picture[10:14, 10:-10] = picture[-14:-10, 10:-10] = 0
    picture[10:-10, 10:14] = picture[10:-10, -14:-10] = 0
    return picture


def dark_tile(ink):
    """Return a bright digit on a dark tile on a white page."""
    return np.pad(ink, 60, constant_values=1)


@pytest.mark.parametrize("framed", [plain, jpeg, tight, tight_jpeg, stretched, rim, box, dark_tile])
def test_framed_digits_are_read_rightly(framed):
    images, labels = mnist.bundled()
    wrong = {}
    for n in range(0, len(images), len(images) // N):
        large = Image.fromarray(images[n]).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
        try:
            said = read(from_picture(framed(np.asarray(large, np.float32) / np.float32(255))).digit)
        except ImageError as error:
            said = str(error)
        if said != labels[n]:
            wrong[n] = (int(labels[n]), said)
    assert 1 - len(wrong) / N >= ENOUGH, wrong
