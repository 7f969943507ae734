"""The picture with boxes that a visitor takes home."""

import io

import numpy as np
import pytest
from PIL import Image

from cnnviz.figures.boxed_digits import LEAST, boxed


def opened(encoded):
    with Image.open(io.BytesIO(encoded.data)) as image:
        return np.asarray(image.convert("RGB")).astype(int)


@pytest.mark.parametrize("channels", [(), (3,)])
def test_a_box_stands_around_its_digit_and_leaves_it_as_it_is(channels):
    grey = np.full((300, 400, *channels), 0.5, np.float32)
    pixels = opened(boxed(grey, [(100, 150, 160, 190)], ["7"]))
    assert pixels.shape == (300, 400, 3)
    assert abs(pixels[104:156, 154:186] - 128).max() < 4  # the digit itself
    assert abs(pixels[200:] - 128).max() < 4
    assert pixels[97, 150:190].min() < 60  # the line above it
    assert abs(pixels[70:95, 145:170] - 128).max() > 60  # the text


def test_a_small_picture_is_enlarged_with_hard_pixels():
    digit = np.zeros((28, 28), np.float32)
    digit[14, 14] = 1
    pixels = opened(boxed(digit, [], []))
    scale = -(-LEAST // 28)
    assert pixels.shape == (28 * scale, 28 * scale, 3)
    assert (pixels[14 * scale : 15 * scale, 14 * scale : 15 * scale] > 240).all()


def test_each_box_needs_a_text():
    with pytest.raises(ValueError, match="shorter"):
        boxed(np.zeros((30, 30), np.float32), [(1, 1, 9, 9)], [])
