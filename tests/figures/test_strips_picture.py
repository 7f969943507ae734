"""Maps made small, and the picture of a network as strips."""

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from cnnviz.figures import map_colours
from cnnviz.figures.shrunk_maps import shrunk
from cnnviz.figures.strips_picture import BETWEEN, GAP, MARGIN, ROW, SIDE, PicturedStrip, strips_picture
from cnnviz.photos import Guess


def test_each_pixel_is_the_number_farthest_from_0():
    maps = np.array([[1, -3, 2], [0, 0, 0], [4, -4, -9]], np.float32)[..., np.newaxis]
    np.testing.assert_array_equal(shrunk(maps, 2)[..., 0], [[-3, 2], [4, -9]])


@given(arrays(np.float32, (7, 5, 2), elements=st.floats(-9, 9, width=32)), st.integers(1, 9))
def test_a_small_map_keeps_its_farthest_number_and_has_its_sides(maps, side):
    small = shrunk(maps, side)
    assert max(small.shape[:2]) <= side
    np.testing.assert_array_equal(np.abs(small).max(axis=(0, 1)), np.abs(maps).max(axis=(0, 1)))
    if side >= 7:
        np.testing.assert_array_equal(small, maps)


def test_the_strips_stand_beside_the_photo_in_the_colours_of_maps():
    photo = np.full((80, 80, 3), 0.5, np.float32)
    maps = np.stack([np.full((7, 7), 2.0), np.full((7, 7), -1.0)], -1).astype(np.float32)
    strip = PicturedStrip(maps, "7 × 7 × 2", ["conv", "× 3"])
    encoded = strips_picture(photo, [strip, strip], [Guess(1, "tiger cat", 0.75), Guess(2, "lynx", 0.25)])
    pixels = np.asarray(Image.open(io.BytesIO(encoded.data)).convert("RGB")).astype(int)
    assert pixels.shape == (encoded.height, encoded.width, 3)
    left, top = MARGIN + 80 + BETWEEN, MARGIN + ROW
    limit = map_colours.reach(maps, "layer")
    for n, value in enumerate((2, -1)):
        row = top + n * (SIDE + GAP) + SIDE // 2
        wanted = map_colours.table("layer")[map_colours.levels(np.array(value, np.float32), limit)]
        for column in (left, left + SIDE - 1, left + SIDE + BETWEEN):
            assert np.abs(pixels[row, column] - wanted).max() < 12  # a large picture is a JPEG
    assert np.abs(pixels[MARGIN + ROW + (SIDE + GAP), MARGIN + 40] - 128).max() < 12
