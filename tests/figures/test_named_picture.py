"""The photo with its names, as it is taken home."""

import io

import numpy as np
from PIL import Image

from cnnviz.colours import POSITIVE
from cnnviz.figures.named_picture import WIDEST, named
from cnnviz.photos import CropBox, Guess

PHOTO = np.full((300, 400, 3), 0.5, np.float32)
BOX = CropBox(20, 70, 280, 330)


def pixels_of(encoded):
    with Image.open(io.BytesIO(encoded.data)) as opened:
        return np.asarray(opened.convert("RGB")).astype(int)


def test_without_names_it_is_the_photo_with_a_box():
    encoded = named(PHOTO, BOX, ())
    assert (encoded.width, encoded.height) == (400, 300)
    pixels = pixels_of(encoded)
    assert np.abs(pixels[150, 200] - 128).max() < 3
    assert np.abs(pixels[20, 200] - 128).max() > 40


def test_a_bar_is_as_long_as_its_share():
    guesses = [Guess(281, "tabby cat", 0.75), Guess(282, "tiger cat", 0.25)]
    encoded = named(PHOTO, BOX, guesses)
    orange = (np.abs(pixels_of(encoded)[:, 400:] - POSITIVE).max(axis=2) < 30).sum(axis=1)
    lengths = sorted({int(n) for n in orange if n > 20})
    assert abs(lengths[0] - 0.25 * WIDEST) < 4
    assert abs(lengths[-1] - 0.75 * WIDEST) < 4


def test_a_tiny_image_is_enlarged_and_names_have_room():
    encoded = named(np.zeros((7, 7), np.float32), CropBox(0, 0, 6, 6), [Guess(0, "tench", 1.0)] * 5)
    assert encoded.height >= 240
    assert encoded.width > 240
